#include "jobcgroup.h"

#include <QFile>
#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "cgrouplog.h"
#include "smallfile.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

UniqueFd openIn(const QString &path, int flags)
{
    return UniqueFd(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, 0644));
}

QByteArray readFromStart(int fd)
{
    std::array<char, 4096> buffer;
    const auto count = ::pread(fd, buffer.data(), buffer.size(), 0);
    return count > 0 ? QByteArray(buffer.data(), count) : QByteArray();
}

void killAndWait(pid_t pid)
{
    constexpr int waitMilliseconds = 1000;
    const UniqueFd process(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    if (!process.isValid())
        return;
    ::syscall(SYS_pidfd_send_signal, process.get(), SIGKILL, nullptr, 0);
    pollfd ended{.fd = process.get(), .events = POLLIN, .revents = 0};
    ::poll(&ended, 1, waitMilliseconds);
}

} // namespace

JobCgroup::~JobCgroup()
{
    if (!remove())
        qCWarning(lcCgroup) << "could not remove the cgroup" << m_directories.front().path;
}

namespace {
// All orchestrators of a system share the parent, and each removes it when it ends: it may be gone just now.
bool makeWithParent(const QString &path)
{
    constexpr int attempts = 5;
    const auto parent = QFile::encodeName(path.left(path.lastIndexOf(u'/')));
    for (int i = 0; i < attempts; ++i) {
        if (::mkdir(QFile::encodeName(path).constData(), 0755) == 0)
            return true;
        if (errno != ENOENT || (::mkdir(parent.constData(), 0755) != 0 && errno != EEXIST))
            return false;
    }
    return false;
}
} // namespace

Result<void> JobCgroup::makeDirectory(const QString &path)
{
    if (std::ranges::contains(m_directories, path, &Directory::path))
        return {};
    if (!makeWithParent(path))
        return failure(ErrorCode::SandboxFailed, ioError(u"Could not make the cgroup "_s + path, errno).message);
    m_directories.push_back({path, {}});
    m_directories.back().procs = openIn(path + u"/cgroup.procs", O_WRONLY | O_CREAT);
    if (!m_directories.back().procs.isValid())
        return failure(ErrorCode::SandboxFailed, ioError(u"Could not open the cgroup "_s + path, errno).message);
    return {};
}

JobCgroup::Counter &JobCgroup::add(Resource resource, const QString &path, const QByteArray &key)
{
    return *m_counters.emplace_back(
        std::make_unique<Counter>(Counter{.resource = resource, .file = openIn(path, O_RDONLY), .key = key}));
}

void JobCgroup::watchFile(Resource resource, const QString &path, const QByteArray &key)
{
    auto &counter = add(resource, path, key);
    if (!counter.file.isValid())
        return;
    readFromStart(counter.file.get()); // arms the kernel's notification
    counter.notifier = std::make_unique<QSocketNotifier>(counter.file.get(), QSocketNotifier::Exception);
    connect(counter.notifier.get(), &QSocketNotifier::activated, this, [this, &counter] {
        if (!wasHit(counter))
            return;
        counter.notifier->setEnabled(false);
        Q_EMIT limitHit(counter.resource);
    });
}

void JobCgroup::pollFile(Resource resource, const QString &path, const QByteArray &key)
{
    constexpr int intervalMs = 250;
    add(resource, path, key).polled = true;
    if (m_poll.isActive())
        return;
    connect(&m_poll, &QTimer::timeout, this, &JobCgroup::pollCounters);
    m_poll.start(intervalMs);
}

void JobCgroup::pollCounters()
{
    for (const auto &counter : m_counters) {
        if (counter->polled && wasHit(*counter)) {
            m_poll.stop();
            Q_EMIT limitHit(counter->resource);
            return;
        }
    }
}

void JobCgroup::watchOomControl(const QString &directory)
{
    auto &counter = add(Resource::Memory, directory + u"/memory.oom_control", "oom_kill"_ba);
    counter.event = UniqueFd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    const auto request = QByteArray::number(counter.event.get()) + ' ' + QByteArray::number(counter.file.get());
    if (writeSmallFile(directory + u"/cgroup.event_control", request) != 0) {
        counter.event.reset();
        pollFile(Resource::Memory, directory + u"/memory.oom_control", "oom_kill"_ba);
        return;
    }
    counter.notifier = std::make_unique<QSocketNotifier>(counter.event.get(), QSocketNotifier::Read);
    connect(counter.notifier.get(), &QSocketNotifier::activated, this, [this, &counter] {
        counter.notifier->setEnabled(false);
        // The kernel reports the end of a group in the same way, when its files can be read no more.
        if (!readFromStart(counter.file.get()).isEmpty())
            Q_EMIT limitHit(counter.resource);
    });
}

bool JobCgroup::wasHit(const Counter &counter)
{
    return keyedNumber(readFromStart(counter.file.get()), counter.key) > 0;
}

std::vector<int> JobCgroup::joinFds() const
{
    std::vector<int> fds;
    for (const auto &directory : m_directories)
        fds.push_back(directory.procs.get());
    return fds;
}

QStringList JobCgroup::directories() const
{
    QStringList paths;
    for (const auto &directory : m_directories)
        paths.append(directory.path);
    return paths;
}

std::optional<Resource> JobCgroup::limitHitSoFar() const
{
    for (const auto &counter : m_counters) {
        if (wasHit(*counter))
            return counter->resource;
    }
    return std::nullopt;
}

bool JobCgroup::remove()
{
    m_poll.stop();
    m_counters.clear();
    std::erase_if(m_directories, [](const Directory &directory) {
        const auto path = QFile::encodeName(directory.path);
        if (::rmdir(path.constData()) == 0 || errno == ENOENT)
            return true;
        killCgroup(directory.path);
        return ::rmdir(path.constData()) == 0;
    });
    return m_directories.empty();
}

void killCgroup(const QString &directory)
{
    constexpr int rounds = 5; // a process may fork between being listed and being killed
    for (int round = 0; round < rounds; ++round) {
        const auto pids = readSmallFile(directory + u"/cgroup.procs").value_or(QByteArray()).split('\n');
        bool found = false;
        for (const auto &pid : pids) {
            // Processes of a foreign pid namespace are listed as 0.
            if (pid.toInt() > 0) {
                killAndWait(pid.toInt());
                found = true;
            }
        }
        if (!found)
            return;
    }
}

} // namespace ca
