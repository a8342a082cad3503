#include "processtree.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fd.h"

namespace ca::agent {

namespace {

/// The kernel's list of our own children, as text.
std::string readChildren()
{
    const std::string pid = std::to_string(::getpid());
    const Fd file(::open(("/proc/self/task/" + pid + "/children").c_str(), O_RDONLY | O_CLOEXEC));
    std::string text;
    char buffer[4096];
    for (ssize_t count = 0; (count = ::read(file.get(), buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(count));
    return text;
}

/// Children of a killed child become ours, so a sweep after each death reaches them all.
void killChildren()
{
    const std::string children = readChildren();
    const char *position = children.c_str();
    for (char *end = nullptr;; position = end) {
        const long pid = std::strtol(position, &end, 10);
        if (end == position)
            return;
        ::kill(static_cast<pid_t>(pid), SIGKILL);
    }
}

} // namespace

ProcessTree::ProcessTree()
    : m_isInit(::getpid() == 1)
{
    if (!m_isInit)
        ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

void ProcessTree::setMain(pid_t pid)
{
    m_main = pid;
    m_mainStatus.reset();
    m_isEmpty = false;
}

void ProcessTree::signalMain(int signal) const
{
    if (m_main != 0)
        ::kill(-m_main, signal);
}

void ProcessTree::reap()
{
    siginfo_t info{};
    // Looked at before it is collected: until then the group's number cannot become somebody else's.
    while (::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0) {
        const bool isMain = info.si_pid == m_main;
        if (isMain)
            signalMain(SIGKILL);
        int status = 0;
        if (::waitpid(info.si_pid, &status, 0) == info.si_pid && isMain) {
            m_mainStatus = status;
            m_main = 0;
        }
        info = {};
    }
    m_isEmpty = ::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 && errno == ECHILD;
}

void ProcessTree::killAll()
{
    if (m_isInit) {
        ::kill(-1, SIGKILL);
    } else {
        signalMain(SIGKILL);
        killChildren();
    }
}

void ProcessTree::dieWithAll()
{
    // As pid 1 the kernel takes everything along; otherwise wait for the sweep, but not for a process that cannot die.
    if (!m_isInit)
        ::alarm(2);
    do {
        killAll();
    } while (!m_isInit && (::waitpid(-1, nullptr, 0) > 0 || errno == EINTR));
    std::_Exit(EXIT_FAILURE);
}

} // namespace ca::agent
