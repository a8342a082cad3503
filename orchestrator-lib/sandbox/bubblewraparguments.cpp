#include "bubblewraparguments.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

const auto agentInside = u"/run/agent-bin/agent"_s;

/// Appends options as bwrap takes them.
class Options
{
public:
    template <typename... Words>
    void add(const Words &...words)
    {
        (append(words), ...);
    }
    [[nodiscard]] QByteArray take() { return std::move(m_bytes); }

private:
    void append(const QString &word) { m_bytes += word.toUtf8() + '\0'; }
    void append(const char *word) { m_bytes += QByteArray(word) + '\0'; }
    void append(qint64 number) { m_bytes += QByteArray::number(number) + '\0'; }

    QByteArray m_bytes;
};

void addIsolation(Options &options)
{
    options.add("--unshare-all", "--unshare-user", "--disable-userns", "--assert-userns-disabled");
    // Without --die-with-parent: bwrap's child waits for bwrap to let it go on, and if bwrap dies with us before it has
    // done so, the child waits for ever. So bwrap goes on, and what becomes the agent finds nobody to report to and
    // ends.
    options.add("--new-session", "--as-pid-1");
    options.add("--cap-drop", "ALL", "--uid", "1000", "--gid", "1000", "--hostname", "sandbox");
}

void addEnvironment(Options &options)
{
    options.add("--clearenv");
    options.add("--setenv", "HOME", "/home/agent", "--setenv", "USER", "agent", "--setenv", "LOGNAME", "agent");
    options.add("--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin");
    options.add("--setenv", "LANG", "C.UTF-8", "--setenv", "TMPDIR", "/tmp", "--setenv", "TERM", "dumb");
    options.add("--setenv", "SHELL", "/bin/sh");
}

void addSystem(Options &options, const BubblewrapCall &call)
{
    options.add("--ro-bind", "/usr", "/usr");
    for (const auto &top : call.host.tops) {
        if (top.linkTarget.isEmpty())
            options.add("--ro-bind", top.path, top.path);
        else
            options.add("--symlink", top.linkTarget, top.path);
    }
    options.add("--dir", "/etc");
    for (const auto &path : call.host.etcFolders)
        options.add("--ro-bind-try", path, path);
    for (const auto &file : call.files)
        options.add("--perms", "0644", "--file", qint64{file.fd}, file.path);
}

void addKernelFileSystems(Options &options, const BubblewrapCall &call)
{
    options.add("--proc", "/proc");
    for (const auto &path : call.host.maskedFiles)
        options.add("--ro-bind", "/dev/null", path); // a device on a nodev mount cannot even be opened
    for (const auto &path : call.host.maskedFolders)
        options.add("--perms", "0555", "--size", "4096", "--tmpfs", path, "--remount-ro", path);
    // Nothing in there is a job's to set, least of all how soon the kernel ends it when memory runs out.
    options.add("--remount-ro", "/proc");
    options.add("--dev", "/dev");
    options.add("--perms", "1777", "--size", call.sharedMemoryBytes, "--tmpfs", "/dev/shm", "--remount-ro", "/dev");
    options.add("--perms", "1777", "--size", call.tmpBytes, "--tmpfs", "/tmp");
}

void addJob(Options &options, const SandboxSources &sources)
{
    options.add("--dir", "/run", "--dir", "/var", "--symlink", "/tmp", "/var/tmp");
    options.add("--bind", sources.workspace, "/workspace", "--bind", sources.home, "/home/agent");
    options.add("--ro-bind", sources.runtime, "/run/agent", "--ro-bind", sources.agent, agentInside);
    options.add("--chdir", "/workspace", "--remount-ro", "/");
}

} // namespace

QByteArray bubblewrapOptions(const BubblewrapCall &call)
{
    Options options;
    addIsolation(options);
    addEnvironment(options);
    addSystem(options, call);
    addKernelFileSystems(options, call);
    addJob(options, call.sources);
    options.add("--seccomp", qint64{call.seccompFd}, "--info-fd", qint64{call.infoFd});
    return options.take();
}

QStringList bubblewrapCommand(const QStringList &agentArguments)
{
    return QStringList{u"/bin/sh"_s, u"-c"_s, u"printf '\\006' >&2; exec \"$0\" \"$@\" 2>&0 </dev/null"_s,
                       agentInside} +
           agentArguments;
}

QList<std::pair<QString, QByteArray>> generatedFiles()
{
    return {
        {u"/etc/passwd"_s, "root:x:0:0:root:/:/usr/sbin/nologin\n"
                           "agent:x:1000:1000:agent:/home/agent:/bin/sh\n"
                           "nobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n"_ba},
        {u"/etc/group"_s, "root:x:0:\nagent:x:1000:\nnogroup:x:65534:\n"_ba},
        {u"/etc/hosts"_s, "127.0.0.1 localhost sandbox\n::1 localhost\n"_ba},
        {u"/etc/hostname"_s, "sandbox\n"_ba},
        {u"/etc/nsswitch.conf"_s, "passwd: files\ngroup: files\nhosts: files dns\n"
                                  "services: files\nprotocols: files\nnetworks: files\n"_ba},
    };
}

} // namespace ca
