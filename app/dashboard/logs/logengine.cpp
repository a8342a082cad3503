#include "logengine.h"

#include <QCoreApplication>
#include <algorithm>
#include <cstring>

namespace ca::dashboard {

namespace {

/// What one turn indexes: a few milliseconds' worth.
constexpr qint64 turnBytes = qint64{16} << 20;
/// Progress is told so often, in milliseconds.
constexpr qint64 progressInterval = 50;
constexpr int markParts = 1024;
constexpr qint64 copyLines = 1024;
constexpr qsizetype mostCopied = qsizetype{32} << 20;

} // namespace

LogEngine::LogEngine()
    : m_turn(this)
{
    m_turn.setSingleShot(true);
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &LogEngine::takeTurn);
}

LogEngine::~LogEngine() = default;

void LogEngine::open(int generation, const QString &folder)
{
    m_generation = generation;
    m_search.reset();
    m_wish.reset();
    m_place.reset();
    m_isEnded = false;
    m_files = std::make_unique<LogFiles>(folder);
    m_builder = std::make_unique<PageBuilder>(*m_files);
    m_files->refresh();
    m_isPageDue = true;
    startSearch();
    m_files->extend(turnBytes);
    publish();
    m_turn.start();
}

void LogEngine::grow(bool isEnded)
{
    if (!m_files)
        return;
    m_isEnded = isEnded;
    if (!m_files->refresh()) {
        m_isPageDue = true;
        startSearch();
    }
    m_files->extend(turnBytes);
    publish();
    m_turn.start();
}

void LogEngine::setViewport(const LogViewport &viewport)
{
    const bool isOther = viewport.source != m_viewport.source;
    m_viewport = viewport;
    m_isPageDue = true;
    if (isOther)
        startSearch();
    publish();
}

void LogEngine::setQuery(const std::optional<LogQuery> &query)
{
    m_query = query;
    m_wish.reset();
    startSearch();
    m_isPageDue = true;
    publish();
}

void LogEngine::startSearch()
{
    m_search.reset();
    if (!m_files || !m_query || m_query->text.isEmpty()) {
        publishHits();
        return;
    }
    auto matcher = LogMatcher::from(*m_query);
    if (!matcher) {
        Q_EMIT hitsChanged({.generation = m_generation, .isComplete = true, .error = matcher.error()});
        return;
    }
    m_search = std::make_unique<LogSearch>(*m_files, m_viewport.source, std::move(*matcher));
    publishHits();
    m_turn.start();
}

void LogEngine::takeTurn()
{
    if (!m_files)
        return;
    const bool hasMore = index();
    const bool isSearching = !hasMore && search();
    answerPlace();
    answerWish();
    if (hasMore || isSearching)
        m_turn.start();
}

/// True when there is more to do.
bool LogEngine::index()
{
    if (isIndexed())
        return false;
    const bool hasMore = m_files->extend(turnBytes);
    if (!hasMore || m_sincePage.hasExpired(progressInterval))
        publish();
    return hasMore;
}

bool LogEngine::search()
{
    if (!m_search)
        return false;
    const qint64 before = m_search->searched();
    const bool hasMore = m_search->advance(searchable());
    if (m_search->searched() != before && (!hasMore || m_sinceHits.hasExpired(progressInterval)))
        publishHits();
    return hasMore;
}

qint64 LogEngine::searchable() const
{
    return m_isEnded && isIndexed() ? m_files->lines(m_viewport.source) : m_files->settledLines(m_viewport.source);
}

bool LogEngine::isIndexed() const
{
    return m_files->bytes() >= m_files->size();
}

const LogMatcher *LogEngine::matcher() const
{
    return m_search ? &m_search->matcher() : nullptr;
}

/// Whether lines that are to be seen are other ones now, or more.
bool LogEngine::isPageAffected(qint64 lines) const
{
    const bool isOther = lines != m_shownLines || m_files->bytes() != m_shownBytes;
    return m_isPageDue || (isOther && (m_viewport.isFollowing || m_viewport.first + m_viewport.count >= m_shownLines));
}

void LogEngine::publish()
{
    if (!m_files)
        return;
    const qint64 lines = m_files->lines(m_viewport.source);
    LogPage page{.generation = m_generation, .serial = m_viewport.serial};
    page.extent = {.lines = lines,
                   .bytes = m_files->size(),
                   .indexedBytes = m_files->bytes(),
                   .hasErrors = m_files->stream(LogStream::Err).size() > 0};
    page.hasLines = isPageAffected(lines);
    if (page.hasLines && m_viewport.isFollowing && !isIndexed()) {
        page.first = -1;
        page.lines = m_builder->tail(m_viewport.source, m_viewport.count);
    } else if (page.hasLines) {
        page.first = m_viewport.isFollowing ? std::max<qint64>(lines - m_viewport.count, 0) : m_viewport.first;
        page.lines = m_builder->lines(m_viewport.source, page.first, m_viewport.count, matcher());
    }
    if (const int error = m_files->errorNumber(); error != 0)
        page.error = QCoreApplication::translate("LogEngine", "The log cannot be read: %1.")
                         .arg(QString::fromLocal8Bit(std::strerror(error)));
    m_isPageDue = false;
    m_shownLines = lines;
    m_shownBytes = m_files->bytes();
    m_sincePage.start();
    Q_EMIT pageMade(page);
}

