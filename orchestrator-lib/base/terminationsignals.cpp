#include "terminationsignals.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <sys/eventfd.h>

namespace ca {

namespace {

constexpr std::array handled{SIGINT, SIGTERM, SIGHUP};

// Handlers, and not blocked signals with a signalfd: programs started from here, such as a viewer for a result, would
// inherit the blocking, and nothing but SIGKILL would end them. A handler reaches nothing but a global.
std::atomic<int> wakeFd = -1;
std::atomic<int> newest = 0;
static_assert(std::atomic<int>::is_always_lock_free);

void wake(int signal)
{
    newest = signal;
    const int before = errno;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wakeFd, &one, sizeof one);
    errno = before;
}

void handleWith(void (*handler)(int))
{
    struct sigaction action{};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    for (const int signal : handled) {
        struct sigaction before{};
        ::sigaction(signal, nullptr, &before);
        if (before.sa_handler != SIG_IGN)
            ::sigaction(signal, &action, nullptr);
    }
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
    , m_fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_notifier(m_fd.get(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
        std::uint64_t count = 0;
        if (::read(m_fd.get(), &count, sizeof count) == sizeof count)
            Q_EMIT received(newest);
    });
    wakeFd = m_fd.get();
    handleWith(wake);
}

TerminationSignals::~TerminationSignals()
{
    handleWith(SIG_DFL);
    wakeFd = -1;
}

} // namespace ca
