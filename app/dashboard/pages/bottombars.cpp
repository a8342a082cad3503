#include "bottombars.h"

#include <QAccessible>
#include <QVBoxLayout>
#include <chrono>
#include <utility>

#include "noticebar.h"
#include "savingbar.h"

namespace ca::dashboard {

namespace {

using namespace std::chrono_literals;

void announce(QWidget *who, const QString &sentence)
{
    QAccessibleAnnouncementEvent event(who, sentence);
    QAccessible::updateAccessibility(&event);
}

} // namespace

BottomBars::BottomBars(QWidget *parent)
    : QWidget(parent)
    , m_saving(new SavingBar(this))
    , m_undo(new NoticeBar(this))
    , m_notice(new NoticeBar(this))
{
    setObjectName(QStringLiteral("bottomBars"));
    m_undo->setObjectName(QStringLiteral("undoBar"));
    m_notice->setObjectName(QStringLiteral("bottomNotice"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(1);
    layout->addWidget(m_saving);
    layout->addWidget(m_notice);
    layout->addWidget(m_undo);
    m_undo->hide();
    m_notice->hide();
    m_patience.setSingleShot(true);
    m_patience.setInterval(10s);
    connect(&m_patience, &QTimer::timeout, m_notice, &QWidget::hide);
    connect(m_undo, &NoticeBar::buttonClicked, this, &BottomBars::undoClicked);
    connect(m_notice, &NoticeBar::buttonClicked, this, &BottomBars::press);
}

void BottomBars::offerUndo(qsizetype count)
{
    if (count == 0)
        return m_undo->hide();
    const QString sentence = tr("%n job(s) deleted, with log and result.", nullptr, static_cast<int>(count));
    m_undo->setNotice(Symbol::Information, Accent::Neutral, sentence, tr("Undo"));
    announce(m_undo, sentence);
}

void BottomBars::inform(const QString &sentence, const QString &button, const std::function<void()> &act)
{
    m_act = act;
    m_notice->setNotice(Symbol::Information, Accent::Neutral, sentence, button);
    m_patience.start();
    announce(m_notice, sentence);
}

void BottomBars::complain(const QString &sentence)
{
    m_act = {};
    m_patience.stop();
    m_notice->setNotice(Symbol::Failed, Accent::Failure, sentence, tr("Close"));
    announce(m_notice, sentence);
}

void BottomBars::press()
{
    m_notice->hide();
    if (const auto act = std::exchange(m_act, {}))
        act();
}

} // namespace ca::dashboard
