#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>
#include <utility>

namespace ca {

/// Reads "Name: value; Name: value". Nothing when a name is no token of RFC 9110 (section 5.1), a value is empty or
/// holds anything but printable ASCII, or the list is empty. A value cannot hold a semicolon.
std::optional<QList<std::pair<QByteArray, QByteArray>>> parseHeaderList(const QString &text);

} // namespace ca
