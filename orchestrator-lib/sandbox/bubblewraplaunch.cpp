#include "bubblewraplaunch.h"

#include <QProcessEnvironment>
#include <cerrno>
#include <fcntl.h>

#include "bubblewraparguments.h"
#include "memoryfile.h"
#include "privatestaging.h"
#include "smallfile.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

Result<std::pair<UniqueFd, UniqueFd>> makePipe()
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return failure(ioError(u"Could not make a pipe for the sandbox"_s, errno));
    std::pair<UniqueFd, UniqueFd> pipe(ends[0], ends[1]);
    ::fcntl(pipe.second.get(), F_SETFL, 0); // only our end must never block
    return pipe;
}

ChildSetup childSetup(const BubblewrapLaunch::Parts &parts, const SandboxSpec &spec, const JobCgroup *group)
{
    ChildSetup setup;
    setup.limits = fixedResourceLimits();
    const auto fileBytes = static_cast<rlim_t>(parts.plan.stepRlimits.maxFileBytes);
    setup.limits.emplace_back(RLIMIT_FSIZE, rlimit{.rlim_cur = fileBytes, .rlim_max = fileBytes});
    if (group)
        setup.groups = group->joinFds();
    setup.bound = !parts.cpus.empty();
    for (const int cpu : parts.cpus)
        CPU_SET(static_cast<std::size_t>(cpu), &setup.cpus);
    setup.output = spec.out.get();
    setup.input = spec.err.get();
    return setup;
}

} // namespace

Result<BubblewrapLaunch> BubblewrapLaunch::prepare(const Parts &parts, SandboxSpec spec, const JobCgroup *group)
{
    const SandboxSources real{
        .workspace = spec.workspaceDir, .home = spec.homeDir, .runtime = spec.runtimeDir, .agent = parts.agentPath};
    const bool asRoot = ::geteuid() == 0;
    BubblewrapLaunch launch;
    launch.m_setup = childSetup(parts, spec, group);
    launch.m_out = std::move(spec.out);
    launch.m_err = std::move(spec.err);
    launch.m_program = parts.bwrapPath;
    Result<void> ready = launch.makePipes();
    if (ready && asRoot) {
        ready = PrivateStaging::giveToJobUser(real);
        launch.m_setup.asRoot = true;
        launch.m_setup.staging = PrivateStaging(real);
    }
    if (ready)
        ready = launch.makeFiles(parts, asRoot ? PrivateStaging::staged() : real);
    if (!ready)
        return failure(ready.error());
    launch.m_setup.error = launch.m_messagesEnd.get();
    // The reading end too: bwrap would die of a pipe that nobody can read, and leave a child that waits for it.
    launch.m_setup.inherited = {launch.m_infoEnd.get(), launch.info.get()};
    for (const auto &file : launch.m_files)
        launch.m_setup.inherited.push_back(file.get());
    return launch;
}

Result<void> BubblewrapLaunch::makePipes()
{
    auto infoPipe = makePipe();
    auto messagesPipe = makePipe();
    if (!infoPipe || !messagesPipe)
        return failure(infoPipe ? messagesPipe.error() : infoPipe.error());
    info = std::move(infoPipe->first);
    m_infoEnd = std::move(infoPipe->second);
    messages = std::move(messagesPipe->first);
    m_messagesEnd = std::move(messagesPipe->second);
    return {};
}

Result<void> BubblewrapLaunch::makeFiles(const Parts &parts, const SandboxSources &sources)
{
    Result<void> made;
    const auto addFile = [&](const char *name, const QByteArray &content) {
        auto file = makeMemoryFile(name, content);
        if (!file) {
            made = failure(file.error());
            return -1;
        }
        return m_files.emplace_back(std::move(*file)).get();
    };
    BubblewrapCall call{.sources = sources,
                        .host = parts.host,
                        .tmpBytes = parts.plan.tmpBytes,
                        .sharedMemoryBytes = parts.plan.sharedMemoryBytes,
                        .files = {},
                        .seccompFd = addFile("seccomp", parts.seccompProgram),
                        .infoFd = m_infoEnd.get()};
    for (const auto &[path, content] : generatedFiles())
        call.files.append({path, addFile("etc", content)});
    for (const auto &path : parts.host.etcFiles)
        call.files.append({path, addFile("etc", readSmallFile(path).value_or(QByteArray()))});
    const int options = addFile("options", bubblewrapOptions(call));
    m_arguments = {u"--args"_s, QString::number(options), u"--"_s};
    m_arguments += bubblewrapCommand(parts.agentArguments);
    return made;
}

void BubblewrapLaunch::startIn(QProcess &process)
{
    QProcessEnvironment environment; // the orchestrator's own holds keys
    environment.insert(u"PATH"_s, u"/usr/bin:/bin"_s);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.setInputChannelMode(QProcess::ForwardedInputChannel);
    // With a plain fork() Qt lets the child wait for us, and if we are killed just then it waits for ever: a copy of us
    // that holds the data folder's lock and our sockets. apply() does nothing that a vfork() does not allow.
    process.setUnixProcessParameters(QProcess::UnixProcessFlag::ResetSignalHandlers |
                                     QProcess::UnixProcessFlag::UseVFork);
    process.setChildProcessModifier([&process, this] {
        if (const auto *failed = m_setup.apply())
            process.failChildProcessModifier(failed, errno);
    });
    process.start(m_program, m_arguments);
    // The fork has happened: from here on our copies would only keep the pipes from ending.
    process.setChildProcessModifier({});
    m_infoEnd.reset();
    m_messagesEnd.reset();
    m_out.reset();
    m_err.reset();
    m_files.clear();
}

} // namespace ca
