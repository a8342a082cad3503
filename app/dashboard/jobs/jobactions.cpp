#include "jobactions.h"

#include <QAction>
#include <QKeySequence>

#include "symbols.h"

namespace ca::dashboard {

JobActions::JobActions(QObject *parent)
    : QObject(parent)
    , m_newJob(make(Symbol::New, tr("New job"), QStringLiteral("newJob"), QKeySequence(QKeySequence::New)))
    , m_cancel(make(Symbol::Cancel, tr("Cancel"), QStringLiteral("cancelJob"), QKeySequence(Qt::CTRL | Qt::Key_Period)))
    , m_openResult(
          make(Symbol::OpenResult, tr("Open result"), QStringLiteral("openResult"), QKeySequence(QKeySequence::Open)))
{
}

void JobActions::update(const Job *selected, bool ready)
{
    m_newJob->setEnabled(ready);
    m_cancel->setEnabled(ready && selected != nullptr && !selected->isEnded() && !selected->cancelRequested);
    m_openResult->setEnabled(ready && selected != nullptr && selected->isEnded() && selected->hasResult());
}

QAction *JobActions::make(Symbol symbol, const QString &text, const QString &name, const QKeySequence &keys)
{
    auto *action = new QAction(symbolIcon(symbol), text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(text, keys.toString(QKeySequence::NativeText)));
    return action;
}

} // namespace ca::dashboard
