#include "linebuilder.h"

#include <algorithm>

#include "displaywidth.h"

namespace ca::dashboard {

namespace {

constexpr char32_t replacement = 0xfffd;
constexpr int tabStop = 8;

bool isPlain(char byte)
{
    return byte >= 0x20 && byte < 0x7f;
}

/// Signs that reorder the text around them.
bool isDirectional(char32_t code)
{
    return code == 0x061c || code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}

/// What stands for a character that cannot be drawn as it is; 0: nothing.
char32_t shownAs(char32_t code)
{
    if (isDirectional(code))
        return replacement;
    switch (QChar::category(code)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return replacement;
    case QChar::Other_Format:
        return 0;
    default:
        return code;
    }
}

bool isMark(char32_t code)
{
    const QChar::Category category = QChar::category(code);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

} // namespace

LogLine LineBuilder::build(QByteArrayView bytes, AnsiParser &parser)
{
    if (bytes.endsWith('\r'))
        bytes.chop(1);
    if (std::ranges::all_of(bytes, isPlain)) {
        LogLine line{.text = QString::fromLatin1(bytes)};
        if (parser.style() != TextStyle() && !bytes.isEmpty())
            line.styles = {{.span = {.begin = 0, .length = line.text.size()}, .style = parser.style()}};
        parser.endLine();
        return line;
    }
    m_cells.clear();
    m_cursor = 0;
    m_styles.clear();
    setStyle(parser.style());
    take(bytes, parser);
    parser.endLine();
    return finish();
}

void LineBuilder::take(QByteArrayView bytes, AnsiParser &parser)
{
    const auto isControl = [](char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f; };
    for (const char *at = bytes.begin(); at != bytes.end();) {
        if (parser.isInSequence() || *at == AnsiParser::escape) {
            const AnsiParser::Effect effect = parser.feed(*at++);
            if (effect == AnsiParser::Effect::EraseToEnd)
                m_cells.resize(std::min(m_cursor, m_cells.size()));
            else if (!parser.isInSequence())
                setStyle(parser.style());
        } else if (isControl(*at)) {
            takeControl(*at++);
        } else {
            const char *const end = std::find_if(at, bytes.end(), isControl);
            put(QByteArrayView(at, end));
            at = end;
        }
    }
}

void LineBuilder::takeControl(char byte)
{
    if (byte == '\r')
        m_cursor = 0;
    else if (byte == '\b')
        m_cursor -= m_cursor > 0 ? 1 : 0;
    else if (byte == '\t')
        put(U'\t');
    else if (byte == 0x07)
        return; // it only rings
    else
        put(replacement);
}

void LineBuilder::put(QByteArrayView text)
{
    const QString decoded = QString::fromUtf8(text);
    for (const char32_t code : decoded.toUcs4()) {
        if (const char32_t shown = shownAs(code); shown != 0)
            put(shown);
    }
}

void LineBuilder::put(char32_t code)
{
    if (isMark(code) && m_cursor > 0) {
        Cell &cell = m_cells[m_cursor - 1];
        (cell.first == 0 ? cell.first : cell.second) = code;
        return;
    }
    if (isMark(code))
        code = replacement; // nothing to stand on
    if (m_cursor == m_cells.size())
        m_cells.emplace_back();
    m_cells[m_cursor++] = {.base = code, .style = m_style};
}

void LineBuilder::setStyle(const TextStyle &style)
{
    if (m_styles.empty() || m_styles.back() != style)
        m_styles.push_back(style);
    m_style = static_cast<int>(m_styles.size()) - 1;
}

LogLine LineBuilder::finish() const
{
    LogLine line;
    bool isSimple = true;
    int column = 0;
    for (const Cell &cell : m_cells) {
        const qsizetype begin = line.text.size();
        for (const char32_t code : {cell.base, cell.first, cell.second}) {
            if (code != 0)
                line.text += QChar::fromUcs4(code);
        }
        const int width = cell.base == U'\t' ? tabStop - column % tabStop : std::max(displayWidth(cell.base), 1);
        line.cells.append(column);
        line.cells.resize(line.text.size(), column + width);
        isSimple = isSimple && width == 1 && line.text.size() == begin + 1;
        column += width;
        const TextStyle &style = m_styles[static_cast<std::size_t>(cell.style)];
        if (!line.styles.isEmpty() && line.styles.constLast().style == style)
            line.styles.last().span.length = line.text.size() - line.styles.constLast().span.begin;
        else if (style != TextStyle() || !line.styles.isEmpty())
            line.styles.append({.span = {.begin = begin, .length = line.text.size() - begin}, .style = style});
    }
    line.cells.append(column);
    if (isSimple)
        line.cells.clear();
    return line;
}

qsizetype LogLine::unitAt(int cell) const
{
    if (cells.isEmpty())
        return std::clamp<qsizetype>(cell, 0, text.size());
    if (cell >= cells.constLast())
        return text.size();
    // Units that belong to one sign, and marks on it, come after its first one, at the cell where it ends.
    const auto after = std::ranges::upper_bound(cells, cell);
    return std::max<qsizetype>(after - cells.begin() - 1, 0);
}

} // namespace ca::dashboard
