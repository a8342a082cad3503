#include "providers.h"

#include <QElapsedTimer>
#include <algorithm>

#include "chatnetwork.h"
#include "nearestname.h"
#include "settings.h"

namespace ca {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto quickLook = 300ms;
/// A tiny question has a quick answer.
constexpr auto testLimit = 25s;

QList<ProviderConfig> configsFrom(const Settings &settings)
{
    QList<ProviderConfig> configs;
    for (const ProviderPreset &preset : providerPresets())
        configs.append(ProviderConfig::from(preset, settings));
    return configs;
}

QStringList tableOrder()
{
    QStringList names;
    for (const ProviderName &provider : providerNames())
        names.append(provider.name);
    return names;
}

ProviderConfig impatient(ProviderConfig config)
{
    config.patience.stall = std::min<std::chrono::milliseconds>(config.patience.stall, testLimit);
    config.patience.total = std::min<std::chrono::milliseconds>(config.patience.total, testLimit);
    config.patience.waiting = 0ms;
    config.patience.waitingWithOthers = 0ms;
    return config;
}
} // namespace

Providers::Providers(QList<ProviderConfig> configs, QStringList order, QObject *parent)
    : QObject(parent)
    , m_configs(std::move(configs))
    , m_order(std::move(order))
    , m_network(std::make_shared<ChatNetwork>())
    , m_scout(m_network)
{
}

Providers::Providers(const Settings &settings, QObject *parent)
    : Providers(configsFrom(settings), settings.providers(), parent)
{
}

Providers::~Providers() = default;

const ProviderConfig *Providers::find(const QString &name) const
{
    const auto found = std::ranges::find(m_configs, name, &ProviderConfig::name);
    return found != m_configs.end() ? &*found : nullptr;
}

QList<ProviderConfig> Providers::configured() const
{
    QList<ProviderConfig> list;
    for (const QString &name : m_order.isEmpty() ? tableOrder() : m_order) {
        const ProviderConfig *config = find(name);
        // One that needs no key is meant when somebody names it, or its address.
        const bool isMeant = config != nullptr && (config->preset.place != ProviderPlace::Local ||
                                                   config->isAddressGiven || !m_order.isEmpty());
        if (isMeant && config->state() == ProviderState::Ready)
            list.append(*config);
    }
    return list;
}

QList<ProviderConfig> Providers::locals() const
{
    QList<ProviderConfig> list;
    std::ranges::copy_if(m_configs, std::back_inserter(list),
                         [](const ProviderConfig &config) { return config.preset.place == ProviderPlace::Local; });
    return list;
}

std::unique_ptr<ProviderChain> Providers::chainOf(const QList<ProviderConfig> &configs) const
{
    return std::make_unique<ProviderChain>(m_network, configs);
}

Error Providers::noProvider() const
{
    QString sentence =
        u"no AI provider is set up: set ALCHEMYST_API_KEY or GEMINI_API_KEY, or give a key with cactl keys "
        "set, or start Ollama or a llama.cpp server."_s;
    for (const ProviderConfig &config : m_configs) {
        const bool isHalfDone = !config.key.isEmpty() && config.state() != ProviderState::Ready;
        if (isHalfDone && (m_order.isEmpty() || m_order.contains(config.name())))
            sentence += u" Half set up: %1."_s.arg(config.obstacle());
    }
    return {.code = ErrorCode::NoProvider, .message = sentence, .detail = {}};
}

Result<void> Providers::checkName(const QString &asked)
{
    if (asked == "auto"_L1 || findProviderName(asked) != nullptr)
        return {};
    const QString nearest = nearestName(asked, tableOrder());
    return failure(
        ErrorCode::InvalidArgument,
        u"there is no AI provider \"%1\"%2; there are auto, %3, and runbook"_s.arg(
            asked, nearest.isEmpty() ? QString() : u", did you mean %1?"_s.arg(nearest), tableOrder().join(u", "_s)),
        u"provider"_s);
}

