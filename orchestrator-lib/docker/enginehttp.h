#pragma once

#include <QCoroTask>
#include <QJsonDocument>
#include <QUrlQuery>
#include <chrono>
#include <memory>

#include "engineaddress.h"
#include "enginestream.h"
#include "result.h"

QT_BEGIN_NAMESPACE
class QNetworkAccessManager;
QT_END_NAMESPACE

namespace ca {

/// One request to an engine.
struct EngineCall
{
    QByteArray method;
    /// "/containers/json", without the version.
    QString path;
    QUrlQuery query = {};
    QByteArray body = {};
    QByteArray contentType = "application/json";
    std::chrono::milliseconds timeout = std::chrono::seconds(60);
    /// False for the question which versions there are.
    bool isVersioned = true;
};

/// A whole answer.
struct EngineAnswer
{
    int status = 0;
    QByteArray body;

    [[nodiscard]] bool isGood() const { return status >= 200 && status < 400; }
    [[nodiscard]] QJsonDocument json() const { return QJsonDocument::fromJson(body); }
    /// What the engine says went wrong, in one line; the two kinds have it in the same field.
    [[nodiscard]] QString message() const;
};

/// HTTP to one engine over its Unix socket. Lives on one thread. What an engine sends is bounded: it may be another's.
class EngineHttp
{
public:
    explicit EngineHttp(EngineAddress address);
    ~EngineHttp();

    [[nodiscard]] const EngineAddress &address() const { return m_address; }
    /// "1.45"; every versioned call comes after it.
    void setVersion(const QString &version) { m_version = version; }

    /// Errors: SandboxFailed (nobody answers; the sentence says why and what to do), TooLarge. A status that is no good
    /// is no error here.
    QCoro::Task<Result<EngineAnswer>> exchange(EngineCall call);
    /// For answers that go on.
    EngineStreamPtr open(const EngineCall &call);

private:
    static QCoro::Task<Result<EngineAnswer>> collect(EngineStreamPtr stream, EngineAddress address,
                                                     std::chrono::milliseconds timeout);

    EngineAddress m_address;
    QString m_version;
    std::unique_ptr<QNetworkAccessManager> m_manager;
    quint64 m_lastCall = 0;
};

} // namespace ca
