#include "secretinput.h"

#include <cerrno>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include "uniquefd.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;

constexpr qsizetype mostBytes = 64LL * 1024;

/// A terminal that shows nothing of what is typed and hands over every key at once, Ctrl-C too: ended by the signal, a
/// program could not put the terminal back.
class SilentTerminal
{
public:
    explicit SilentTerminal(int fd)
        : m_fd(fd)
        , m_isTerminal(::tcgetattr(fd, &m_before) == 0)
    {
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON | ISIG);
        silent.c_cc[VMIN] = 1;
        silent.c_cc[VTIME] = 0;
        if (m_isTerminal)
            ::tcsetattr(m_fd, TCSAFLUSH, &silent);
    }
    ~SilentTerminal()
    {
        if (m_isTerminal)
            ::tcsetattr(m_fd, TCSAFLUSH, &m_before);
    }
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;

private:
    int m_fd;
    termios m_before{};
    bool m_isTerminal;
};

/// One byte; nothing at the end.
std::optional<char> readByte(int fd)
{
    char byte = 0;
    while (true) {
        const ssize_t count = ::read(fd, &byte, 1);
        if (count == 1)
            return byte;
        if (count == 0 || errno != EINTR)
            return std::nullopt;
    }
}

CliResult<QByteArray> readTyped(int fd)
{
    constexpr char interrupt = 3;
    constexpr char end = 4;
    constexpr char eraseAll = 21;
    QByteArray typed;
    while (const auto byte = readByte(fd)) {
        if (*byte == '\n' || *byte == '\r' || *byte == end)
            break;
        if (*byte == interrupt) {
            return std::unexpected(
                CliError{.exitCode = ExitCode::Interrupted,
                         .error = {ErrorCode::Cancelled, u"interrupted: nothing was changed"_s, {}}});
        }
        if (*byte == '\b' || *byte == 0x7f)
            typed.chop(1);
        else if (*byte == eraseAll)
            typed.clear();
        else if (typed.size() < mostBytes)
            typed.append(*byte);
    }
    return typed;
}

QByteArray readFirstLine(int fd)
{
    QByteArray line;
    while (const auto byte = readByte(fd)) {
        if (*byte == '\n' || line.size() == mostBytes)
            break;
        line.append(*byte);
    }
    return line;
}

CliResult<QByteArray> readFromPerson(const Terminal &terminal, const QString &question)
{
    const UniqueFd tty(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC));
    if (!tty.isValid())
        return wrongUse(u"there is no terminal to ask at: give it on standard input"_s);
    const SilentTerminal silent(tty.get());
    terminal.err(question);
    auto typed = readTyped(tty.get());
    terminal.err(u"\n"_s);
    return typed;
}
} // namespace

CliResult<QString> readSecret(const Terminal &terminal, const QString &question)
{
    CliResult<QByteArray> secret;
    if (::isatty(STDIN_FILENO) == 1)
        secret = readFromPerson(terminal, question);
    else
        secret = readFirstLine(STDIN_FILENO);
    if (!secret)
        return std::unexpected(secret.error());
    const QByteArray text = secret->trimmed();
    if (text.isEmpty())
        return wrongUse(u"nothing was given: nothing was changed"_s);
    return QString::fromUtf8(text);
}

} // namespace ca::cli
