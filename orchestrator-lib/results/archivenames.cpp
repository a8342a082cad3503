#include "archivenames.h"

#include <QByteArrayList>
#include <QStringDecoder>
#include <cctype>

namespace ca {

namespace {
bool isUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    [[maybe_unused]] const QString text = decoder(bytes);
    return !decoder.hasError();
}

bool needsEscape(const QByteArray &path, qsizetype at, bool isText)
{
    const auto byte = static_cast<unsigned char>(path.at(at));
    if (byte < 0x20 || byte == 0x7f || byte == '\\')
        return true;
    if (byte >= 0x80)
        return !isText;
    return byte == '%' && at + 2 < path.size() && std::isxdigit(static_cast<unsigned char>(path.at(at + 1))) != 0 &&
           std::isxdigit(static_cast<unsigned char>(path.at(at + 2))) != 0;
}
} // namespace

QString archiveName(const QByteArray &path)
{
    const bool isText = isUtf8(path);
    QByteArray name;
    name.reserve(path.size());
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (needsEscape(path, i, isText))
            name.append('%').append(path.sliced(i, 1).toHex().toUpper());
        else
            name.append(path.at(i));
    }
    return QString::fromUtf8(name);
}

bool isLinkContained(const QByteArray &target, qsizetype folderDepth)
{
    if (target.isEmpty() || target.startsWith('/'))
        return false;
    bool isClimbing = true;
    for (const QByteArray &part : target.split('/')) {
        if (part.isEmpty() || part == ".")
            continue;
        if (part != "..") {
            isClimbing = false;
        } else if (!isClimbing || --folderDepth < 0) {
            return false;
        }
    }
    return true;
}

} // namespace ca
