#include "networktab.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>
#include <chrono>

#include "hostpattern.h"
#include "noticebar.h"
#include "orchestrator.h"
#include "orchestratorclient.h"

namespace ca::dashboard {

using namespace std::chrono_literals;

namespace {

QString policyText(const Job &job)
{
    const QString traffic = job.networkSent + job.networkReceived > 0
                                ? NetworkTab::tr(" So far %1 were sent and %2 received.")
                                      .arg(QLocale().formattedDataSize(job.networkSent, 1),
                                           QLocale().formattedDataSize(job.networkReceived, 1))
                                : QString();
    switch (job.network) {
    case NetworkPolicy::Off:
        return NetworkTab::tr("This job has no network.");
    case NetworkPolicy::Open:
        return NetworkTab::tr("This job may reach every public host.") + traffic;
    case NetworkPolicy::Allowlist:
        break;
    }
    return NetworkTab::tr("This job may reach the package servers that this machine uses, code forges, and the hosts "
                          "that you allow.") +
           traffic;
}

} // namespace

NetworkTab::NetworkTab(OrchestratorClient *client, QWidget *parent)
    : JobTab(parent)
    , m_client(client)
    , m_policy(new QLabel(this))
    , m_hint(new QLabel(this))
    , m_view(makeView())
    , m_reason(new QLabel(this))
    , m_notice(new NoticeBar(this))
{
    m_policy->setObjectName(QStringLiteral("networkPolicy"));
    m_hint->setObjectName(QStringLiteral("networkHint"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_reason->setObjectName(QStringLiteral("hostReason"));
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    for (QLabel *label : {m_policy, m_hint, m_reason})
        label->setWordWrap(true);
    m_reason->hide();
    m_notice->setObjectName(QStringLiteral("networkNotice"));
    m_notice->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_policy);
    layout->addWidget(m_hint, 1);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_reason);
    layout->addWidget(makeAllowing());
    layout->addWidget(m_notice);
    setFocusProxy(m_view);
    m_pause.setSingleShot(true);
    m_pause.setInterval(300ms);
    connect(&m_pause, &QTimer::timeout, this, &NetworkTab::read);
}

QTreeView *NetworkTab::makeView()
{
    auto *view = new QTreeView(this);
    view->setObjectName(QStringLiteral("hosts"));
    view->setAccessibleName(tr("Hosts that the job asked for"));
    view->setModel(&m_model);
    view->setRootIsDecorated(false);
    view->setUniformRowHeights(true);
    view->setAllColumnsShowFocus(true);
    view->setTextElideMode(Qt::ElideMiddle);
    QHeaderView *header = view->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(HostModel::HostColumn, QHeaderView::Stretch);
    connect(view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        showReason();
        offerHost();
    });
    return view;
}

QWidget *NetworkTab::makeAllowing()
{
    auto *row = new QWidget(this);
    m_host = new QLineEdit(row);
    m_host->setObjectName(QStringLiteral("hostToAllow"));
    m_host->setAccessibleName(tr("Host to allow"));
    m_host->setPlaceholderText(tr("Host to allow: example.org, *.example.org or example.org:8443"));
    m_host->setMaxLength(300);
    m_allowHere = new QPushButton(tr("Allow for this job"), row);
    m_allowHere->setObjectName(QStringLiteral("allowHere"));
    m_allowForAll = new QPushButton(tr("Allow for all jobs"), row);
    m_allowForAll->setObjectName(QStringLiteral("allowForAll"));
    m_allowForAll->setToolTip(tr("For jobs that start from now on, until this program ends"));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_host, 1);
    layout->addWidget(m_allowHere);
    layout->addWidget(m_allowForAll);
    connect(m_host, &QLineEdit::textChanged, this, &NetworkTab::updateButtons);
    connect(m_host, &QLineEdit::returnPressed, m_allowHere, &QPushButton::click);
    connect(m_allowHere, &QPushButton::clicked, this, [this] { allow(false); });
    connect(m_allowForAll, &QPushButton::clicked, this, [this] { allow(true); });
    return row;
}

