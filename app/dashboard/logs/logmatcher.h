#pragma once

#include <QByteArrayView>
#include <QLatin1StringMatcher>
#include <QRegularExpression>
#include <QStringMatcher>
#include <expected>

#include "linebuilder.h"
#include "logtypes.h"

namespace ca::dashboard {

/// Looks for a query in lines, as they are shown. Any thread, one at a time.
class LogMatcher
{
public:
    /// The error is a sentence: an expression with a mistake.
    static std::expected<LogMatcher, QString> from(const LogQuery &query);

    /// Whether it is in a line of a file.
    [[nodiscard]] bool isIn(QByteArrayView bytes);
    /// Where it is in a line's text; the first ones, when there are very many.
    [[nodiscard]] QList<TextSpan> spans(const QString &text) const;

private:
    explicit LogMatcher(const LogQuery &query);
    [[nodiscard]] bool isIn(const QString &text) const;

    LogQuery m_query;
    QRegularExpression m_regex;
    QStringMatcher m_text;
    /// For lines that are plain ASCII, as most are.
    QByteArray m_latin1;
    QLatin1StringMatcher m_fast;
    bool m_isFast = false;
    LineBuilder m_builder;
};

} // namespace ca::dashboard
