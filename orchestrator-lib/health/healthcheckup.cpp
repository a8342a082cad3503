#include "healthcheckup.h"

#include <QCoreApplication>
#include <QCoroFuture>
#include <QCoroSignal>
#include <QFutureWatcher>
#include <QPointer>
#include <QSysInfo>
#include <chrono>

#include "containerchecks.h"
#include "containerengine.h"
#include "engines.h"
#include "hostchecks.h"
#include "orchestrator.h"
#include "poolwork.h"
#include "programprobe.h"
#include "providers.h"
#include "redactor.h"
#include "smallfile.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

using namespace std::chrono_literals;
constexpr std::chrono::milliseconds patience = 5s;

/// What can be read without waiting for a disk.
struct HostFindings
{
    HostObstacles obstacles;
    bool hasAppArmor = false;
};

HostFindings lookAtHost()
{
    const auto appArmor = readSmallFile(u"/sys/module/apparmor/parameters/enabled"_s);
    return {.obstacles = HostObstacles::ofThisSystem(), .hasAppArmor = appArmor.value_or(QByteArray()).startsWith('Y')};
}

/// A file system that does not answer keeps a thread of the pool, but nobody waits for it.
QCoro::Task<SpaceFacts> spaceOf(QString folder)
{
    const QFuture<SpaceFacts> future = inThreadPool([folder] { return SpaceFacts::of(folder); });
    QFutureWatcher<SpaceFacts> watcher;
    watcher.setFuture(future);
    if (!future.isFinished())
        co_await qCoro(&watcher, &QFutureWatcher<SpaceFacts>::finished, patience);
    if (!future.isFinished())
        co_return SpaceFacts{.folder = folder};
    co_return future.result();
}

QCoro::Task<QList<PortFacts>> portsOf(OrchestratorConfig config, quint16 api)
{
    co_return co_await inThreadPool([config, api] {
        QList<PortFacts> ports{{.purpose = u"the REST API"_s, .port = api},
                               {.purpose = u"desktops"_s, .port = config.desktopPort.toUShort()},
                               {.purpose = u"notebooks"_s, .port = config.notebookPort.toUShort()}};
        for (PortFacts &facts : ports) {
            if (facts.port != 0)
                facts.holder = PortHolder::of(facts.port);
        }
        return ports;
    });
}

QCoro::Task<QList<HealthCheck>> containerChecks(Orchestrator &orchestrator)
{
    const QString standard = orchestrator.engines().standard().name();
    const QString image = orchestrator.engines().standardImage();
    std::vector<QCoro::Task<ContainerFindings>> looks; // all at the same time
    for (const auto &engine : orchestrator.engines().containerEngines())
        looks.push_back(lookAt(engine, image, engine->name() == standard));
    QList<HealthCheck> checks;
    for (auto &look : looks)
        checks.append(checkContainers(co_await look));
    co_return checks;
}

QList<VersionFact> versions(const Result<QString> &bubblewrap)
{
    return {{u"Containerized Agent"_s, QCoreApplication::applicationVersion()},
            {u"Qt"_s, QString::fromLatin1(qVersion())},
            {u"bubblewrap"_s, bubblewrap ? QString(*bubblewrap).remove(u"bubblewrap "_s) : u"none"_s},
            {u"kernel"_s, QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion()},
            {u"system"_s, QSysInfo::prettyProductName()},
            {u"architecture"_s, QSysInfo::currentCpuArchitecture()}};
}

} // namespace

QCoro::Task<HealthReport> examineHealth(Orchestrator &orchestrator, ApiFacts api)
{
    const QPointer<Orchestrator> alive(&orchestrator);
    HealthReport report{.time = QDateTime::currentDateTimeUtc()};
    SandboxEngine &standard = orchestrator.engines().standard();
    const QString engineName = standard.name();
    const QStringList notices = orchestrator.notices();
    const auto redactor = orchestrator.redactor();
    auto engineTask = standard.check(); // all at the same time
    auto containersTask = containerChecks(orchestrator);
    auto versionTask = versionOf(u"bwrap"_s, patience);
    auto spaceTask = spaceOf(orchestrator.config().dataDir);
    auto portsTask = portsOf(orchestrator.config(), static_cast<quint16>(api.url.port(api.port)));
    auto providersTask = orchestrator.providers().look();
    auto keysTask = orchestrator.keys().ready();
    const auto bubblewrap = co_await versionTask;
    const SpaceFacts space = co_await spaceTask;
    const QList<ProviderStatus> providers = co_await providersTask;
    const QList<PortFacts> ports = co_await portsTask;
    co_await keysTask;
    const auto engine = co_await engineTask;
    const QList<HealthCheck> containers = co_await containersTask;
    if (!alive)
        co_return report;
    const HostFindings host = lookAtHost();
    report.checks = {checkEngine(engineName, engine), checkBubblewrap(bubblewrap, !hasImages(engineName)),
                     checkUserNamespaces(host.obstacles, engine.has_value()),
                     checkAppArmor(host.obstacles, host.hasAppArmor, engine.has_value()),
                     checkLimits(standard.enforcement(orchestrator.config().defaultLimits))};
    report.checks += containers;
    report.checks += {checkSpace(space),
                      checkStore(notices),
                      checkProviders(providers),
                      checkKeychain(orchestrator.keys().keychainState(), orchestrator.keys().keychainSentence()),
                      checkApi(api),
                      checkPorts(ports)};
    report.versions = versions(bubblewrap);
    co_return report.redacted(*redactor);
}

} // namespace ca
