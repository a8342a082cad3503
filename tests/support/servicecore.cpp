#include "servicecore.h"

#include <QFile>
#include <QTest>
#include <array>
#include <sys/socket.h>

#include "daemonprocess.h"

namespace ca::test {

using namespace Qt::StringLiterals;

ServiceCore::ServiceCore(const ServicePatience &patience)
    : m_providers(Settings())
{
    OrchestratorConfig config;
    config.dataDir = m_dir.path() + u"/data"_s;
    config.ownerName = u"a test"_s;
    config.agentPath = programPath(u"containerized-agent-runner"_s);
    // Whoever runs the test with an engine of its own says so as to a program.
    config.engine = qEnvironmentVariable("AGENT_ENGINE", config.engine);
    config.image = qEnvironmentVariable("AGENT_IMAGE", config.image);
    config.maxRunning = 12;
    config.servicePatience = patience;
    m_orchestrator = std::make_unique<Orchestrator>(config, m_providers);
    const Result<void> opened = QCoro::waitFor(m_orchestrator->open());
    if (!opened)
        qFatal("%s", qUtf8Printable(opened.error().message));
}

ServiceCore::~ServiceCore()
{
    shutDown();
}

void ServiceCore::shutDown()
{
    if (!m_orchestrator)
        return;
    QCoro::waitFor(m_orchestrator->shutdown());
    m_orchestrator.reset();
}

JobId ServiceCore::start(const QString &runbook, NetworkPolicy network)
{
    JobRequest request;
    request.prompt = runbook;
    request.provider = u"runbook"_s;
    request.network = network;
    const auto id = QCoro::waitFor(m_orchestrator->schedule(request));
    if (!id)
        qFatal("%s", qUtf8Printable(id.error().message));
    const bool works = QTest::qWaitFor(
        [&] {
            const auto job = m_orchestrator->job(*id);
            return job && (job->phase == JobPhase::Working || job->isEnded());
        },
        60'000);
    return works && m_orchestrator->services(*id) ? *id : JobId();
}

JobServices &ServiceCore::services(const JobId &id)
{
    return **m_orchestrator->services(id);
}

JobDetails ServiceCore::awaitEnd(const JobId &id, int seconds)
{
    const auto hasEnded = [&] {
        const auto job = m_orchestrator->job(id);
        return job && job->isEnded();
    };
    if (!QTest::qWaitFor(hasEnded, seconds * 1000))
        return {};
    return QCoro::waitFor(m_orchestrator->details(id)).value_or(JobDetails());
}

void ServiceCore::cancel(const JobId &id)
{
    QCoro::waitFor(m_orchestrator->cancel(id));
}

QByteArray ServiceCore::file(const JobId &id, const QString &name) const
{
    QFile file(m_orchestrator->jobDir(id) + u"/workspace/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray ServiceCore::readUntil(const UniqueFd &socket, const QByteArray &text, int seconds)
{
    QByteArray bytes;
    const auto hasCome = [&] {
        std::array<char, 4096> buffer;
        const ssize_t count = ::recv(socket.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count > 0)
            bytes.append(buffer.data(), count);
        return bytes.contains(text) || count == 0;
    };
    static_cast<void>(QTest::qWaitFor(hasCome, seconds * 1000));
    return bytes;
}

} // namespace ca::test
