#include "lineindex.h"

#include <algorithm>
#include <cstring>

namespace ca::dashboard {

namespace {

/// Not smaller than maxLineBytes: a line that is read in part then reaches into another block.
constexpr qint64 blockBytes = qint64{64} << 10;
constexpr qint64 readBytes = qint64{1} << 20;
constexpr qint64 windowBytes = qint64{256} << 10;
static_assert(blockBytes >= LineIndex::maxLineBytes && windowBytes > LineIndex::maxLineBytes);

const char *findByte(const char *begin, const char *end, char byte)
{
    const void *found = begin == end ? nullptr : std::memchr(begin, byte, static_cast<std::size_t>(end - begin));
    return found == nullptr ? end : static_cast<const char *>(found);
}

} // namespace

// In pieces of fixed size, which compilers turn into vector instructions.
qint64 countNewlines(QByteArrayView bytes)
{
    constexpr qsizetype pieceBytes = 128;
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    qint64 count = 0;
    for (; end - at >= pieceBytes; at += pieceBytes) {
        unsigned char found = 0;
        for (qsizetype i = 0; i < pieceBytes; ++i)
            found = static_cast<unsigned char>(found + (at[i] == '\n' ? 1 : 0));
        count += found;
    }
    return count + std::count(at, end, '\n');
}

LineIndex::LineIndex(const QString &path)
    : m_file(path)
{
}

bool LineIndex::refresh()
{
    m_window.clear(); // its last line may have grown
    if (m_file.refresh())
        return true;
    clear();
    return false;
}

void LineIndex::clear()
{
    m_before.clear();
    m_styles.clear();
    m_bytes = m_newlines = 0;
    m_endsInLine = m_isStyled = false;
    m_awaitsLine = true;
    m_parser = {};
    m_blockNumber = -1;
}

bool LineIndex::extend(qint64 most)
{
    m_buffer.resize(readBytes);
    for (qint64 left = std::min(most, size() - m_bytes); left > 0;) {
        const qint64 count = m_file.read(m_bytes, m_buffer.data(), std::min(left, readBytes));
        if (count <= 0)
            return false; // it shrank just now: the next refresh() says so
        left -= count;
        for (QByteArrayView rest = QByteArrayView(m_buffer).first(count); !rest.isEmpty();) {
            const qint64 room = blockBytes - m_bytes % blockBytes;
            const QByteArrayView piece = rest.first(std::min<qint64>(room, rest.size()));
            takePiece(piece);
            rest = rest.sliced(piece.size());
        }
    }
    return m_bytes < size();
}

/// A piece of one block.
void LineIndex::takePiece(QByteArrayView piece)
{
    if (m_bytes % blockBytes == 0) {
        m_before.push_back(m_newlines);
        m_awaitsLine = true;
    }
    m_isStyled = m_isStyled || std::memchr(piece.data(), AnsiParser::escape, static_cast<size_t>(piece.size()));
    if (m_isStyled)
        followStyles(piece);
    else
        m_awaitsLine = m_awaitsLine && !piece.contains('\n');
    m_newlines += countNewlines(piece);
    m_bytes += piece.size();
    m_endsInLine = piece.back() != '\n';
}

void LineIndex::followStyles(QByteArrayView piece)
{
    const qint64 block = m_bytes / blockBytes;
    const char *at = piece.begin();
    while (at != piece.end()) {
        if (!m_parser.isInSequence() && !m_awaitsLine)
            at = findByte(at, piece.end(), AnsiParser::escape);
        if (at == piece.end())
            return;
        if (*at == '\n') {
            m_parser.endLine();
            if (std::exchange(m_awaitsLine, false)) {
                const TextStyle last = m_styles.empty() ? TextStyle() : m_styles.back().style;
                if (m_parser.style() != last)
                    m_styles.push_back({.block = block, .style = m_parser.style()});
            }
        } else if (m_parser.isInSequence() || *at == AnsiParser::escape) {
            m_parser.feed(*at);
        }
        ++at;
    }
}

bool LineIndex::loadBlock(qint64 block)
{
    const qint64 begin = block * blockBytes;
    const qint64 length = std::min(blockBytes, m_bytes - begin);
    if (block == m_blockNumber && m_block.size() == length)
        return true;
    m_block.resize(length);
    m_block.truncate(m_file.read(begin, m_block.data(), length));
    m_blockNumber = block;
    m_countedTo = m_counted = 0;
    return m_block.size() == length;
}

qint64 LineIndex::newlinesBefore(qint64 offset)
{
    if (offset >= m_bytes)
        return m_newlines;
    const qint64 block = offset / blockBytes;
    const qint64 before = m_before.at(static_cast<std::size_t>(block));
    const qint64 wanted = offset % blockBytes;
    if (wanted == 0)
        return before;
    loadBlock(block);
    if (m_countedTo > wanted)
        m_countedTo = m_counted = 0;
    const qint64 end = std::min<qint64>(wanted, m_block.size());
    m_counted += countNewlines(QByteArrayView(m_block).sliced(m_countedTo, std::max<qint64>(end - m_countedTo, 0)));
    m_countedTo = std::max(end, m_countedTo);
    return before + m_counted;
}

/// Where the newline with that number is; bytes() when there is none.
qint64 LineIndex::newlineOffset(qint64 newline)
{
    if (newline >= m_newlines)
        return m_bytes;
    const auto after = std::ranges::upper_bound(m_before, newline);
    const qint64 block = after - m_before.begin() - 1;
    if (!loadBlock(block))
        return m_bytes;
    const char *at = m_block.constBegin();
    for (qint64 left = newline - m_before.at(static_cast<std::size_t>(block));; --left, ++at) {
        at = findByte(at, m_block.constEnd(), '\n');
        if (left == 0 || at == m_block.constEnd())
            break;
    }
    return block * blockBytes + (at - m_block.constBegin());
}

qint64 LineIndex::lineStart(qint64 line)
{
    return line <= 0 ? 0 : std::min(newlineOffset(line - 1) + 1, m_bytes);
}

// From the first line that begins in the block: there the style is known.
TextStyle LineIndex::styleAt(qint64 line)
{
    if (m_styles.empty() || line <= 0)
        return {};
    const qint64 start = lineStart(line);
    const qint64 block = (start - 1) / blockBytes;
    const auto after = std::ranges::upper_bound(m_styles, block, {}, &StyleChange::block);
    AnsiParser parser;
    if (after != m_styles.begin())
        parser.setStyle(std::prev(after)->style);
    const qint64 first = m_before.at(static_cast<std::size_t>(block)) + 1;
    read(first, line - first, [&parser](const RawLine &raw) {
        parser.skim(raw.bytes);
        return true;
    });
    return parser.style();
}

/// What is known of the file from there on: a line's most bytes at least, unless the end comes before.
QByteArrayView LineIndex::window(qint64 offset)
{
    const qint64 needed = std::min(maxLineBytes + 1, m_bytes - offset);
    const qint64 end = m_windowBegin + m_window.size();
    if (m_window.isEmpty() || offset < m_windowBegin || offset + needed > end) {
        const qint64 length = std::min(windowBytes, m_bytes - offset);
        m_window.resize(length);
        m_window.truncate(m_file.read(offset, m_window.data(), length));
        m_windowBegin = offset;
    }
    return QByteArrayView(m_window).sliced(std::min<qint64>(offset - m_windowBegin, m_window.size()));
}

void LineIndex::read(qint64 first, qint64 count, const std::function<bool(const RawLine &)> &take)
{
    qint64 at = lineStart(first);
    for (qint64 number = first; number < std::min(first + count, lines()) && at < m_bytes; ++number) {
        RawLine line{.number = number, .offset = at, .bytes = {}, .hidden = 0};
        const QByteArrayView piece = window(at);
        const qsizetype newline = piece.first(std::min<qsizetype>(piece.size(), maxLineBytes + 1)).indexOf('\n');
        if (newline >= 0 || piece.size() <= maxLineBytes) {
            line.bytes = newline >= 0 ? piece.first(newline) : piece;
            at += line.bytes.size() + 1;
        } else {
            at = takeLong(line) + 1;
        }
        if (!take(line))
            return;
    }
}

/// Of a progress bar the end counts, of anything else the beginning. Returns where the line's newline is.
qint64 LineIndex::takeLong(RawLine &line)
{
    const qint64 end = newlineOffset(line.number);
    line.bytes = window(line.offset);
    line.bytes = line.bytes.first(std::min<qsizetype>(line.bytes.size(), maxLineBytes));
    line.hidden = end - line.offset - line.bytes.size();
    if (line.bytes.contains('\r')) {
        m_lineEnd = m_file.read(end - maxLineBytes, maxLineBytes);
        line.bytes = m_lineEnd;
        line.bytes = line.bytes.sliced(line.bytes.indexOf('\r') + 1);
        line.hidden = 0;
    }
    return end;
}

} // namespace ca::dashboard
