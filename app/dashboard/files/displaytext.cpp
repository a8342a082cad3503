#include "displaytext.h"

#include <QRegularExpression>
#include <algorithm>

namespace ca::dashboard {

namespace {

constexpr char16_t controlPictures = 0x2400;
constexpr char16_t pictureOfDelete = 0x2421;

bool turnsDirection(char16_t code)
{
    return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code == 0x200e || code == 0x200f;
}

char16_t shown(char16_t code)
{
    if (code == u'\n' || code == u'\t')
        return code;
    if (code < 0x20)
        return static_cast<char16_t>(controlPictures + code);
    if (code == 0x7f)
        return pictureOfDelete;
    if ((code >= 0x80 && code < 0xa0) || turnsDirection(code))
        return QChar::ReplacementCharacter;
    return code;
}

} // namespace

QString displayText(QByteArrayView bytes)
{
    return displayText(QString::fromUtf8(bytes));
}

QString displayText(const QString &text)
{
    QString out = text;
    out.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    for (QChar &c : out)
        c = QChar(shown(c.unicode()));
    return out;
}

QString displayOutput(QByteArrayView bytes)
{
    // ECMA-48: CSI … final byte, OSC … BEL or ST, other two-character sequences.
    static const QRegularExpression escapes(
        QStringLiteral("\\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)|[ -/]*[0-Z\\\\^-~])"));
    static const QRegularExpression overwritten(QStringLiteral("(?<=^|\\n)[^\\n]*\\r(?!\\n|$)"));
    QString text = QString::fromUtf8(bytes);
    text.remove(escapes);
    text.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    text.remove(overwritten);
    if (text.endsWith(QLatin1Char('\r')))
        text.chop(1);
    return displayText(text);
}

bool looksLikeText(QByteArrayView bytes)
{
    const QByteArrayView head = bytes.first(std::min<qsizetype>(bytes.size(), 8192));
    const auto controls = std::ranges::count_if(
        head, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r'; });
    return !head.contains('\0') && controls * 20 <= head.size() + 40;
}

} // namespace ca::dashboard
