#include "containerengine.h"

#include <QCoroSignal>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QSet>
#include <unistd.h>

#include "containerconfig.h"
#include "containersandbox.h"
#include "engineevents.h"
#include "imagefetch.h"
#include "privatestaging.h"
#include "seccompprofile.h"

namespace ca {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcContainer, "ca.docker")

const auto dataLabel = u"io.github.containerizedagent.data"_s;
const auto jobLabel = u"io.github.containerizedagent.job"_s;
constexpr auto eventsTimeout = 10s;

/// Names a data folder to engines, which need not know its path.
QString idOf(const QString &dataDir)
{
    constexpr qsizetype idLength = 24;
    const QByteArray path = QFileInfo(dataDir).absoluteFilePath().toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().first(idLength));
}

} // namespace

class ContainerEngine::Private : public std::enable_shared_from_this<ContainerEngine::Private>
{
public:
    explicit Private(ContainerEngineConfig given);

    /// Errors: as of EngineClient::connect().
    QCoro::Task<Result<void>> connect();
    QCoro::Task<Result<void>> ready();
    QCoro::Task<void> sweep();
    QCoro::Task<Result<ContainerPlan>> planFor(const SandboxSpec &spec);
    QCoro::Task<Result<std::unique_ptr<ContainerSandbox>>> create(SandboxSpec spec, ContainerPlan plan);
    [[nodiscard]] QString ownLabel() const { return dataLabel + u'=' + idOf(config.dataDir); }

    ContainerEngineConfig config;
    Result<EngineAddress> address;
    std::shared_ptr<EngineClient> client;
    std::unique_ptr<EngineEvents> events;
    std::optional<EngineFacts> facts;
    QHash<QString, std::weak_ptr<ImageFetch>> fetches;
    /// Jobs with a container of this process.
    std::shared_ptr<QSet<QString>> live = std::make_shared<QSet<QString>>();
};

ContainerEngine::Private::Private(ContainerEngineConfig given)
    : config(std::move(given))
    , address(EngineAddress::find(config.kind, config.environment))
{
    if (!address)
        return;
    client = std::make_shared<EngineClient>(*address);
    events = std::make_unique<EngineEvents>(*client, ownLabel());
    // A restart may bring another version, and leaves containers stopped that nobody waits for.
    QObject::connect(events.get(), &EngineEvents::lost, events.get(), [this](const QString &reason) {
        qCInfo(lcContainer).noquote() << "lost" << client->address().text() << reason;
        facts.reset();
        if (live->isEmpty())
            events->stop();
    });
    QObject::connect(events.get(), &EngineEvents::connected, events.get(), [this] { sweep(); });
}

QCoro::Task<Result<void>> ContainerEngine::Private::connect()
{
    if (!address)
        co_return failure(address.error());
    const auto self = shared_from_this();
    if (!facts) {
        auto found = co_await client->connect();
        if (!found)
            co_return failure(found.error());
        facts = *found;
    }
    co_return {};
}

QCoro::Task<Result<void>> ContainerEngine::Private::ready()
{
    const auto self = shared_from_this();
    if (auto connected = co_await connect(); !connected)
        co_return connected;
    if (events->isConnected())
        co_return {};
    events->start();
    if (!events->isConnected() && !co_await qCoro(events.get(), &EngineEvents::connected, eventsTimeout))
        co_return failure(address->unreachable(u"it tells no events"_s));
    co_return {};
}

QCoro::Task<void> ContainerEngine::Private::sweep()
{
    const auto self = shared_from_this();
    const auto found = co_await client->containers(ownLabel());
    if (!found)
        co_return;
    for (const ContainerSummary &container : *found) {
        if (live->contains(container.labels.value(jobLabel)))
            continue;
        qCInfo(lcContainer) << "removing the container of an earlier run" << container.id;
        if (const auto removed = co_await client->remove(container.id); !removed)
            qCWarning(lcContainer).noquote() << removed.error().message;
    }
}

QCoro::Task<Result<ContainerPlan>> ContainerEngine::Private::planFor(const SandboxSpec &spec)
{
    if (!QFileInfo(config.agentPath).isExecutable()) {
        co_return failure(
            ErrorCode::SandboxFailed,
            u"The agent program %1 is missing or not executable. Install it, or build it."_s.arg(config.agentPath));
    }
    const auto user = containerUser(config.kind, *facts);
    if (!user)
        co_return failure(user.error());
    const auto runtime = containerRuntime(*address, *facts, spec.runtime.isEmpty() ? config.runtime : spec.runtime);
    if (!runtime)
        co_return failure(runtime.error());
    // Their own filters let a step take the agent's limits away (prlimit), Podman's even lets it make user namespaces.
    const auto profile = config.kind == EngineKind::Podman ? writeSeccompProfile(config.dataDir)
                                                           : Result<QString>(seccompProfileText());
    if (!profile)
        co_return failure(profile.error());
    const QString image = spec.image.isEmpty() ? config.image : spec.image;
    const double cpus = std::min<double>(spec.limits.cpus, facts->cpuCount);
    const auto found = co_await client->image(image);
    if (!found)
        co_return failure(found.error());
    co_return ContainerPlan{.image = image,
                            .imageVolumes = found->volumes,
                            .seccompProfile = *profile,
                            .runtime = *runtime,
                            .agentPath = config.agentPath,
                            .agentArguments = config.agentArguments,
                            .workspaceDir = spec.workspaceDir,
                            .homeDir = spec.homeDir,
                            .runtimeDir = spec.runtimeDir,
                            .user = *user,
                            .limits = spec.limits,
                            .cpus = cpus,
                            .labels = {{dataLabel, idOf(config.dataDir)}, {jobLabel, spec.jobId}}};
}