QCoro::Task<Result<std::unique_ptr<ProviderChain>>> Providers::choose(QString asked)
{
    if (const auto known = checkName(asked); !known)
        co_return failure(known.error());
    if (const ProviderConfig *config = find(asked)) {
        if (const QString obstacle = config->obstacle(); !obstacle.isEmpty())
            co_return failure(ErrorCode::NoProvider, obstacle);
        const ProviderConfig ready = co_await lookedUp(*config);
        co_return chainOf({ready});
    }
    if (QList<ProviderConfig> list = configured(); !list.isEmpty()) {
        const ProviderConfig first = co_await lookedUp(list.constFirst());
        list.first() = first;
        co_return chainOf(list);
    }
    const QList<ProviderConfig> candidates = m_order.isEmpty() ? locals() : QList<ProviderConfig>();
    for (ProviderConfig config : candidates) {
        const auto facts = co_await m_scout.look(config, quickLook);
        if (!facts || facts->model.isEmpty())
            continue;
        config.take(*facts);
        co_return chainOf({config});
    }
    co_return failure(noProvider());
}

QCoro::Task<ProviderConfig> Providers::lookedUp(ProviderConfig config)
{
    if (!config.preset.listsModels())
        co_return config;
    const auto facts = co_await m_scout.look(config, quickLook);
    if (facts)
        config.take(*facts);
    co_return config; // else the first question tells what is wrong
}

QCoro::Task<ProviderStatus> Providers::statusOf(ProviderConfig config)
{
    ProviderStatus status{.name = config.name(), .label = config.preset.label, .baseUrl = config.baseUrl};
    status.state = config.state();
    status.note = config.obstacle();
    status.keySource = config.key.source();
    status.keyHint = config.key.hint();
    if (config.preset.listsModels() && status.state == ProviderState::Ready) {
        const auto facts = co_await m_scout.look(config, quickLook);
        if (facts)
            config.take(*facts);
        status.note = facts ? facts->note : facts.error();
        if (!facts)
            status.state = ProviderState::NotRunning;
        else if (config.model.isEmpty())
            status.state = ProviderState::NoModel;
    }
    status.model = config.model;
    status.contextTokens = config.contextTokens;
    co_return status;
}

QCoro::Task<QList<ProviderStatus>> Providers::look()
{
    QStringList order;
    for (const ProviderConfig &config : configured())
        order.append(config.name());
    std::vector<QCoro::Task<ProviderStatus>> looks; // at the same time
    for (const ProviderConfig &config : std::as_const(m_configs))
        looks.push_back(statusOf(config));
    QList<ProviderStatus> list;
    for (QCoro::Task<ProviderStatus> &look : looks) {
        ProviderStatus status = co_await look;
        status.position = static_cast<int>(order.indexOf(status.name)) + 1;
        list.append(status);
    }
    co_return list;
}

QCoro::Task<Result<ProviderTrial>> Providers::test(QString name)
{
    const ProviderConfig *config = find(name);
    if (config == nullptr)
        co_return failure(ErrorCode::NotFound, u"there is no AI provider \"%1\""_s.arg(name));
    ProviderTrial trial{.provider = name, .model = config->model};
    if (const QString obstacle = config->obstacle(); !obstacle.isEmpty()) {
        trial.error = obstacle;
        trial.errorKind = chatErrorName(ChatErrorKind::NoProvider);
        co_return trial;
    }
    const auto chain = chainOf({impatient(*config)});
    QElapsedTimer clock;
    clock.start();
    const ChatRequest question{.messages = {{.role = u"user"_s, .content = u"Answer with the single word: ok"_s}},
                               .wantsJson = false};
    const auto answer = co_await chain->complete(question);
    trial.seconds = std::chrono::duration<double>(clock.durationElapsed()).count();
    if (answer)
        trial.model = answer->model;
    if (!answer) {
        trial.error = answer.error().message;
        trial.errorKind = chatErrorName(answer.error().kind);
    }
    co_return trial;
}

void Providers::take(const Settings &settings)
{
    QList<ProviderConfig> configs = configsFrom(settings);
    for (ProviderConfig &config : configs) {
        if (const ProviderConfig *used = find(config.name()))
            config.key = used->key;
    }
    m_configs = std::move(configs);
    m_order = settings.providers();
    Q_EMIT changed();
}

void Providers::setKey(const QString &provider, const ApiKey &key)
{
    const auto found = std::ranges::find(m_configs, provider, &ProviderConfig::name);
    if (found == m_configs.end())
        return;
    found->key = key;
    Q_EMIT changed();
}

} // namespace ca
