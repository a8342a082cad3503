#include "jobactions.h"

#include <QAction>
#include <utility>

#include "symbols.h"

namespace ca::dashboard {

JobActions::JobActions(QObject *parent)
    : QObject(parent)
    , m_newJob(make(Symbol::New, tr("New job"), QStringLiteral("newJob"), QKeySequence(QKeySequence::New)))
    , m_cancel(make(Symbol::Cancel, tr("Cancel"), QStringLiteral("cancelJob"), QKeySequence(Qt::CTRL | Qt::Key_Period)))
    , m_pause(make(Symbol::Pause, tr("Pause"), QStringLiteral("pauseJob"), QKeySequence(Qt::CTRL | Qt::Key_P)))
    , m_retry(make(Symbol::Retry, tr("Retry"), QStringLiteral("retryJob"), QKeySequence(Qt::CTRL | Qt::Key_R)))
    , m_edit(make(tr("Edit and run again…"), QStringLiteral("editJob"), QKeySequence(Qt::CTRL | Qt::Key_E)))
    , m_openResult(
          make(Symbol::OpenResult, tr("Open result"), QStringLiteral("openResult"), QKeySequence(QKeySequence::Open)))
    , m_saveZip(make(Symbol::Save, tr("Save ZIP as…"), QStringLiteral("saveZip"),
                     QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)))
    , m_openFolder(
          make(tr("Open folder"), QStringLiteral("openFolder"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)))
    , m_copyId(make(tr("Copy id"), QStringLiteral("copyId"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I)))
    , m_copyCurl(
          make(tr("Copy curl command"), QStringLiteral("copyCurl"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U)))
    , m_remove(make(tr("Delete"), QStringLiteral("deleteJob"), QKeySequence(Qt::Key_Delete)))
{
    m_remove->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_copyCurl->setToolTip(tr("Copies a command that schedules the same job through the API"));
}

QList<QAction *> JobActions::forToolBar() const
{
    return {m_newJob, nullptr, m_cancel, m_pause, m_retry, nullptr, m_openResult, m_saveZip};
}

QList<QAction *> JobActions::forMenu() const
{
    return {m_cancel,     m_pause, m_retry,  m_edit,     nullptr, m_openResult, m_saveZip,
            m_openFolder, nullptr, m_copyId, m_copyCurl, nullptr, m_remove};
}

void JobActions::update(const JobAbilities &abilities, bool isReady, bool hasApi)
{
    const bool isOne = isReady && abilities.selected == 1;
    m_newJob->setEnabled(isReady);
    m_cancel->setEnabled(isReady && abilities.cancellable > 0);
    m_pause->setEnabled(isReady && abilities.pausable + abilities.resumable > 0);
    m_retry->setEnabled(isReady && abilities.ended > 0);
    m_edit->setEnabled(isOne);
    m_openResult->setEnabled(isOne && abilities.withResult == 1);
    m_saveZip->setEnabled(isReady && abilities.withResult > 0);
    m_openFolder->setEnabled(isOne);
    m_copyId->setEnabled(abilities.selected > 0);
    m_copyCurl->setEnabled(isOne && hasApi);
    m_remove->setEnabled(isReady && abilities.ended > 0);
    updateTexts(abilities);
}

void JobActions::updateTexts(const JobAbilities &abilities)
{
    const bool isMany = abilities.selected > 1;
    const bool resumes = abilities.pausable == 0 && abilities.resumable > 0;
    setText(m_cancel, isMany ? tr("Cancel %n job(s)", nullptr, abilities.cancellable) : tr("Cancel"));
    if (resumes)
        setText(m_pause, isMany ? tr("Resume %n job(s)", nullptr, abilities.resumable) : tr("Resume"));
    else
        setText(m_pause, isMany ? tr("Pause %n job(s)", nullptr, abilities.pausable) : tr("Pause"));
    m_pause->setIcon(symbolIcon(resumes ? Symbol::Resume : Symbol::Pause));
    setText(m_retry, isMany ? tr("Retry %n job(s)", nullptr, abilities.ended) : tr("Retry"));
    setText(m_saveZip, isMany ? tr("Save %n ZIP(s) to…", nullptr, abilities.withResult) : tr("Save ZIP as…"));
    setText(m_copyId, isMany ? tr("Copy %n id(s)", nullptr, abilities.selected) : tr("Copy id"));
    setText(m_remove, isMany ? tr("Delete %n job(s)", nullptr, abilities.ended) : tr("Delete"));
}

QAction *JobActions::make(Symbol symbol, const QString &text, const QString &name, const QKeySequence &keys)
{
    QAction *action = make(text, name, keys);
    action->setIcon(symbolIcon(symbol));
    return action;
}

QAction *JobActions::make(const QString &text, const QString &name, const QKeySequence &keys)
{
    auto *action = new QAction(this);
    action->setObjectName(name);
    action->setShortcut(keys);
    setText(action, text);
    return action;
}

// A tool bar lays itself out anew with every text, so only new ones are set.
void JobActions::setText(QAction *action, const QString &text)
{
    if (action->text() == text)
        return;
    action->setText(text);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(text, action->shortcut().toString(QKeySequence::NativeText)));
}

} // namespace ca::dashboard