void NetworkTab::showJob(const Job &job)
{
    const bool isOther = job.id != m_job.id;
    m_job = job;
    if (isOther) {
        m_model.setHosts({});
        m_host->clear();
        m_notice->hide();
    }
    m_policy->setText(policyText(job));
    m_hint->setText(job.network == NetworkPolicy::Off ? QString()
                    : job.isEnded()                   ? tr("This job asked for no host.")
                                                      : tr("No host has been asked for yet."));
    m_hint->setVisible(m_model.rowCount() == 0);
    m_view->setVisible(m_model.rowCount() > 0);
    updateButtons();
    m_isDue = true;
    if (isOther)
        read();
    else if (!m_pause.isActive())
        m_pause.start();
}

void NetworkTab::read()
{
    if (m_isReading || !m_isDue || m_job.network == NetworkPolicy::Off)
        return;
    m_isReading = true;
    m_isDue = false;
    m_client->ask<QList<HostUse>>([id = m_job.id](Orchestrator &orchestrator) { return orchestrator.hosts(id); })
        .then(this,
              [this, id = m_job.id](const Result<QList<HostUse>> &hosts) {
                  m_isReading = false;
                  if (id == m_job.id)
                      take(hosts);
                  if (m_isDue)
                      m_pause.start();
              })
        .onCanceled(this, [this] { m_isReading = false; });
}

void NetworkTab::take(const Result<QList<HostUse>> &hosts)
{
    if (hosts)
        m_model.setHosts(*hosts);
    m_hint->setVisible(m_model.rowCount() == 0);
    m_view->setVisible(m_model.rowCount() > 0);
    showReason();
}

void NetworkTab::showReason()
{
    const QModelIndex current = m_view->currentIndex();
    const QString reason = current.data(HostModel::ReasonRole).toString();
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
}

void NetworkTab::offerHost()
{
    const QModelIndex current = m_view->currentIndex();
    if (current.data(HostModel::ReasonRole).toString().isEmpty())
        return;
    m_host->setText(current.data(HostModel::PatternRole).toString());
    m_host->setCursorPosition(0); // a long name is known by its beginning
}

void NetworkTab::updateButtons()
{
    const bool hasHost = !m_host->text().trimmed().isEmpty();
    const bool canReach = m_job.status == JobStatus::Running && m_job.network != NetworkPolicy::Off;
    m_allowHere->setEnabled(hasHost && canReach);
    m_allowHere->setToolTip(canReach ? tr("From now on, until the job ends")
                                     : tr("Only for a running job that has a network"));
    m_allowForAll->setEnabled(hasHost);
}

void NetworkTab::allow(bool isForAll)
{
    const auto pattern = HostPattern::parse(m_host->text().trimmed());
    if (!pattern) {
        return say(tr("This is no host: write example.org, *.example.org, example.org:8443 or an address."), true);
    }
    say(tr("Allowing %1…").arg(pattern->text()), false);
    m_client
        ->ask<void>(
            [id = m_job.id, host = *pattern, isForAll](Orchestrator &orchestrator) -> QCoro::Task<Result<void>> {
                if (!isForAll)
                    co_return orchestrator.allowHost(id, host);
                QList<HostPattern> hosts = orchestrator.config().allowedHosts;
                if (!hosts.contains(host))
                    hosts.append(host);
                orchestrator.setAllowedHosts(hosts);
                co_return Result<void>();
            })
        .then(this, [this, id = m_job.id, host = pattern->text(), isForAll](const Result<void> &done) {
            if (id != m_job.id)
                return;
            if (!done)
                return say(done.error().message, true);
            say(isForAll
                    ? tr("Jobs that start from now on may reach %1, until this program ends. To keep it, add it to "
                         "AGENT_ALLOWED_HOSTS.")
                          .arg(host)
                    : tr("This job may reach %1 from now on.").arg(host),
                false);
        });
}

void NetworkTab::say(const QString &sentence, bool isError)
{
    m_notice->setNotice(isError ? Symbol::Failed : Symbol::Information, isError ? Accent::Failure : Accent::Neutral,
                        sentence);
}

} // namespace ca::dashboard
