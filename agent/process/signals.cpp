#include "signals.h"

#include <array>
#include <csignal>
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <utility>

namespace ca::agent {

namespace {

constexpr std::array jobSignals{SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2};

sigset_t watchedSignals()
{
    sigset_t set;
    ::sigemptyset(&set);
    ::sigaddset(&set, SIGCHLD);
    for (const int signal : jobSignals)
        ::sigaddset(&set, signal);
    return set;
}

} // namespace

Signals::Signals(EventLoop &loop, std::function<void()> childEnded, std::function<void(int)> signalled)
    : m_loop(loop)
    , m_childEnded(std::move(childEnded))
    , m_signalled(std::move(signalled))
{
    const sigset_t set = watchedSignals();
    // An inherited SIG_IGN for SIGCHLD would throw exit codes away.
    std::signal(SIGCHLD, SIG_DFL);
    std::signal(SIGPIPE, SIG_IGN);
    ::sigprocmask(SIG_SETMASK, &set, nullptr);
    m_fd = Fd(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
    m_loop.add(*this);
}

Signals::~Signals()
{
    m_loop.remove(*this);
}

bool Signals::asksToEnd(int signal)
{
    return signal == SIGTERM || signal == SIGINT || signal == SIGHUP || signal == SIGQUIT;
}

void Signals::restoreDefaults()
{
    sigset_t none;
    ::sigemptyset(&none);
    for (int signal = 1; signal < NSIG; ++signal)
        std::signal(signal, SIG_DFL);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

short Signals::interest() const
{
    return POLLIN;
}

void Signals::handleReady()
{
    const bool isInit = ::getpid() == 1;
    bool hasChildEnded = false;
    signalfd_siginfo info{};
    while (::read(m_fd.get(), &info, sizeof info) == sizeof info) {
        if (info.ssi_signo == SIGCHLD)
            hasChildEnded = true;
        else if (!isInit || info.ssi_pid == 0)
            m_signalled(static_cast<int>(info.ssi_signo));
    }
    if (hasChildEnded)
        m_childEnded();
}

} // namespace ca::agent
