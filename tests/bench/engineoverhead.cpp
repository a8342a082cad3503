#include "engineoverhead.h"

#include <QCoroTask>
#include <QJsonArray>
#include <QProcess>
#include <chrono>

#include "benchserver.h"
#include "statistics.h"
#include "testengine.h"

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// Docker itself takes now a tenth of a second more, now less.
constexpr int sampleCount = 31;
const auto imageName = u"debian:trixie-slim"_s;

double millisecondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

Result<double> bareContainer(EngineClient &client)
{
    const auto begin = Clock::now();
    const QJsonObject config{{u"Image"_s, imageName},
                             {u"Cmd"_s, QJsonArray{u"/bin/true"_s}},
                             {u"HostConfig"_s, QJsonObject{{u"NetworkMode"_s, u"none"_s}}}};
    const auto id = QCoro::waitFor(client.create(u"bare"_s, config));
    if (!id)
        return failure(id.error());
    if (const auto started = QCoro::waitFor(client.start(*id)); !started)
        return failure(started.error());
    if (const auto ended = QCoro::waitFor(client.wait(*id, 30s)); !ended)
        return failure(ended.error());
    if (const auto removed = QCoro::waitFor(client.remove(*id)); !removed)
        return failure(removed.error());
    return millisecondsSince(begin);
}

Result<double> job(BenchServer &server)
{
    const auto begin = Clock::now();
    const auto id = server.schedule(u"$ true"_s);
    if (!id)
        return failure(id.error());
    if (const auto done = server.awaitStatus(*id, u"status"_s, u"complete"_s, 60s); !done)
        return failure(done.error());
    return millisecondsSince(begin);
}

/// The server finds the engine by the environment, as users' servers do.
Result<std::unique_ptr<BenchServer>> serverWith(const test::TestEngine &engine)
{
    const QByteArray before = qgetenv("DOCKER_HOST");
    qputenv("DOCKER_HOST", engine.environment().value(u"DOCKER_HOST"_s).toUtf8());
    auto server = BenchServer::start({u"--engine"_s, u"docker"_s, u"--image"_s, imageName});
    qputenv("DOCKER_HOST", before);
    return server;
}
} // namespace

bool EngineOverhead::isPossible()
{
    return test::TestEngine::obstacle(EngineKind::Docker).isEmpty();
}

Goal EngineOverhead::goal() const
{
    return {.name = u"job in Docker, over a bare container"_s, .unit = u"ms"_s, .value = 60};
}

Result<Samples> EngineOverhead::run()
{
    const QString image = QStringLiteral(CA_BASE_IMAGE);
    QProcess::execute(QStringLiteral(CA_MAKE_BASE_IMAGE), {image});
    test::TestEngine engine(EngineKind::Docker);
    if (!engine.start())
        return failure(ErrorCode::Io, u"the engine did not start: "_s + engine.log());
    if (const QString problem = engine.importFile(imageName, image); !problem.isEmpty())
        return failure(ErrorCode::Io, problem);
    const auto server = serverWith(engine);
    if (!server)
        return failure(server.error());
    QList<double> bare;
    QList<double> jobs;
    for (int i = -1; i < sampleCount; ++i) { // the first is to warm up
        const auto alone = bareContainer(engine.client());
        const auto whole = job(**server);
        if (!alone || !whole)
            return failure(alone ? whole.error() : alone.error());
        if (i < 0)
            continue;
        bare.append(*alone);
        jobs.append(*whole);
    }
    Samples samples{.values = {}, .note = u"bare: %1 ms"_s.arg(median(bare), 0, 'f', 0)};
    for (const double whole : std::as_const(jobs))
        samples.values.append(whole - median(bare));
    return samples;
}

} // namespace ca::bench
