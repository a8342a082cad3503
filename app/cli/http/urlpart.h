#pragma once

#include <QString>
#include <QUrl>

namespace ca::cli {

/// A word as it may stand in an address.
inline QString urlPart(const QString &word)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(word));
}

} // namespace ca::cli
