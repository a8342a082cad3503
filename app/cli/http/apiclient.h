#pragma once

#include <QCoroTask>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QUrl>
#include <utility>

#include "clierror.h"

QT_BEGIN_NAMESPACE
class QNetworkReply;
QT_END_NAMESPACE

namespace ca::cli {

/// Calls one server. Every failure is a CliError: Unreachable when nobody answered, else the server's refusal.
class ApiClient
{
public:
    using Headers = QList<std::pair<QByteArray, QByteArray>>;

    ApiClient(const QUrl &server, QByteArray token);

    /// `path` with its query, percent-encoded. The whole body of the answer.
    QCoro::Task<CliResult<QByteArray>> get(QString path);
    QCoro::Task<CliResult<QByteArray>> send(QByteArray method, QString path, QByteArray body = {},
                                            QByteArray contentType = "application/json");

    /// For answers that come bit by bit: no time limit. Owned by the caller.
    [[nodiscard]] QNetworkReply *open(const QString &path, const Headers &headers = {});
    /// The same for a call with a body of JSON.
    [[nodiscard]] QNetworkReply *open(const QByteArray &method, const QString &path, const QByteArray &body);

    /// Null for a success; else what to tell the user. `body` is what the reply carried.
    [[nodiscard]] std::optional<CliError> errorOf(const QNetworkReply &reply, const QByteArray &body) const;
    [[nodiscard]] QString server() const { return m_base; }

private:
    [[nodiscard]] QNetworkRequest request(const QString &path) const;

    QString m_base;
    QByteArray m_token;
    QNetworkAccessManager m_manager;
};

/// The object of a JSON answer; empty when it is none.
QJsonObject toObject(const QByteArray &json);

} // namespace ca::cli
