#include "logmatcher.h"

#include <QCoreApplication>
#include <algorithm>

namespace ca::dashboard {

namespace {

constexpr qsizetype mostSpans = 1000;

bool isAscii(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c >= u' ' && c < QChar(0x7f); });
}

} // namespace

LogMatcher::LogMatcher(const LogQuery &query)
    : m_query(query)
    , m_text(query.text, query.matchesCase ? Qt::CaseSensitive : Qt::CaseInsensitive)
{
    if (query.isRegex) {
        m_regex.setPattern(query.text);
        m_regex.setPatternOptions(
            QRegularExpression::UseUnicodePropertiesOption |
            (query.matchesCase ? QRegularExpression::NoPatternOption : QRegularExpression::CaseInsensitiveOption));
        m_regex.optimize();
    } else if (isAscii(query.text)) {
        m_isFast = true;
        m_latin1 = query.text.toLatin1();
        m_fast = QLatin1StringMatcher(QLatin1StringView(m_latin1),
                                      query.matchesCase ? Qt::CaseSensitive : Qt::CaseInsensitive);
    }
}

std::expected<LogMatcher, QString> LogMatcher::from(const LogQuery &query)
{
    LogMatcher matcher(query);
    if (query.isRegex && !matcher.m_regex.isValid()) {
        return std::unexpected(
            QCoreApplication::translate("LogMatcher", "The expression has a mistake at character %1: %2")
                .arg(QString::number(matcher.m_regex.patternErrorOffset() + 1), matcher.m_regex.errorString()));
    }
    return matcher;
}

bool LogMatcher::isIn(QByteArrayView bytes)
{
    if (bytes.endsWith('\r'))
        bytes.chop(1);
    const bool isPlain = std::ranges::all_of(bytes, [](char byte) { return byte >= 0x20 && byte < 0x7f; });
    if (m_isFast && isPlain)
        return m_fast.indexIn(QLatin1StringView(bytes)) >= 0;
    if (isPlain)
        return isIn(QString::fromLatin1(bytes));
    AnsiParser parser;
    return isIn(m_builder.build(bytes, parser).text);
}

bool LogMatcher::isIn(const QString &text) const
{
    if (!m_query.isRegex)
        return m_text.indexIn(text) >= 0;
    const QRegularExpressionMatch match = m_regex.match(text);
    return match.hasMatch() && match.capturedLength() > 0;
}

QList<TextSpan> LogMatcher::spans(const QString &text) const
{
    QList<TextSpan> found;
    const auto add = [&found](qsizetype begin, qsizetype length) {
        if (length > 0)
            found.append({.begin = begin, .length = length});
    };
    if (m_query.isRegex) {
        for (auto match = m_regex.globalMatch(text); match.hasNext() && found.size() < mostSpans;) {
            const QRegularExpressionMatch next = match.next();
            add(next.capturedStart(), next.capturedLength());
        }
        return found;
    }
    const qsizetype length = m_query.text.size();
    for (qsizetype at = m_text.indexIn(text); at >= 0 && found.size() < mostSpans;
         at = m_text.indexIn(text, at + length))
        add(at, length);
    return found;
}

} // namespace ca::dashboard
