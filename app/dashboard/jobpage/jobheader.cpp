#include "jobheader.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <chrono>

#include "accents.h"
#include "joblook.h"
#include "metrics.h"
#include "noticebar.h"
#include "pagefonts.h"

namespace ca::dashboard {

namespace {

using namespace std::chrono_literals;

QLabel *makeLabel(QWidget *parent, const QString &name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText); // titles and steps are what somebody wrote
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    return label;
}

QToolButton *makeBack(QWidget *parent)
{
    auto *back = new QToolButton(parent);
    back->setObjectName(QStringLiteral("back"));
    back->setIcon(symbolIcon(Symbol::Back));
    back->setAutoRaise(true);
    back->setAccessibleName(JobHeader::tr("Back to the list"));
    back->setToolTip(JobHeader::tr("Back to the list (Esc)"));
    back->setShortcut(Qt::Key_Escape); // works while the button is seen, as it should
    back->hide();
    return back;
}

} // namespace

JobHeader::JobHeader(QWidget *parent)
    : QWidget(parent)
    , m_back(makeBack(this))
    , m_title(makeLabel(this, QStringLiteral("jobTitle")))
    , m_symbol(new QLabel(this))
    , m_state(makeLabel(this, QStringLiteral("jobState")))
    , m_activity(makeLabel(this, QStringLiteral("jobActivity")))
    , m_notice(new NoticeBar(this))
    , m_remark(new NoticeBar(this))
{
    m_title->setFont(titleFont(m_title->font()));
    m_symbol->setFixedWidth(symbolSize);
    QFont tabular = m_state->font();
    tabular.setFeature("tnum", 1);
    m_state->setFont(tabular);
    m_notice->setObjectName(QStringLiteral("jobNotice"));
    m_remark->setObjectName(QStringLiteral("jobRemark"));
    m_remark->hide();
    auto *heading = new QHBoxLayout;
    heading->addWidget(m_back, 0, Qt::AlignTop);
    heading->addWidget(m_title, 1);
    auto *state = new QHBoxLayout;
    state->addWidget(m_symbol);
    state->addWidget(m_state, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(heading);
    layout->addLayout(state);
    layout->addWidget(m_activity);
    layout->addWidget(m_notice);
    layout->addWidget(m_remark);
    connect(m_back, &QToolButton::clicked, this, &JobHeader::backClicked);
    connect(m_notice, &NoticeBar::buttonClicked, this, &JobHeader::openResultClicked);
    connect(&m_clock, &QTimer::timeout, this, &JobHeader::updateState);
    m_clock.setInterval(1s);
}

void JobHeader::showJob(const Job &job)
{
    m_job = job;
    m_title->setText(job.title);
    m_activity->setText(job.isEnded() ? job.summary : job.currentStep);
    m_activity->setVisible(job.status == JobStatus::Running || !m_activity->text().isEmpty());
    showNotice(job);
    updateState();
    if (job.status != JobStatus::Running)
        m_clock.stop();
    else if (!m_clock.isActive())
        m_clock.start();
}

void JobHeader::showNoJob()
{
    m_clock.stop();
}

void JobHeader::setBackVisible(bool visible)
{
    m_back->setVisible(visible);
}

void JobHeader::showRemark(const QString &sentence)
{
    if (sentence.isEmpty())
        m_remark->hide();
    else
        m_remark->setNotice(Symbol::Information, Accent::Neutral, sentence);
}

void JobHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_job)
        updateState();
}

void JobHeader::showNotice(const Job &job)
{
    const QString button = job.hasResult() ? tr("Open result") : QString();
    if (job.status == JobStatus::Error)
        m_notice->setNotice(Symbol::Failed, Accent::Failure, job.error, button);
    else if (job.isEnded() && !job.error.isEmpty())
        m_notice->setNotice(Symbol::Information, Accent::Neutral, job.error, button);
    else
        m_notice->hide();
}

void JobHeader::updateState()
{
    const JobLook look = lookOf(*m_job);
    const QColor color = accentColor(look.accent, palette());
    m_symbol->setPixmap(symbolPixmap(look.symbol, color, symbolSize, devicePixelRatioF()));
    m_symbol->setAccessibleName(look.word);
    m_state->setText(stateLine(*m_job, QDateTime::currentMSecsSinceEpoch()));
}

} // namespace ca::dashboard
