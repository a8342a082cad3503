#include "jobsandbox.h"

#include <QDir>
#include <QPointer>

#include "agentlink.h"
#include "jobjournal.h"
#include "jobjson.h"
#include "jobservices.h"

namespace ca {

using namespace Qt::StringLiterals;

JobSandbox::JobSandbox(const Parts &parts)
    : m_parts(parts)
    , m_image(parts.details)
    , m_inputs(parts.details)
    , m_network(parts.surroundings.network, parts.details.job)
    , m_output(parts.surroundings.logThread, parts.details.job)
{
    connect(&m_image, &JobImage::progressed, this, &JobSandbox::changed);
    connect(&m_inputs, &JobInputs::progressed, this, &JobSandbox::changed);
    connect(&m_network, &JobNetwork::changed, this, &JobSandbox::changed);
    connect(&m_output, &JobOutput::grew, this, &JobSandbox::changed);
    connect(&m_image, &JobImage::told, this,
            [this](const QString &sentence) { m_parts.journal.add(u"note"_s, sentence); });
    connect(&m_network, &JobNetwork::told, this,
            [this](const QString &sentence) { m_parts.journal.add(u"network"_s, sentence); });
    connect(&m_network, &JobNetwork::summedUp, this, [this](const QString &sentence, const QList<HostUse> &hosts) {
        m_parts.journal.add(u"network"_s, sentence, hosts);
    });
}

JobSandbox::~JobSandbox() = default;

QCoro::Task<Result<void>> JobSandbox::start()
{
    const JobSurroundings &with = m_parts.surroundings;
    if (auto made = makeFolders(); !made)
        co_return made;
    if (with.imageFetcher != nullptr) {
        if (auto fetched = co_await m_image.run(*with.imageFetcher); !fetched)
            co_return fetched;
    }
    if (auto placed = co_await m_inputs.run(with.jobDir); !placed)
        co_return placed;
    if (auto opened = m_output.open(with.jobDir + u"/logs"_s); !opened)
        co_return opened;
    if (auto opened = co_await openDoors(); !opened)
        co_return opened;
    co_return take(co_await with.engine.start(spec()));
}

QCoro::Task<Result<void>> JobSandbox::adopt()
{
    const JobSurroundings &with = m_parts.surroundings;
    // The folder itself is mounted in the sandbox, and stays; what is in it was the other orchestrator's.
    const QDir doors(with.runtimeDir);
    if (!doors.exists())
        co_return failure(ErrorCode::NotFound, u"its sockets are gone"_s);
    for (const QFileInfo &old : doors.entryInfoList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot))
        old.isDir() && !old.isSymLink() ? QDir(old.filePath()).removeRecursively() : QFile::remove(old.filePath());
    if (auto opened = m_output.reopen(with.jobDir + u"/logs"_s); !opened)
        co_return opened;
    if (auto opened = co_await openDoors(); !opened)
        co_return opened;
    if (m_isGivenUp)
        co_return failure(ErrorCode::Interrupted, u"it was stopped before that"_s);
    SandboxSpec adopted = spec();
    adopted.told = [self = QPointer(this)](const QString &sentence) {
        if (self)
            self->m_parts.journal.add(u"note"_s, sentence);
    };
    adopted.received = {.out = m_parts.details.job.outBytes, .err = m_parts.details.job.errBytes};
    co_return take(co_await with.engine.adopt(std::move(adopted)));
}

void JobSandbox::giveUp()
{
    m_isGivenUp = true;
    m_image.giveUp();
    m_inputs.giveUp();
    m_parts.surroundings.engine.stopAdopting(idToText(m_parts.details.job.id));
}

QCoro::Task<void> JobSandbox::close()
{
    m_network.stop();
    co_await m_output.whole(); // the pipes end with the sandbox
    m_sandbox.reset();
}

Result<void> JobSandbox::makeFolders()
{
    const JobSurroundings &with = m_parts.surroundings;
    for (const QString &dir : QStringList{with.jobDir + u"/workspace"_s, with.jobDir + u"/home"_s,
                                          with.jobDir + u"/logs"_s, with.runtimeDir}) {
        if (!QDir().mkpath(dir))
            return failure(ErrorCode::Io, u"cannot make the folder %1: check free space and permissions"_s.arg(dir));
    }
    return {};
}

QCoro::Task<Result<void>> JobSandbox::openDoors()
{
    const QString &dir = m_parts.surroundings.runtimeDir;
    if (auto listening = m_parts.link.listen(dir + u"/orchestrator.sock"_s); !listening)
        co_return listening;
    if (auto listening = m_parts.services.listen(dir); !listening)
        co_return listening;
    co_return co_await m_network.start(dir);
}

SandboxSpec JobSandbox::spec()
{
    const Job &job = m_parts.details.job;
    const JobSurroundings &with = m_parts.surroundings;
    return {.jobId = idToText(job.id),
            .workspaceDir = with.jobDir + u"/workspace"_s,
            .homeDir = with.jobDir + u"/home"_s,
            .runtimeDir = with.runtimeDir,
            .limits = job.limits,
            .image = job.image,
            .runtime = job.runtime,
            .out = m_output.capture().takeOut(),
            .err = m_output.capture().takeErr()};
}

Result<void> JobSandbox::take(Result<std::unique_ptr<Sandbox>> sandbox)
{
    if (!sandbox)
        return failure(sandbox.error());
    m_sandbox = std::move(*sandbox);
    m_parts.details.job.containerId = m_sandbox->id();
    m_parts.details.job.enforcement = m_sandbox->enforcement();
    connect(m_sandbox.get(), &Sandbox::told, this,
            [this](const QString &sentence) { m_parts.journal.add(u"note"_s, sentence); });
    return {};
}

} // namespace ca
