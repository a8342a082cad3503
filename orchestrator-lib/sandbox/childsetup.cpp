#include "childsetup.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/keyctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandboxowner.h"

namespace ca {

namespace {

// Threads of glibc's setuid family would wait for each other; the plain call changes just this, the only one.
bool becomeJobUser() noexcept
{
    return ::syscall(SYS_setgroups, 0, nullptr) == 0 && ::syscall(SYS_setresgid, jobGid, jobGid, jobGid) == 0 &&
           ::syscall(SYS_setresuid, jobUid, jobUid, jobUid) == 0;
}

// The job is what the kernel should end first when the whole machine runs out of memory.
void volunteerForOomKiller() noexcept
{
    const int fd = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    [[maybe_unused]] const auto written = ::write(fd, "1000", 4);
    ::close(fd);
}

} // namespace

const char *ChildSetup::apply() const noexcept
{
    for (const int group : groups) {
        if (::write(group, "0", 1) != 1)
            return "could not join the job's cgroup";
    }
    volunteerForOomKiller();
    // Keys of the session that started us stay out of reach even if a filter should fail.
    ::syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, nullptr);
    ::setsid();
    ::umask(022);
    if (asRoot) {
        if (const auto *failed = staging.enter())
            return failed;
    }
    if (::chdir("/") != 0)
        return "could not change to the root folder";
    if (const auto *failed = limitResources())
        return failed;
    if (asRoot) {
        if (const auto *failed = dropRoot())
            return failed;
    }
    return arrangeDescriptors();
}

const char *ChildSetup::limitResources() const noexcept
{
    for (const auto &[resource, wanted] : limits) {
        rlimit current = {};
        if (::getrlimit(static_cast<__rlimit_resource_t>(resource), &current) != 0)
            return "could not read a resource limit";
        // Only root may raise the hard limit that it was itself given, and need not.
        const rlimit lower{.rlim_cur = std::min(wanted.rlim_cur, current.rlim_max),
                           .rlim_max = std::min(wanted.rlim_max, current.rlim_max)};
        if (::setrlimit(static_cast<__rlimit_resource_t>(resource), &lower) != 0)
            return "could not set a resource limit";
    }
    if (bound && ::sched_setaffinity(0, sizeof cpus, &cpus) != 0)
        return "could not bind the job to its processors";
    return nullptr;
}

const char *ChildSetup::dropRoot() const noexcept
{
    if (!becomeJobUser())
        return "could not become the unprivileged user that jobs run as";
    if (::syscall(SYS_setresuid, -1, 0, -1) == 0)
        return "could not give up root for good";
    return nullptr;
}

const char *ChildSetup::arrangeDescriptors() const noexcept
{
    if (::dup2(input, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(error, 2) < 0)
        return "could not connect the sandbox's output";
    // Closing them now would take QProcess' own pipe too, through which it learns of a failed exec.
    if (::syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC) != 0)
        return "could not close inherited files (this needs Linux 5.11)";
    for (const int fd : inherited) {
        if (::fcntl(fd, F_SETFD, 0) != 0)
            return "could not pass a file to the sandbox";
    }
    return nullptr;
}

std::vector<std::pair<int, rlimit>> fixedResourceLimits()
{
    constexpr rlim_t openFiles = 4096;
    constexpr rlim_t lockedBytes = rlim_t{8} << 20;
    constexpr rlim_t queueBytes = 819'200;
    constexpr rlim_t pendingSignals = 4096;
    const auto both = [](rlim_t value) { return rlimit{.rlim_cur = value, .rlim_max = value}; };
    return {
        {RLIMIT_NOFILE, {.rlim_cur = 1024, .rlim_max = openFiles}},
        {RLIMIT_CORE, both(0)},
        {RLIMIT_MEMLOCK, both(lockedBytes)},
        {RLIMIT_MSGQUEUE, both(queueBytes)},
        {RLIMIT_SIGPENDING, both(pendingSignals)},
        {RLIMIT_RTPRIO, both(0)},
        {RLIMIT_NICE, both(0)},
    };
}

} // namespace ca
