#pragma once

#include <QByteArray>
#include <QString>

namespace ca {

namespace proxystatus {
inline constexpr int badRequest = 400;
inline constexpr int forbidden = 403;
inline constexpr int badGateway = 502;
} // namespace proxystatus

/// An answer of the proxy's own, after which the connection is closed: the sentence as plain text. Clients that show no
/// body show the status line, so that says who refuses.
QByteArray proxyAnswer(int status, const QString &sentence, bool withBody);

} // namespace ca