void LogEngine::publishHits()
{
    m_sinceHits.start();
    LogHits hits{.generation = m_generation, .isComplete = true};
    if (m_search) {
        const qint64 lines = m_files->lines(m_viewport.source);
        hits.lines = m_search->found();
        hits.isComplete = isIndexed() && m_search->searched() >= searchable();
        hits.percent = static_cast<int>(lines > 0 ? m_search->searched() * 100 / lines : 100);
        hits.marks = m_search->marks(lines, markParts);
    }
    Q_EMIT hitsChanged(hits);
}

void LogEngine::findNext(LogPosition from, bool isForward)
{
    m_wish = Wish{.from = from, .isForward = isForward};
    answerWish();
}

// In the line itself first, then in others; round the end of the log once everything has been looked through.
void LogEngine::answerWish()
{
    if (!m_wish || !m_search)
        return;
    const bool isForward = m_wish->isForward;
    const bool isComplete = isIndexed() && m_search->searched() >= searchable();
    std::optional<qint64> line = m_search->next(m_wish->from.line + (isForward ? -1 : 1), isForward);
    for (; line; line = m_search->next(*line, isForward)) {
        const QList<LogLine> found = m_builder->lines(m_viewport.source, *line, 1, matcher());
        QList<TextSpan> matches = found.isEmpty() ? QList<TextSpan>() : found.constFirst().matches;
        if (*line == m_wish->from.line) {
            matches.removeIf([this, isForward](const TextSpan &span) {
                return isForward ? span.begin < m_wish->from.unit : span.begin + span.length > m_wish->from.unit;
            });
        }
        if (matches.isEmpty())
            continue;
        m_wish.reset();
        Q_EMIT hitFound({.generation = m_generation,
                         .line = *line,
                         .ordinal = m_search->ordinalOf(*line),
                         .match = isForward ? matches.constFirst() : matches.constLast()});
        return;
    }
    if (!isComplete)
        return; // it may still come
    const LogPosition begin = isForward ? LogPosition{} : LogPosition{.line = m_files->lines(m_viewport.source)};
    if (m_search->found() == 0 || m_wish->from == begin) {
        m_wish.reset();
        Q_EMIT hitFound({.generation = m_generation});
    } else {
        m_wish->from = begin;
        answerWish();
    }
}

void LogEngine::locate(qint64 outOffset, qint64 errOffset)
{
    m_place = Place{.outOffset = outOffset, .errOffset = errOffset};
    answerPlace();
}

void LogEngine::answerPlace()
{
    if (!m_place || !m_files || !isIndexed())
        return;
    const LogSource source = m_viewport.source;
    qint64 line = std::max<qint64>(m_files->lines(source) - 1, 0);
    if (m_place->outOffset >= 0)
        line = std::min(line, m_files->lineAt(source, LogStream::Out, m_place->outOffset).value_or(line));
    if (m_place->errOffset >= 0)
        line = std::min(line, m_files->lineAt(source, LogStream::Err, m_place->errOffset).value_or(line));
    m_place.reset();
    Q_EMIT located(m_generation, line);
}

void LogEngine::copy(LogPosition from, LogPosition to)
{
    QString text;
    bool isCut = false;
    for (qint64 first = from.line; m_files && first <= to.line && !isCut; first += copyLines) {
        const qint64 count = std::min(copyLines, to.line - first + 1);
        const QList<LogLine> lines = m_builder->lines(m_viewport.source, first, count, nullptr);
        for (qsizetype at = 0; at < lines.size(); ++at) {
            const qint64 number = first + at;
            const QString &line = lines.at(at).text;
            const qsizetype begin = number == from.line ? std::min(from.unit, line.size()) : 0;
            const qsizetype end = number == to.line ? std::min(to.unit, line.size()) : line.size();
            text += QStringView(line).sliced(begin, std::max<qsizetype>(end - begin, 0));
            if (number < to.line)
                text += QLatin1Char('\n');
        }
        isCut = text.size() > mostCopied;
        if (lines.size() < count)
            break;
    }
    text.truncate(mostCopied);
    Q_EMIT copied(m_generation, text, isCut);
}

} // namespace ca::dashboard
