#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <chrono>
#include <optional>

namespace ca {

/// What a Retry-After field says (RFC 9110, section 10.2.3): seconds, which may have a fraction, or a date.
std::optional<std::chrono::milliseconds> delayFromRetryAfter(const QByteArray &value, const QDateTime &now);

/// A length of time as Google's Duration ("36.5s") and Go's ("1h2m3.4s", "250ms") write it.
std::optional<std::chrono::milliseconds> delayFromDuration(const QString &text);

/// What a sentence asks for: "try again in 7.66s", "retry in 1m30s", "try again in 20 seconds".
std::optional<std::chrono::milliseconds> delayFromSentence(const QString &text);

} // namespace ca
