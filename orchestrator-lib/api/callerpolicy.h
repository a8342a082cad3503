#pragma once

#include <optional>

#include "apirequest.h"

namespace ca {

/// Who may call a server on loopback: a browser page from elsewhere must not, neither by a name that resolves to
/// 127.0.0.1 (DNS rebinding: the Host header is checked) nor across origins (the Origin header is checked).
class CallerPolicy
{
public:
    explicit CallerPolicy(quint16 port)
        : m_port(port)
    {
    }

    /// Why the request is refused; not set when it may go on.
    [[nodiscard]] std::optional<Error> refusal(const ApiRequest &request) const;

private:
    [[nodiscard]] bool isOurs(const QString &authority) const;

    quint16 m_port;
};

} // namespace ca
