#pragma once

#include <optional>

#include "requesthead.h"

namespace ca {

/// Who may call a server, judged by a request's head. A browser page from elsewhere must not: neither by a name that
/// resolves to 127.0.0.1 (DNS rebinding: the Host header is checked) nor across origins (the Origin header is checked).
/// With a token every call needs it, and then the server may be called by any name: a page that came by rebinding does
/// not have it.
class CallerPolicy
{
public:
    explicit CallerPolicy(quint16 port, const QString &token = {})
        : m_port(port)
        , m_token(token.toUtf8())
    {
    }

    /// What is public needs no token, but the rest.
    enum class Access : bool { WithToken, Public };
    /// The answer to a request that is refused; not set when it may go on.
    [[nodiscard]] std::optional<Refusal> refusal(const RequestHead &head, Access access = Access::WithToken) const;

private:
    [[nodiscard]] bool isOurs(const QString &authority) const;
    [[nodiscard]] bool isOwnOrigin(QByteArrayView origin, QByteArrayView host) const;
    [[nodiscard]] bool hasToken(QByteArrayView authorization) const;

    quint16 m_port;
    QByteArray m_token;
};

} // namespace ca
