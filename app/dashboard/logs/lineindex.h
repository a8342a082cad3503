#pragma once

#include <QByteArray>
#include <functional>
#include <vector>

#include "ansiparser.h"
#include "growingfile.h"

namespace ca::dashboard {

/// A line as it is in its file.
struct RawLine
{
    qint64 number = 0;
    /// Where it begins, in bytes.
    qint64 offset = 0;
    /// Without its newline; of a longer line the beginning, or the end when it is one that overwrites itself. Valid
    /// during the call.
    QByteArrayView bytes;
    /// What is not in `bytes`.
    qint64 hidden = 0;
};

/// Where the lines of a growing file are. Keeps a number per block of the file, not one per line: 128 KiB for 1 GiB,
/// however many lines that is and however long they are. Blocks for as long as the disk takes. Any thread, one at a
/// time.
class LineIndex
{
public:
    /// Longer lines are shown and searched in part.
    static constexpr qint64 maxLineBytes = qint64{64} << 10;

    explicit LineIndex(const QString &path);

    /// Looks how large the file is now. False when it is another one: everything begins anew.
    bool refresh();
    /// Takes in the next bytes, `most` at most; true when there are more.
    bool extend(qint64 most);
    /// So much of the file is indexed.
    [[nodiscard]] qint64 bytes() const { return m_bytes; }
    [[nodiscard]] qint64 size() const { return m_file.size(); }
    [[nodiscard]] const GrowingFile &file() const { return m_file; }
    /// Lines that have begun.
    [[nodiscard]] qint64 lines() const { return m_newlines + (m_endsInLine ? 1 : 0); }
    /// Lines that have ended.
    [[nodiscard]] qint64 endedLines() const { return m_newlines; }
    /// Where the line begins; bytes() for the one after the last.
    [[nodiscard]] qint64 lineStart(qint64 line);
    /// The line that the byte belongs to.
    [[nodiscard]] qint64 lineAt(qint64 offset) { return newlinesBefore(offset); }
    /// Lines that begin before the offset; cheap when offsets rise from call to call.
    [[nodiscard]] qint64 startsBefore(qint64 offset) { return offset <= 0 ? 0 : 1 + newlinesBefore(offset - 1); }
    /// The style that is in force where the line begins.
    [[nodiscard]] TextStyle styleAt(qint64 line);
    /// Gives lines one after the other, until `take` returns false.
    void read(qint64 first, qint64 count, const std::function<bool(const RawLine &)> &take);

private:
    struct StyleChange
    {
        qint64 block;
        TextStyle style;
    };
    void clear();
    void takePiece(QByteArrayView piece);
    void followStyles(QByteArrayView piece);
    [[nodiscard]] qint64 newlinesBefore(qint64 offset);
    [[nodiscard]] qint64 newlineOffset(qint64 newline);
    bool loadBlock(qint64 block);
    QByteArrayView window(qint64 offset);
    qint64 takeLong(RawLine &line);

    GrowingFile m_file;
    /// Per block: newlines before it.
    std::vector<qint64> m_before;
    qint64 m_bytes = 0;
    qint64 m_newlines = 0;
    bool m_endsInLine = false;

    /// Follows the styles while indexing, once there has been an ESC.
    AnsiParser m_parser;
    bool m_isStyled = false;
    /// The block's first line has not begun yet.
    bool m_awaitsLine = true;
    /// The style where a block's first line begins, for those blocks where it is another one than before.
    std::vector<StyleChange> m_styles;

    QByteArray m_buffer;
    /// The block that was looked into last, and how far its newlines have been counted.
    QByteArray m_block;
    qint64 m_blockNumber = -1;
    qint64 m_countedTo = 0;
    qint64 m_counted = 0;
    /// What read() goes through.
    QByteArray m_window;
    qint64 m_windowBegin = 0;
    QByteArray m_lineEnd;
};

/// How many newlines there are.
[[nodiscard]] qint64 countNewlines(QByteArrayView bytes);

} // namespace ca::dashboard
