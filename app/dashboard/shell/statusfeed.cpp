#include "statusfeed.h"

#include <chrono>
#include <utility>

#include "jobnews.h"
#include "orchestrator.h"
#include "orchestratorclient.h"
#include "poolwork.h"
#include "providers.h"
#include "statuspanel.h"

namespace ca::dashboard {

namespace {

using namespace std::chrono_literals;
/// Many jobs may end at once.
constexpr auto leastPause = 5s;

} // namespace

StatusFeed::StatusFeed(StatusPanel *panel, OrchestratorClient *client, JobNews *news, QObject *parent)
    : QObject(parent)
    , m_panel(panel)
    , m_client(client)
    , m_news(news)
{
    connect(client, &OrchestratorClient::loaded, this, &StatusFeed::start);
    connect(news, &JobNews::countsChanged, panel,
            [panel, news] { panel->setCounts(news->running(), news->waiting()); });
    connect(news, &JobNews::jobEnded, this, [this] {
        if (!m_sinceSpace.isValid() || m_sinceSpace.durationElapsed() > leastPause)
            refreshSpace();
    });
}

void StatusFeed::start()
{
    refreshProviders();
    m_client
        ->ask<QString>([this](Orchestrator &orchestrator) -> QCoro::Task<Result<QString>> {
            connect(&orchestrator.providers(), &Providers::changed, this, &StatusFeed::refreshProviders);
            co_return orchestrator.config().dataDir;
        })
        .then(this, [this](const Result<QString> &dataDir) {
            m_dataDir = dataDir.value_or(QString());
            refreshSpace();
        });
}

void StatusFeed::refreshProviders()
{
    if (std::exchange(m_isAsking, true))
        return;
    askProviders(m_client)
        .then(this,
              [this](const Result<ProviderNews> &news) {
                  m_isAsking = false;
                  if (news)
                      takeProviders(*news);
              })
        .onCanceled(this, [this] { m_isAsking = false; });
}

void StatusFeed::takeProviders(const ProviderNews &news)
{
    m_panel->setProviders(news.providers);
}

void StatusFeed::refreshSpace()
{
    if (m_dataDir.isEmpty())
        return;
    m_sinceSpace.start();
    inThreadPool([folder = m_dataDir] { return SpaceFacts::of(folder); }).then(this, [this](const SpaceFacts &space) {
        m_panel->setSpace(space);
    });
}

} // namespace ca::dashboard
