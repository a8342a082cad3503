#pragma once

#include <QHash>
#include <QWidget>
#include <optional>

#include "engines.h"
#include "job.h"
#include "providerstatus.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace ca::dashboard {

class EngineFields;

/// What of a job most people leave as it is: provider, engine, network, repository, limits. Says at each field what is
/// wrong with it.
class JobOptions : public QWidget
{
    Q_OBJECT

public:
    explicit JobOptions(QWidget *parent = nullptr);

    /// What may be chosen; those that cannot be asked are greyed, with why.
    void setProviders(const QList<ProviderStatus> &providers);
    void setEngines(const QList<EngineStatus> &engines, const QString &standardImage);
    /// What applies where nothing is typed.
    void setDefaults(const Limits &limits, NetworkPolicy network);

    /// The options of the request; the others are left alone.
    void applyTo(JobRequest &request) const;
    void setRequest(const JobRequest &request);
    /// What was typed, by the limits' names.
    [[nodiscard]] QHash<QString, QString> typedLimits() const;
    void setTypedLimits(const QHash<QString, QString> &limits);
    /// Everything as it is at first.
    void reset();
    /// Something is not as it is at first.
    [[nodiscard]] bool isTouched() const;
    /// Checks all fields, as the API does, and says at each what is wrong; true when nothing is.
    bool check();
    /// Says it at the field, whose name is as in REST; false when there is no such field here.
    bool showError(const QString &field, const QString &sentence);

Q_SIGNALS:
    void changed();

private:
    struct Field
    {
        QWidget *editor = nullptr;
        QLabel *note = nullptr;
    };
    QWidget *addField(QFormLayout *form, const QString &name, const QString &label, QWidget *editor);
    void makeChoices(QFormLayout *form);
    void makeLimits(QFormLayout *form);
    QComboBox *makeCombo(const QString &name, const QString &accessibleName);
    void note(const QString &field, const QString &sentence);
    [[nodiscard]] QString problemOf(const QString &limit) const;
    void showLimits(const Limits &limits);
    void updatePlaceholders();

    QComboBox *m_provider = nullptr;
    EngineFields *m_engine = nullptr;
    QComboBox *m_network = nullptr;
    QComboBox *m_priority = nullptr;
    QCheckBox *m_approval = nullptr;
    QLineEdit *m_git = nullptr;
    QHash<QString, QLineEdit *> m_limits;
    QHash<QString, Field> m_fields;
    Limits m_defaults;
    /// What was asked for before the choices and defaults came.
    QString m_wantedProvider;
    std::optional<Limits> m_wantedLimits;
};

} // namespace ca::dashboard
