#include "processtree.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <set>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include "fd.h"

namespace ca::agent {

namespace {

/// Adds the kernel's list of one thread's children.
void addChildren(const std::string &taskFolder, std::vector<pid_t> &children)
{
    const Fd file(::open((taskFolder + "/children").c_str(), O_RDONLY | O_CLOEXEC));
    std::string text;
    char buffer[4096];
    for (ssize_t count = 0; (count = ::read(file.get(), buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(count));
    const char *position = text.c_str();
    for (char *end = nullptr;; position = end) {
        const long pid = std::strtol(position, &end, 10);
        if (end == position)
            return;
        children.push_back(static_cast<pid_t>(pid));
    }
}

/// Each thread has children of its own.
std::vector<pid_t> childrenOf(pid_t pid)
{
    std::vector<pid_t> children;
    const auto tasks = "/proc/" + std::to_string(pid) + "/task";
    const std::unique_ptr<DIR, decltype([](DIR *open) { ::closedir(open); })> folder(::opendir(tasks.c_str()));
    while (const dirent *entry = folder ? ::readdir(folder.get()) : nullptr) {
        if (entry->d_name[0] != '.')
            addChildren(tasks + '/' + entry->d_name, children);
    }
    return children;
}

/// Children of a killed child become ours, so a sweep after each death reaches them all.
void killChildren()
{
    for (const pid_t pid : childrenOf(::getpid()))
        ::kill(pid, SIGKILL);
}

/// Everything below `parent` that is not in `seen` yet gets the signal, parents before their children; not what is
/// spared, nor what is below that.
void signalBelow(pid_t parent, int signal, std::set<pid_t> &seen, const std::function<bool(pid_t)> &isSpared)
{
    std::vector<pid_t> waiting{parent};
    while (!waiting.empty()) {
        const pid_t next = waiting.back();
        waiting.pop_back();
        for (const pid_t pid : childrenOf(next)) {
            if (isSpared(pid))
                continue;
            waiting.push_back(pid);
            if (seen.insert(pid).second)
                ::kill(pid, signal);
        }
    }
}

/// Who was not stopped yet may have made another child meanwhile.
void sweep(pid_t parent, int signal, const std::function<bool(pid_t)> &isSpared)
{
    constexpr int maxSweeps = 100;
    std::set<pid_t> seen;
    std::size_t before = 0;
    for (int i = 0; i < maxSweeps && (i == 0 || seen.size() > before); ++i) {
        before = seen.size();
        signalBelow(parent, signal, seen, isSpared);
    }
}

bool isNeverSpared(pid_t)
{
    return false;
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

void ProcessTree::addService(pid_t pid, Ended ended)
{
    m_services.insert_or_assign(pid, std::move(ended));
}

void ProcessTree::killBelow(pid_t service)
{
    sweep(service, SIGKILL, isNeverSpared);
}

void ProcessTree::dropServices()
{
    m_services.clear();
    m_isEmpty = false;
}

bool ProcessTree::hasStepProcesses() const
{
    return std::ranges::any_of(childrenOf(::getpid()), [this](pid_t pid) { return !m_services.contains(pid); });
}

void ProcessTree::killStepProcesses() const
{
    sweep(::getpid(), SIGKILL, [this](pid_t pid) { return m_services.contains(pid); });
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
        } else if (auto service = m_services.extract(info.si_pid)) {
            service.mapped()(status);
        }
        info = {};
    }
    m_isEmpty = m_services.empty() ? ::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 && errno == ECHILD
                                   : !hasStepProcesses();
}

void ProcessTree::stopAll() const
{
    if (m_isInit)
        ::kill(-1, SIGSTOP);
    else
        sweep(::getpid(), SIGSTOP, isNeverSpared);
}

void ProcessTree::continueAll() const
{
    if (m_isInit)
        ::kill(-1, SIGCONT);
    else
        sweep(::getpid(), SIGCONT, isNeverSpared);
}

void ProcessTree::killAll()
{
    if (!m_services.empty()) {
        killStepProcesses();
    } else if (m_isInit) {
        ::kill(-1, SIGKILL);
    } else {
        signalMain(SIGKILL);
        killChildren();
    }
}

void ProcessTree::dieWithAll(int exitCode)
{
    m_services.clear();
    // As pid 1 the kernel takes everything along; otherwise wait for the sweep, but not for a process that cannot die.
    if (!m_isInit)
        ::alarm(2);
    do {
        killAll();
    } while (!m_isInit && (::waitpid(-1, nullptr, 0) > 0 || errno == EINTR));
    std::_Exit(exitCode);
}

} // namespace ca::agent
