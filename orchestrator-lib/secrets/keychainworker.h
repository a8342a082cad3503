#pragma once

#include <QObject>
#include <QPromise>
#include <memory>

#include "result.h"
#include "secret.h"

namespace QKeychain {
class Job;
}

namespace ca {

/// One thing to be done in the desktop's keychain.
struct KeychainCall
{
    enum class Kind : quint8 { Read, Write, Delete };
    Kind kind = Kind::Read;
    QString name;
    /// For Write.
    Secret value = {};
};

/// A secret for Read; else empty.
using KeychainAnswer = Result<Secret>;

/// Calls QtKeychain, on a thread of its own: some of what that does waits for D-Bus without returning, up to 25 s when
/// the service hangs. One per process, as QtKeychain's own queue is.
class KeychainWorker : public QObject
{
    Q_OBJECT

public:
    explicit KeychainWorker(QString service)
        : m_service(std::move(service))
    {
    }

    /// On the worker's thread. Errors: NotFound, Unsupported (no service, or it refused).
    void perform(const KeychainCall &call, const std::shared_ptr<QPromise<KeychainAnswer>> &answer);

private:
    QKeychain::Job *makeJob(const KeychainCall &call);

    QString m_service;
    bool m_isReady = false;
};

} // namespace ca
