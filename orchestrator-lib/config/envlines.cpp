#include "envlines.h"

#include <QRegularExpression>

namespace ca {

using namespace Qt::StringLiterals;

namespace {

/// The value in quotes that begins at `begin`, and where the text goes on; not set when the quotes are not closed.
struct Quoted
{
    QString value;
    qsizetype end;
};

QString unescaped(QChar escaped)
{
    switch (escaped.unicode()) {
    case u'n':
        return u"\n"_s;
    case u't':
        return u"\t"_s;
    case u'"':
    case u'\\':
    case u'$':
    case u'`':
        return escaped;
    default:
        return u"\\"_s + escaped;
    }
}

std::optional<Quoted> readQuoted(QStringView text, qsizetype begin)
{
    const QChar quote = text[begin];
    Quoted quoted;
    for (qsizetype i = begin + 1; i < text.size(); ++i) {
        if (text[i] == quote) {
            quoted.end = i + 1;
            return quoted;
        }
        if (text[i] == u'\\' && quote == u'"' && i + 1 < text.size())
            quoted.value += unescaped(text[++i]);
        else
            quoted.value += text[i];
    }
    return std::nullopt;
}

qsizetype endOfLine(QStringView text, qsizetype from)
{
    const qsizetype end = text.indexOf(u'\n', from);
    return end < 0 ? text.size() : end;
}

void readPlain(QStringView text, EnvSpan &span)
{
    static const QRegularExpression comment(u"(^|[ \t])#"_s);
    const auto match = comment.match(text.toString());
    span.entry.value = text.left(match.capturedStart()).trimmed().toString();
    if (match.hasMatch())
        span.comment = text.sliced(match.capturedEnd() - 1).trimmed().toString();
}

/// Reads the value at `begin` into the span; returns the end of its (last) line.
qsizetype readValue(QStringView text, qsizetype begin, EnvSpan &span)
{
    EnvLine &line = span.entry;
    const qsizetype end = endOfLine(text, begin);
    if (begin == end || (text[begin] != u'"' && text[begin] != u'\'')) {
        readPlain(text.sliced(begin, end - begin), span);
        return end;
    }
    const auto quoted = readQuoted(text, begin);
    if (!quoted) {
        line.problem = u"the quotes are not closed"_s;
        return end;
    }
    line.value = quoted->value;
    const qsizetype last = endOfLine(text, quoted->end);
    const QStringView rest = text.sliced(quoted->end, last - quoted->end).trimmed();
    if (rest.startsWith(u'#'))
        span.comment = rest.toString();
    else if (!rest.isEmpty())
        line.problem = u"something follows the closing quote"_s;
    return last;
}

} // namespace

Result<QList<EnvLine>> parseEnvLines(const QByteArray &content)
{
    return parseEnvSpans(content).transform([](const QList<EnvSpan> &spans) {
        QList<EnvLine> lines;
        for (const EnvSpan &span : spans)
            lines.append(span.entry);
        return lines;
    });
}

Result<QList<EnvSpan>> parseEnvSpans(const QByteArray &content)
{
    static const QRegularExpression keyPattern(u"\\G[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=[ \t]*"_s);
    static const QRegularExpression nothingPattern(u"\\G[ \t]*(?:#[^\n]*)?(?:\n|\\z)"_s);
    QString text = QString::fromUtf8(content).replace(u"\r\n"_s, u"\n"_s);
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    QList<EnvSpan> spans;
    int number = 1;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype begin = at;
        if (const auto nothing = nothingPattern.match(text, at); nothing.hasMatch()) {
            at = std::max(nothing.capturedEnd(), begin + 1);
        } else if (const auto key = keyPattern.match(text, at); key.hasMatch()) {
            EnvSpan span{.entry = {.key = key.captured(1), .value = {}, .line = number, .problem = {}}};
            const qsizetype end = readValue(text, key.capturedEnd(), span);
            span.lastLine = number + static_cast<int>(QStringView(text).sliced(begin, end - begin).count(u'\n'));
            at = end + 1;
            if (span.entry.value.contains(QChar::ReplacementCharacter))
                span.entry.problem = u"it is not UTF-8"_s;
            spans.append(span);
        } else {
            return failure(ErrorCode::Malformed, u"line %1 is not KEY=VALUE, a comment or empty"_s.arg(number));
        }
        number += static_cast<int>(QStringView(text).sliced(begin, std::min(at, text.size()) - begin).count(u'\n'));
    }
    return spans;
}

QString envText(const QString &value)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_./:@%+,=~*-]*\\z"_s);
    if (plain.match(value).hasMatch())
        return value;
    QString text = u"\""_s;
    for (const QChar c : value) {
        if (c == u'"' || c == u'\\' || c == u'$' || c == u'`')
            text += u'\\';
        text += c == u'\n' ? u"\\n"_s : QString(c);
    }
    return text + u'"';
}

} // namespace ca
