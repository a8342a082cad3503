#include "pagebuilder.h"

#include "logmatcher.h"

namespace ca::dashboard {

namespace {

constexpr qint64 tailBytes = qint64{256} << 10;

} // namespace

QList<LogLine> PageBuilder::lines(LogSource source, qint64 first, qint64 count, const LogMatcher *matcher)
{
    QList<LogLine> lines;
    m_parsed = {-1, -1};
    const qint64 end = std::min(first + count, m_files.lines(source));
    for (qint64 number = std::max<qint64>(first, 0); number < end;) {
        const LineRun run = m_files.runAt(source, number);
        const qint64 added = addRun(run, std::min(run.count, end - number), lines);
        if (added == 0)
            break; // the file shrank just now
        number += added;
    }
    for (LogLine &line : lines)
        line.matches = matcher != nullptr ? matcher->spans(line.text) : QList<TextSpan>();
    return lines;
}

/// Ends early after a line that is shown in part, since the styles in its rest are not known.
qint64 PageBuilder::addRun(const LineRun &run, qint64 count, QList<LogLine> &lines)
{
    const auto which = static_cast<std::size_t>(run.stream);
    AnsiParser &parser = m_parsers.at(which);
    LineIndex &index = m_files.stream(run.stream);
    if (m_parsed.at(which) != run.line) {
        parser = {};
        parser.setStyle(index.styleAt(run.line));
    }
    qint64 added = 0;
    index.read(run.line, count, [&](const RawLine &raw) {
        LogLine line = m_builder.build(raw.bytes, parser);
        line.stream = run.stream;
        line.time = m_files.timeOf(run.stream, raw.offset);
        line.hidden = raw.hidden;
        lines.append(std::move(line));
        ++added;
        return raw.bytes.size() + 1 < LineIndex::maxLineBytes && raw.hidden == 0;
    });
    m_parsed.at(which) = run.line + added;
    if (!lines.isEmpty() && lines.constLast().hidden > 0)
        m_parsed.at(which) = -1;
    return added;
}

QList<LogLine> PageBuilder::tail(LogSource source, qint64 count)
{
    QList<LogLine> lines;
    bool isFirst = true;
    for (const LogFiles::Piece &piece : m_files.tail(source, tailBytes)) {
        AnsiParser parser;
        QByteArrayView rest = piece.bytes;
        if (std::exchange(isFirst, false)) // it begins anywhere
            rest = rest.sliced(rest.indexOf('\n') + 1);
        while (!rest.isEmpty()) {
            const qsizetype newline = rest.indexOf('\n');
            const QByteArrayView bytes = newline < 0 ? rest : rest.first(newline);
            LogLine line =
                m_builder.build(bytes.first(std::min<qsizetype>(bytes.size(), LineIndex::maxLineBytes)), parser);
            line.stream = piece.stream;
            lines.append(std::move(line));
            rest = rest.sliced(newline < 0 ? rest.size() : newline + 1);
        }
    }
    return lines.sliced(std::max<qsizetype>(lines.size() - count, 0));
}

} // namespace ca::dashboard
