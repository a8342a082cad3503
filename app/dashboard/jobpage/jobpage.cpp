#include "jobpage.h"

#include <QAccessible>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <chrono>

#include "accents.h"
#include "joblook.h"
#include "jobtab.h"
#include "logpane.h"
#include "noticebar.h"
#include "orchestratorclient.h"
#include "pagefonts.h"

namespace ca::dashboard {

namespace {

using namespace std::chrono_literals;
constexpr int symbolSize = 16;

QLabel *makeLabel(QWidget *parent, const QString &name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText); // titles and steps are what somebody wrote
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    return label;
}

} // namespace

JobPage::JobPage(OrchestratorClient *client, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_stack(new QStackedLayout(this))
{
    setObjectName(QStringLiteral("jobPage"));
    auto *hint = new QLabel(tr("Select a job to see how it does."), this);
    hint->setObjectName(QStringLiteral("jobPageHint"));
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);
    m_stack->addWidget(hint);
    m_stack->addWidget(makePage());
    setFocusProxy(m_log);
    connect(&m_clock, &QTimer::timeout, this, &JobPage::updateState);
    m_clock.setInterval(1s);
}

QWidget *JobPage::makePage()
{
    auto *page = new QWidget(this);
    m_back = new QToolButton(page);
    m_back->setObjectName(QStringLiteral("back"));
    m_back->setIcon(symbolIcon(Symbol::Back));
    m_back->setAutoRaise(true);
    m_back->setAccessibleName(tr("Back to the list"));
    m_back->setToolTip(tr("Back to the list (Esc)"));
    m_back->setShortcut(Qt::Key_Escape); // works while the button is seen, as it should
    m_back->hide();
    connect(m_back, &QToolButton::clicked, this, &JobPage::backClicked);
    m_title = makeLabel(page, QStringLiteral("jobTitle"));
    m_title->setFont(titleFont(m_title->font()));
    m_symbol = new QLabel(page);
    m_symbol->setFixedWidth(symbolSize);
    m_state = makeLabel(page, QStringLiteral("jobState"));
    QFont tabular = m_state->font();
    tabular.setFeature("tnum", 1);
    m_state->setFont(tabular);
    m_activity = makeLabel(page, QStringLiteral("jobActivity"));
    m_notice = new NoticeBar(page);
    m_notice->setObjectName(QStringLiteral("jobNotice"));
    m_remark = new NoticeBar(page);
    m_remark->setObjectName(QStringLiteral("jobRemark"));
    m_remark->hide();
    connect(m_notice, &NoticeBar::buttonClicked, this, &JobPage::openResultClicked);
    m_log = new LogPane(m_client, page);
    m_tabs = new QTabWidget(page);
    m_tabs->setObjectName(QStringLiteral("jobTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_log, symbolIcon(Symbol::Shell), tr("Log"));
    connect(m_tabs, &QTabWidget::currentChanged, this, &JobPage::feedTab);

    auto *heading = new QHBoxLayout;
    heading->addWidget(m_back, 0, Qt::AlignTop);
    heading->addWidget(m_title, 1);
    auto *state = new QHBoxLayout;
    state->addWidget(m_symbol);
    state->addWidget(m_state, 1);
    auto *layout = new QVBoxLayout(page);
    layout->addLayout(heading);
    layout->addLayout(state);
    layout->addWidget(m_activity);
    layout->addWidget(m_notice);
    layout->addWidget(m_remark);
    layout->addWidget(m_tabs, 1);
    return page;
}

void JobPage::setJob(const std::optional<Job> &job)
{
    const bool isOther = job.has_value() != m_job.has_value() || (job && job->id != m_job->id);
    const bool newStatus = !isOther && job && job->status != m_job->status;
    m_job = job;
    m_stack->setCurrentIndex(job ? 1 : 0);
    if (isOther)
        m_remark->hide();
    if (!job) {
        m_clock.stop();
        return;
    }
    display(*job);
    if (newStatus)
        announce(*job);
}

void JobPage::addTab(JobTab *tab, const QString &title, Symbol symbol)
{
    m_tabs->addTab(tab, symbolIcon(symbol), title);
}

void JobPage::feedTab()
{
    if (auto *tab = qobject_cast<JobTab *>(m_tabs->currentWidget()); tab != nullptr && m_job)
        tab->showJob(*m_job);
}

void JobPage::setBackVisible(bool visible)
{
    m_back->setVisible(visible);
}

void JobPage::showRemark(const QString &sentence)
{
    m_remark->setNotice(Symbol::Information, Accent::Neutral, sentence);
}

void JobPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_job)
        updateState();
}

void JobPage::display(const Job &job)
{
    m_title->setText(job.title);
    m_activity->setText(job.isEnded() ? job.summary : job.currentStep);
    m_activity->setVisible(job.status == JobStatus::Running || !m_activity->text().isEmpty());
    showNotice(job);
    updateState();
    m_log->setJob(job);
    feedTab();
    if (job.status == JobStatus::Running)
        m_clock.start();
    else
        m_clock.stop();
}

void JobPage::showNotice(const Job &job)
{
    const QString button = job.hasResult() ? tr("Open result") : QString();
    if (job.status == JobStatus::Error)
        m_notice->setNotice(Symbol::Failed, Accent::Failure, job.error, button);
    else if (job.isEnded() && !job.error.isEmpty())
        m_notice->setNotice(Symbol::Information, Accent::Neutral, job.error, button);
    else
        m_notice->hide();
}

void JobPage::updateState()
{
    const JobLook look = lookOf(*m_job);
    const QColor color = accentColor(look.accent, palette());
    m_symbol->setPixmap(symbolPixmap(look.symbol, color, symbolSize, devicePixelRatioF()));
    m_symbol->setAccessibleName(look.word);
    m_state->setText(stateLine(*m_job, QDateTime::currentMSecsSinceEpoch()));
}

void JobPage::announce(const Job &job)
{
    QAccessibleAnnouncementEvent event(this, job.title + QStringLiteral(": ") + lookOf(job).word);
    QAccessible::updateAccessibility(&event);
}

} // namespace ca::dashboard
