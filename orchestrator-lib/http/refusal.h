#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace ca {

/// An answer the guard gives itself, in place of the server behind it; the connection is closed after it.
struct Refusal
{
    int status = 400;
    /// For programs: "malformed".
    QString code;
    /// For people: what is wrong and what to do.
    QString message;
    QString detail = {};
    /// More header fields: {"WWW-Authenticate", "Bearer"}.
    QList<std::pair<QByteArray, QByteArray>> headers = {};

    /// The whole answer; the answer to HEAD has no body.
    [[nodiscard]] QByteArray toHttp(bool withBody) const;

    static Refusal malformed(const QString &message);
    static Refusal timeout(const QString &message);
    static Refusal busy(const QString &message);
    static Refusal unsupported(int status, const QString &message);
    static Refusal headTooLarge(int status, const QString &message);
    static Refusal bodyTooLarge(qint64 limit);
};

} // namespace ca
