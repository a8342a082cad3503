#include "listenaddress.h"

namespace ca {

namespace {
QHostAddress addressFrom(QString host)
{
    if (host.isEmpty() || host.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0)
        return QHostAddress(QHostAddress::LocalHost);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    return QHostAddress(host);
}
} // namespace

Result<ListenAddress> ListenAddress::parse(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool isNumber = false;
    const uint port = text.mid(colon + 1).toUInt(&isNumber);
    const QHostAddress address = addressFrom(text.left(std::max<qsizetype>(colon, 0)));
    if (colon < 0 || !isNumber || port > 65535 || address.isNull()) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("\"%1\" is not an address to listen on: write ADDRESS:PORT, for example "
                                      "127.0.0.1:8000 (port 0 takes a free one)")
                           .arg(text));
    }
    return ListenAddress{.address = address, .port = static_cast<quint16>(port)};
}

} // namespace ca
