#pragma once

#include <QObject>

#include "job.h"

class QAction;
class QKeySequence;

namespace ca::dashboard {

enum class Symbol : std::uint8_t;

/// What can be done with jobs, as actions for tool bar, menus and shortcuts.
class JobActions : public QObject
{
    Q_OBJECT

public:
    explicit JobActions(QObject *parent = nullptr);

    [[nodiscard]] QAction *newJob() const { return m_newJob; }
    [[nodiscard]] QAction *cancel() const { return m_cancel; }
    [[nodiscard]] QAction *openResult() const { return m_openResult; }
    /// In the order in which they are shown.
    [[nodiscard]] QList<QAction *> all() const { return {m_newJob, m_cancel, m_openResult}; }

    /// Enables what makes sense for the selected job, which may be null; without `ready` nothing does.
    void update(const Job *selected, bool ready);

private:
    QAction *make(Symbol symbol, const QString &text, const QString &name, const QKeySequence &keys);

    QAction *m_newJob;
    QAction *m_cancel;
    QAction *m_openResult;
};

} // namespace ca::dashboard
