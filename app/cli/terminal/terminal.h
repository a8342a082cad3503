#pragma once

#include <QByteArray>
#include <QString>

#include "textstyle.h"

namespace ca::cli {

/// Standard output and error of this process: what they are, and writing to them. Writing blocks until all is written;
/// when the reader has gone, the process ends by SIGPIPE, as programs in a pipe do.
class Terminal
{
public:
    enum class Stream : bool { Out, Err };

    Terminal();

    [[nodiscard]] bool isTerminal(Stream stream) const
    {
        return stream == Stream::Out ? m_outIsTerminal : m_errIsTerminal;
    }
    /// Colours, progress and status lines are welcome: a terminal that can, and no NO_COLOR.
    [[nodiscard]] bool isRich(Stream stream) const { return isTerminal(stream) && m_mayBeRich; }
    /// In columns; 80 when it does not say.
    [[nodiscard]] int width() const;

    void write(Stream stream, const QByteArray &bytes) const;
    void out(const QString &text) const { write(Stream::Out, text.toUtf8()); }
    void err(const QString &text) const { write(Stream::Err, text.toUtf8()); }
    /// A line of JSON on standard output, harmless when that is a terminal.
    void json(Stream stream, const QByteArray &json) const;
    /// Styled where the stream is rich.
    [[nodiscard]] QString look(Stream stream, const QString &text, Style style) const;

private:
    bool m_outIsTerminal;
    bool m_errIsTerminal;
    bool m_mayBeRich;
};

} // namespace ca::cli