QCoro::Task<Result<std::unique_ptr<ContainerSandbox>>> ContainerEngine::Private::create(SandboxSpec spec,
                                                                                        ContainerPlan plan)
{
    const auto kept = containerEnforcement(config.kind, *facts, spec.limits);
    if (!kept)
        co_return failure(kept.error());
    if (::geteuid() == 0) {
        const SandboxSources folders{
            .workspace = spec.workspaceDir, .home = spec.homeDir, .runtime = spec.runtimeDir, .agent = {}};
        if (auto given = PrivateStaging::giveToUser(folders, plan.user.uid, plan.user.gid); !given)
            co_return failure(given.error());
    }
    const auto id = co_await client->create(u"containerized-agent-"_s + spec.jobId, containerConfig(config.kind, plan));
    if (!id)
        co_return failure(id.error());
    auto sandbox = std::make_unique<ContainerSandbox>(
        ContainerSandbox::Setting{
            .id = *id, .limits = spec.limits, .enforcement = *kept, .folders = {spec.workspaceDir, spec.homeDir}},
        client, *events);
    QObject::connect(sandbox.get(), &QObject::destroyed, [live = live, job = spec.jobId] { live->remove(job); });
    auto up = co_await sandbox->launch(std::move(spec.out), std::move(spec.err));
    if (up)
        co_return sandbox;
    sandbox.release()->deleteLater(); // its signal may be what has brought us here
    co_return failure(up.error());
}

ContainerEngine::ContainerEngine(ContainerEngineConfig config)
    : d(std::make_shared<Private>(std::move(config)))
{
}

ContainerEngine::~ContainerEngine()
{
    if (d->events)
        d->events->stop();
}

QString ContainerEngine::name() const
{
    return engineKindName(d->config.kind);
}

bool ContainerEngine::isThere() const
{
    return d->address && d->address->exists();
}

std::optional<EngineFacts> ContainerEngine::facts() const
{
    return d->facts;
}

QString ContainerEngine::absence() const
{
    if (!d->address)
        return d->address.error().message;
    return isThere() ? QString() : d->address->unreachable({}).message;
}

QCoro::Task<Result<void>> ContainerEngine::check()
{
    const auto self = d;
    if (auto ready = co_await self->ready(); !ready)
        co_return ready;
    if (!self->facts->hasSeccomp) {
        co_return failure(ErrorCode::SandboxUnsafe,
                          u"The engine %1 filters no system calls (seccomp), without which a sandbox is not safe: "
                          "switch its default seccomp profile on."_s.arg(self->address->text()));
    }
    if (const auto user = containerUser(self->config.kind, *self->facts); !user)
        co_return failure(user.error());
    co_return containerEnforcement(self->config.kind, *self->facts, Limits()).transform([](const auto &) {});
}

Result<QList<Enforcement>> ContainerEngine::enforcement(const Limits &limits) const
{
    if (!d->facts)
        return QList<Enforcement>();
    return containerEnforcement(d->config.kind, *d->facts, limits);
}

QCoro::Task<Result<std::unique_ptr<Sandbox>>> ContainerEngine::start(SandboxSpec spec)
{
    const auto self = d;
    if (auto fits = co_await check(); !fits)
        co_return failure(fits.error());
    auto plan = co_await self->planFor(spec);
    if (!plan)
        co_return failure(plan.error());
    self->live->insert(spec.jobId);
    const QString job = spec.jobId;
    auto sandbox = co_await self->create(std::move(spec), std::move(*plan));
    if (!sandbox) {
        self->live->remove(job);
        co_return failure(sandbox.error());
    }
    co_return std::unique_ptr<Sandbox>(std::move(*sandbox));
}

QCoro::Task<Result<std::shared_ptr<EngineClient>>> ContainerEngine::connected()
{
    const auto self = d;
    if (auto reached = co_await self->connect(); !reached)
        co_return failure(reached.error());
    std::shared_ptr<EngineClient> client = self->client; // a member would be moved out
    co_return client;
}

std::shared_ptr<ImageFetch> ContainerEngine::fetch(const QString &image)
{
    d->fetches.removeIf([](const auto &entry) { return entry.value().expired(); });
    if (auto atWork = d->fetches.value(image).lock())
        return atWork;
    const std::shared_ptr<ImageFetch> fetch(new ImageFetch(d->client, image),
                                            [](ImageFetch *ended) { ended->deleteLater(); });
    d->fetches.insert(image, fetch);
    return fetch;
}

void ContainerEngine::removeLeftovers()
{
    if (!isThere())
        return;
    [](std::shared_ptr<Private> self) -> QCoro::Task<void> {
        if (const auto connected = co_await self->connect(); connected)
            co_await self->sweep();
    }(d);
}

} // namespace ca
