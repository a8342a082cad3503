#include "callerpolicy.h"

#include <QUrl>

namespace ca {

using namespace Qt::StringLiterals;

bool CallerPolicy::isOurs(const QString &authority) const
{
    const QUrl url(u"http://"_s + authority, QUrl::StrictMode);
    if (!url.isValid() || url.port(80) != m_port || !url.userInfo().isEmpty() || !url.path().isEmpty())
        return false;
    if (url.host().compare("localhost"_L1, Qt::CaseInsensitive) == 0)
        return true;
    return QHostAddress(url.host()).isLoopback();
}

std::optional<Error> CallerPolicy::refusal(const ApiRequest &request) const
{
    const QList<QByteArray> hosts = request.headers.values(QHttpHeaders::WellKnownHeader::Host);
    if (hosts.size() != 1 || !isOurs(QString::fromLatin1(hosts.first()))) {
        return Error{
            ErrorCode::InvalidArgument,
            u"the Host header does not name this server: call it as 127.0.0.1:%1 or localhost:%1"_s.arg(m_port),
            u"Host"_s};
    }
    const QByteArray origin = request.headers.value(QHttpHeaders::WellKnownHeader::Origin).toByteArray();
    if (!origin.isEmpty() && (!origin.startsWith("http://") || !isOurs(QString::fromLatin1(origin.sliced(7))))) {
        return Error{ErrorCode::InvalidArgument, u"pages of another origin may not call this server"_s, u"Origin"_s};
    }
    return std::nullopt;
}

} // namespace ca
