#pragma once

#include <QObject>

#include "engines.h"
#include "job.h"

class QComboBox;
class QLineEdit;

namespace ca::dashboard {

/// Where a job's engine is chosen, and with Docker and Podman its image and runtime. The form that the editors are put
/// into owns them.
class EngineFields : public QObject
{
    Q_OBJECT

public:
    /// `engine`: empty yet.
    EngineFields(QComboBox *engine, QWidget *parent);

    [[nodiscard]] QComboBox *engine() const { return m_engine; }
    [[nodiscard]] QLineEdit *image() const { return m_image; }
    [[nodiscard]] QLineEdit *runtime() const { return m_runtime; }

    /// What may be chosen; those that are not here are greyed, with why. `standardImage` is that of jobs that name
    /// none.
    void setEngines(const QList<EngineStatus> &engines, const QString &standardImage);
    void applyTo(JobRequest &request) const;
    void setRequest(const JobRequest &request);

Q_SIGNALS:
    void changed();

private:
    QLineEdit *makeLine(const QString &name, QWidget *parent);
    void updateFields();

    QComboBox *m_engine;
    QLineEdit *m_image;
    QLineEdit *m_runtime;
    QString m_standardImage;
};

} // namespace ca::dashboard
