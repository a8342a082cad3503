#include "terminationsignals.h"

#include <csignal>
#include <sys/signalfd.h>

namespace ca {

namespace {
int openSignalFd()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        sigaddset(&signals, signal);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}
} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
    , m_fd(openSignalFd())
    , m_notifier(m_fd.get(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
        signalfd_siginfo info{};
        while (::read(m_fd.get(), &info, sizeof info) == sizeof info)
            Q_EMIT received();
    });
}

} // namespace ca
