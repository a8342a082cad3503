#pragma once

#include <QString>

#include "escapefilter.h"
#include "terminal.h"

namespace ca::cli {

/// Brings together what a command shows while it works: its own lines (standard error), the output of a job (to the
/// stream it belongs to), and at a terminal a last line that says what is going on.
class Screen
{
public:
    enum class Indent : bool { No, Yes };

    explicit Screen(const Terminal &terminal, Indent indent = Indent::No);
    ~Screen();
    Screen(const Screen &) = delete;
    Screen &operator=(const Screen &) = delete;

    /// Own text, already harmless; on a line of its own.
    void line(const QString &text);
    /// The job's output. To a terminal it goes filtered and indented, elsewhere byte by byte.
    void log(Terminal::Stream stream, const QByteArray &bytes);
    /// Shown below everything else until it is replaced; empty: nothing. Only where that is welcome.
    void setStatus(const QString &text);
    /// Text without a line break, for a question; what follows begins below it.
    void ask(const QString &question);
    /// The person has ended that line.
    void answered() { m_err.isInLine = false; }

private:
    struct Output
    {
        EscapeFilter filter;
        bool isInLine = false;
        bool endsWithReturn = false;
    };

    Output &output(Terminal::Stream stream) { return stream == Terminal::Stream::Out ? m_out : m_err; }
    [[nodiscard]] QByteArray indented(const QByteArray &text, Output &output) const;
    /// The job's last line may lack its end.
    void endLine(Terminal::Stream stream);
    void eraseStatus();
    void drawStatus();

    const Terminal &m_terminal;
    Indent m_indent;
    Output m_out;
    Output m_err;
    QString m_status;
    bool m_isStatusShown = false;
};

} // namespace ca::cli
