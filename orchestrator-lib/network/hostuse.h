#pragma once

#include <QString>
#include <QtTypes>

namespace ca {

/// What a job wanted of one host and port, and what it got.
struct HostUse
{
    /// In its normal form.
    QString host;
    quint16 port = 0;
    /// Connections, by what became of them.
    qint64 allowed = 0;
    qint64 refused = 0;
    qint64 failed = 0;
    /// Bytes out of the sandbox, and into it.
    qint64 sent = 0;
    qint64 received = 0;
    /// Of the newest one: milliseconds since 1970, UTC.
    qint64 last = 0;
    /// Why the newest refused or failed one did not come about; a sentence, or empty.
    QString reason = {};

    [[nodiscard]] qint64 asked() const { return allowed + refused + failed; }
    bool operator==(const HostUse &) const = default;
};

} // namespace ca
