#include "question.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace ca::cli {

namespace {
UniqueFd openTerminal()
{
    return UniqueFd(::open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
}
} // namespace

bool Question::isPossible()
{
    return ::isatty(STDERR_FILENO) == 1 && openTerminal().isValid();
}

void Question::start()
{
    stop();
    m_fd = openTerminal();
    ::tcflush(m_fd.get(), TCIFLUSH);
    m_notifier = std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Question::read);
}

void Question::stop()
{
    if (m_notifier) {
        m_notifier->setEnabled(false);
        m_notifier.release()->deleteLater(); // it may be the one that called
    }
    m_fd.reset();
}

void Question::read()
{
    char answer[256];
    const ssize_t length = ::read(m_fd.get(), answer, sizeof answer);
    if (length < 0)
        return;
    stop();
    Q_EMIT answered(length > 0 && (answer[0] == 'y' || answer[0] == 'Y'));
}

} // namespace ca::cli
