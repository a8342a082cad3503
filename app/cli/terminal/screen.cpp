#include "screen.h"

#include "displaywidth.h"

namespace ca::cli {

namespace {
using Stream = Terminal::Stream;
constexpr QByteArrayView indentation("    ");
constexpr QByteArrayView eraseLine("\r\x1b[K");

EscapeFilter::Colours colours(const Terminal &terminal, Stream stream)
{
    return terminal.isRich(stream) ? EscapeFilter::Colours::Keep : EscapeFilter::Colours::Drop;
}
} // namespace

Screen::Screen(const Terminal &terminal, Indent indent)
    : m_terminal(terminal)
    , m_indent(indent)
    , m_out{.filter = EscapeFilter(colours(terminal, Stream::Out))}
    , m_err{.filter = EscapeFilter(colours(terminal, Stream::Err))}
{
}

Screen::~Screen()
{
    eraseStatus();
    for (const Stream stream : {Stream::Out, Stream::Err}) {
        if (m_terminal.isTerminal(stream))
            m_terminal.write(stream, output(stream).filter.reset());
    }
}

void Screen::line(const QString &text)
{
    eraseStatus();
    endLine(Stream::Err);
    if (m_terminal.isTerminal(Stream::Err) && m_terminal.isTerminal(Stream::Out))
        endLine(Stream::Out);
    m_terminal.err(text + u'\n');
    drawStatus();
}

void Screen::endLine(Stream stream)
{
    Output &ended = output(stream);
    if (m_terminal.isTerminal(stream))
        m_terminal.write(stream, ended.filter.reset());
    if (std::exchange(ended.isInLine, false))
        m_terminal.write(stream, "\n");
    ended.endsWithReturn = false;
}

void Screen::log(Stream stream, const QByteArray &bytes)
{
    Output &target = output(stream);
    if (!m_terminal.isTerminal(stream)) {
        target.isInLine = !bytes.endsWith('\n');
        return m_terminal.write(stream, bytes);
    }
    eraseStatus();
    const Stream other = stream == Stream::Out ? Stream::Err : Stream::Out;
    if (m_terminal.isTerminal(other))
        endLine(other);
    const QByteArray text = target.filter.filter(bytes);
    m_terminal.write(stream, indented(text, target));
    drawStatus();
}

QByteArray Screen::indented(const QByteArray &text, Output &target) const
{
    QByteArray result;
    for (const char c : text) {
        // A return by itself would go back over what stands there: it ends the line as well.
        const bool endsLine = c == '\n' || (c == '\r' && m_indent == Indent::Yes);
        if (c == '\n' && std::exchange(target.endsWithReturn, false) && !target.isInLine)
            continue;
        target.endsWithReturn = c == '\r' && m_indent == Indent::Yes;
        if (!target.isInLine && !endsLine && m_indent == Indent::Yes)
            result += indentation;
        result += endsLine ? '\n' : c;
        target.isInLine = !endsLine;
    }
    return result;
}

void Screen::setStatus(const QString &text)
{
    if (text == m_status)
        return;
    eraseStatus();
    m_status = text;
    drawStatus();
}

void Screen::ask(const QString &question)
{
    setStatus({});
    endLine(Stream::Err);
    if (m_terminal.isTerminal(Stream::Out))
        endLine(Stream::Out);
    m_terminal.err(question);
    m_err.isInLine = true;
}

void Screen::eraseStatus()
{
    if (std::exchange(m_isStatusShown, false))
        m_terminal.write(Stream::Err, eraseLine.toByteArray());
}

void Screen::drawStatus()
{
    const bool isInLine = m_err.isInLine || (m_out.isInLine && m_terminal.isTerminal(Stream::Out));
    if (m_status.isEmpty() || isInLine || !m_terminal.isRich(Stream::Err))
        return;
    m_terminal.err(styled(elided(m_status, m_terminal.width() - 1), Style::Dim));
    m_isStatusShown = true;
}

} // namespace ca::cli
