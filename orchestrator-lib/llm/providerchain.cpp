#include "providerchain.h"

#include <QCoroTimer>
#include <QRandomGenerator>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "chatfeatures.h"
#include "chatnetwork.h"
#include "chatreaction.h"
#include "retrypauses.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {
/// For each request to a server that is asked for its models.
constexpr std::chrono::seconds lookLimit{10};

ChatFault cancelled()
{
    return {.kind = ChatErrorKind::Cancelled};
}
} // namespace

ProviderChain::ProviderChain(std::shared_ptr<ChatNetwork> network, const QList<ProviderConfig> &providers)
    : m_scout(network)
    , m_client(std::move(network))
{
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer); // a provider that is asked too early refuses again
    for (const ProviderConfig &config : providers)
        m_links.push_back({.config = config, .features = config.preset.features});
}

ProviderChain::~ProviderChain() = default;

const ChainLink *ProviderChain::next() const
{
    const auto rested = [](const ChainLink &link) { return link.canBeAsked() && !link.isResting(); };
    auto found = std::ranges::find_if(m_links, rested);
    if (found == m_links.end())
        found = std::ranges::find_if(m_links, &ChainLink::canBeAsked);
    return found != m_links.end() ? &*found : nullptr;
}

ChainLink *ProviderChain::next()
{
    return const_cast<ChainLink *>(std::as_const(*this).next());
}

bool ProviderChain::hasOthers(const ChainLink &link) const
{
    return std::ranges::any_of(m_links, [&link](const ChainLink &other) {
        return &other != &link && other.canBeAsked() && !other.isResting();
    });
}

QString ProviderChain::provider() const
{
    const ChainLink *link = next();
    return link != nullptr ? link->config.name() : QString();
}

QString ProviderChain::model() const
{
    const ChainLink *link = next();
    return link != nullptr ? link->config.model : QString();
}

qint64 ProviderChain::contextTokens() const
{
    const ChainLink *link = next();
    return link != nullptr ? link->config.contextTokens : m_links.front().config.contextTokens;
}

bool ProviderChain::seesImages() const
{
    const ChainLink *link = next();
    return link != nullptr && link->features.images;
}

QCoro::Task<ChatResult<ChatAnswer>> ProviderChain::complete(ChatRequest request)
{
    m_waited = std::chrono::milliseconds(0);
    const auto answer = co_await askOneAfterTheOther(request);
    for (ChainLink &link : m_links)
        link.isTried = false;
    co_return answer;
}

QCoro::Task<ChatResult<ChatAnswer>> ProviderChain::askOneAfterTheOther(const ChatRequest &request)
{
    while (ChainLink *link = m_isCancelled ? nullptr : next()) {
        announce(*link);
        link->isTried = true;
        Outcome answer = co_await ask(*link, request);
        if (answer)
            co_return std::move(*answer);
        link->note(answer.error());
        if (behaviourFor(answer.error().kind) == ChatBehaviour::TellCaller)
            co_return std::unexpected(link->error);
    }
    co_return std::unexpected(errorOfAll());
}

void ProviderChain::announce(const ChainLink &link)
{
    const ChainLink *before = std::exchange(m_last, &link);
    if (before == nullptr || before == &link)
        return;
    const bool hasJustFailed = before->isTried;
    Q_EMIT switched(hasJustFailed ? u"%1. Now %2 is asked."_s.arg(before->news, link.title())
                                  : u"%1 is asked again."_s.arg(link.title()));
}

QCoro::Task<ProviderChain::Outcome> ProviderChain::ask(ChainLink &link, const ChatRequest &request)
{
    RetryPauses pauses(link.config.patience, hasOthers(link), m_waited);
    for (;;) {
        Outcome answer = co_await askOnce(link, request);
        if (m_isCancelled)
            co_return std::unexpected(cancelled());
        if (answer)
            co_return answer;
        if (leaveOutWhatFailed(link.features, answer.error(), request.wantsJson))
            continue;
        if (behaviourFor(answer.error().kind) != ChatBehaviour::AskAgain)
            co_return answer;
        const auto time = pauses.next(answer.error(), QRandomGenerator::global()->generateDouble());
        if (!time)
            co_return answer;
        m_waited += *time;
        co_await pause(link, answer.error(), *time);
        if (m_isCancelled)
            co_return std::unexpected(cancelled());
    }
}

QCoro::Task<ProviderChain::Outcome> ProviderChain::askOnce(ChainLink &link, const ChatRequest &request)
{
    ProviderConfig &config = link.config;
    if (config.preset.listsModels() && !link.isLookedUp && (config.model.isEmpty() || !config.isContextGiven)) {
        const auto facts = co_await m_scout.look(config, lookLimit);
        if (!facts)
            co_return std::unexpected(ChatFault{.kind = ChatErrorKind::Unreachable, .said = facts.error()});
        link.isLookedUp = true;
        config.take(*facts);
    }
    if (config.model.isEmpty())
        co_return std::unexpected(ChatFault{.kind = ChatErrorKind::BadRequest, .said = u"it lists no model"_s});
    if (m_isCancelled)
        co_return std::unexpected(cancelled());
    co_return co_await m_client.ask(config, link.features, request);
}

QCoro::Task<void> ProviderChain::pause(const ChainLink &link, const ChatFault &fault, std::chrono::milliseconds time)
{
    const int seconds = static_cast<int>(std::ceil(std::chrono::duration<double>(time).count()));
    Q_EMIT waiting(u"%1. It is asked again in %2 s."_s.arg(faultNews(fault, link.config)).arg(seconds), seconds);
    m_pause.start(m_isCancelled ? std::chrono::milliseconds(0) : time);
    co_await m_pause;
    Q_EMIT goesOn();
}

void ProviderChain::cancel()
{
    m_isCancelled = true;
    m_client.cancel();
    m_scout.cancel();
    if (m_pause.isActive())
        m_pause.start(0);
}

ChatError ProviderChain::errorOfAll() const
{
    if (m_isCancelled)
        return {.kind = ChatErrorKind::Cancelled, .message = faultSentence(cancelled(), m_links.front().config)};
    ChatError error;
    QStringList sentences;
    for (const ChainLink &link : m_links) {
        if (link.error.message.isEmpty())
            continue;
        error = link.error;
        sentences.append(link.error.message);
    }
    error.message = sentences.join(u"; "_s);
    return error;
}

} // namespace ca
