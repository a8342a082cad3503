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

QString readPlain(QStringView text)
{
    static const QRegularExpression comment(u"(^|[ \t])#"_s);
    return text.left(comment.match(text.toString()).capturedStart()).trimmed().toString();
}

/// Reads the value at `begin` into the line; returns the end of its (last) line.
qsizetype readValue(QStringView text, qsizetype begin, EnvLine &line)
{
    const qsizetype end = endOfLine(text, begin);
    if (begin == end || (text[begin] != u'"' && text[begin] != u'\'')) {
        line.value = readPlain(text.sliced(begin, end - begin));
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
    if (!rest.isEmpty() && !rest.startsWith(u'#'))
        line.problem = u"something follows the closing quote"_s;
    return last;
}

} // namespace

Result<QList<EnvLine>> parseEnvLines(const QByteArray &content)
{
    static const QRegularExpression keyPattern(u"\\G[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=[ \t]*"_s);
    static const QRegularExpression nothingPattern(u"\\G[ \t]*(?:#[^\n]*)?(?:\n|\\z)"_s);
    QString text = QString::fromUtf8(content).replace(u"\r\n"_s, u"\n"_s);
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    QList<EnvLine> lines;
    int number = 1;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype begin = at;
        if (const auto nothing = nothingPattern.match(text, at); nothing.hasMatch()) {
            at = std::max(nothing.capturedEnd(), begin + 1);
        } else if (const auto key = keyPattern.match(text, at); key.hasMatch()) {
            EnvLine line{.key = key.captured(1), .value = {}, .line = number, .problem = {}};
            at = readValue(text, key.capturedEnd(), line) + 1;
            if (line.value.contains(QChar::ReplacementCharacter))
                line.problem = u"it is not UTF-8"_s;
            lines.append(line);
        } else {
            return failure(ErrorCode::Malformed, u"line %1 is not KEY=VALUE, a comment or empty"_s.arg(number));
        }
        number += static_cast<int>(QStringView(text).sliced(begin, std::min(at, text.size()) - begin).count(u'\n'));
    }
    return lines;
}

} // namespace ca
