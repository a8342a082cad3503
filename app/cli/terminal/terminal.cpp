#include "terminal.h"

#include <cerrno>
#include <csignal>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "harmless.h"

namespace ca::cli {

namespace {
constexpr int defaultWidth = 80;

[[noreturn]] void endByBrokenPipe()
{
    ::signal(SIGPIPE, SIG_DFL);
    ::raise(SIGPIPE);
    ::_exit(128 + SIGPIPE);
}

/// Waits until a descriptor that somebody made non-blocking takes more.
void awaitRoom(int fd)
{
    pollfd waiting{.fd = fd, .events = POLLOUT, .revents = 0};
    ::poll(&waiting, 1, -1);
}
} // namespace

Terminal::Terminal()
    : m_outIsTerminal(::isatty(STDOUT_FILENO) == 1)
    , m_errIsTerminal(::isatty(STDERR_FILENO) == 1)
    , m_mayBeRich(qEnvironmentVariableIsEmpty("NO_COLOR") && qgetenv("TERM") != "dumb")
{
}

int Terminal::width() const
{
    winsize size{};
    const int fd = m_outIsTerminal ? STDOUT_FILENO : STDERR_FILENO;
    return ::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : defaultWidth;
}

void Terminal::write(Stream stream, const QByteArray &bytes) const
{
    const int fd = stream == Stream::Out ? STDOUT_FILENO : STDERR_FILENO;
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t written = ::write(fd, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (written >= 0)
            done += written;
        else if (errno == EPIPE)
            endByBrokenPipe();
        else if (errno == EAGAIN)
            awaitRoom(fd);
        else if (errno != EINTR)
            return; // a full disk or a closed descriptor: there is nowhere to say so
    }
}

void Terminal::json(Stream stream, const QByteArray &json) const
{
    write(stream, (isTerminal(stream) ? harmlessJson(json.trimmed()) : json.trimmed()) + '\n');
}

QString Terminal::look(Stream stream, const QString &text, Style style) const
{
    return isRich(stream) ? styled(text, style) : text;
}

} // namespace ca::cli
