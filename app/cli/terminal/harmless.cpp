#include "harmless.h"

namespace ca::cli {

namespace {
constexpr char16_t controlPictures = 0x2400;
constexpr char16_t pictureOfDelete = 0x2421;

bool isJoiner(char16_t c)
{
    return c == 0x200c || c == 0x200d;
}

char16_t harmlessSign(QChar c)
{
    const char16_t code = c.unicode();
    if (code == u'\n' || code == u'\t' || code == u'\r' || code == 0x2028 || code == 0x2029)
        return u' ';
    if (code < 0x20)
        return static_cast<char16_t>(controlPictures + code);
    if (code == 0x7f)
        return pictureOfDelete;
    const bool isFormat = c.category() == QChar::Other_Format && !isJoiner(code);
    const bool isDangerous = c.category() == QChar::Other_Control || isFormat;
    return isDangerous ? char16_t{QChar::ReplacementCharacter} : code;
}
} // namespace

QString harmless(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text)
        out += QChar(harmlessSign(c));
    return out;
}

QByteArray harmlessJson(const QByteArray &json)
{
    const QString text = QString::fromUtf8(json);
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        if (c == u'\n' || harmlessSign(c) == c.unicode())
            out += c;
        else
            out += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
    }
    return out.toUtf8();
}

} // namespace ca::cli
