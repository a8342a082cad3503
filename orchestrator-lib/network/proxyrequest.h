#pragma once

#include <QByteArray>
#include <optional>

#include "bytepump.h"
#include "egresspolicy.h"
#include "requesthead.h"
#include "result.h"

namespace ca {

struct ProxyUrl;

/// What a client asks its proxy for (RFC 9110, section 7.1): a tunnel (CONNECT host:port), or that a request is passed
/// on (an absolute http:// URL).
struct ProxyRequest
{
    bool isTunnel = false;
    EgressTarget target;
    /// What the server itself is asked for, with the query: "/a?b".
    QByteArray path;

    /// `head` is complete. Errors: InvalidArgument; the sentence says what a proxy understands.
    static Result<ProxyRequest> from(const RequestHead &head);

    /// What is sent in place of the client's own head: for the server itself, or for the proxy behind ours. It names
    /// the host that was judged, whatever the client's Host field says, frames the body in one way only, and asks for
    /// the connection to be closed after the answer.
    [[nodiscard]] QByteArray forwardedHead(const RequestHead &head, const std::optional<ProxyUrl> &upstream) const;
    /// The request for a tunnel, for the proxy behind ours.
    [[nodiscard]] QByteArray tunnelHead(const ProxyUrl &upstream) const;
    /// Of the body that follows.
    static Framing bodyFraming(const RequestHead &head);
};

} // namespace ca
