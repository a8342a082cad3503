#include "callerpolicy.h"

#include <QHostAddress>
#include <QUrl>

#include "error.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// Takes the same time wherever the two differ.
bool isSameSecret(QByteArrayView given, QByteArrayView wanted)
{
    int difference = given.size() == wanted.size() ? 0 : 1;
    for (qsizetype i = 0; i < given.size(); ++i)
        difference |= given[i] ^ wanted[i % wanted.size()];
    return difference == 0;
}

Refusal refused(int status, const QString &message, const QString &detail)
{
    return {.status = status, .code = errorCodeName(ErrorCode::InvalidArgument), .message = message, .detail = detail};
}
} // namespace

bool CallerPolicy::isOurs(const QString &authority) const
{
    const QUrl url(u"http://"_s + authority, QUrl::StrictMode);
    if (!url.isValid() || url.port(80) != m_port || !url.userInfo().isEmpty() || !url.path().isEmpty() ||
        url.host().isEmpty() || url.hasQuery() || url.hasFragment())
        return false;
    if (!m_token.isEmpty() || url.host().compare("localhost"_L1, Qt::CaseInsensitive) == 0)
        return true;
    return QHostAddress(url.host()).isLoopback();
}

bool CallerPolicy::isOwnOrigin(QByteArrayView origin, QByteArrayView host) const
{
    if (!origin.startsWith("http://"))
        return false;
    const QByteArrayView authority = origin.sliced(7);
    // Where any name will do, only the one that the page itself was called by is its own.
    if (!m_token.isEmpty() && authority.compare(host, Qt::CaseInsensitive) != 0)
        return false;
    return isOurs(QString::fromLatin1(authority));
}

bool CallerPolicy::hasToken(QByteArrayView authorization) const
{
    constexpr QByteArrayView scheme = "Bearer ";
    return authorization.size() > scheme.size() &&
           authorization.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0 &&
           isSameSecret(authorization.sliced(scheme.size()).trimmed(), m_token);
}

std::optional<Refusal> CallerPolicy::refusal(const RequestHead &head, Access access) const
{
    const QByteArrayView host = head.value("Host");
    if (!isOurs(QString::fromLatin1(host))) {
        const QString names = m_token.isEmpty() ? u"call it as 127.0.0.1:%1 or localhost:%1"_s : u"its port is %1"_s;
        return refused(421, u"the Host header does not name this server: "_s + names.arg(m_port), u"Host"_s);
    }
    if (head.count("Origin") > 0 && !isOwnOrigin(head.value("Origin"), host))
        return refused(403, u"pages of another origin may not call this server"_s, u"Origin"_s);
    const bool needsToken = access == Access::WithToken && !m_token.isEmpty();
    if (needsToken && (head.count("Authorization") != 1 || !hasToken(head.value("Authorization")))) {
        Refusal refusal = refused(401, u"this server wants its token: send it as \"Authorization: Bearer TOKEN\""_s,
                                  u"Authorization"_s);
        refusal.code = u"unauthorized"_s;
        refusal.headers = {{"WWW-Authenticate", "Bearer"}};
        return refusal;
    }
    return std::nullopt;
}

} // namespace ca
