#pragma once

#include <QCoroTask>
#include <QThread>
#include <memory>

#include "keychainworker.h"

namespace ca {

/// The desktop's keychain (Secret Service or KWallet, by QtKeychain), with a limit of 2 s on every wait. Once a call
/// was not answered in time it is not asked again: its queue would stand still. Nothing is touched before the first
/// call. Lives on the core thread.
class Keychain
{
public:
    /// `service`: under which name the entries are kept.
    explicit Keychain(QString service);
    ~Keychain();
    Keychain(const Keychain &) = delete;
    Keychain &operator=(const Keychain &) = delete;

    /// Whether it really works: an entry is written, read and deleted. Errors: Unsupported; the sentence says why.
    QCoro::Task<Result<void>> check();

    /// Errors: NotFound, Unsupported (refused, or not answered in time).
    QCoro::Task<Result<Secret>> read(QString name);
    QCoro::Task<Result<void>> write(QString name, Secret value);
    /// What is not there is no error.
    QCoro::Task<Result<void>> remove(QString name);

private:
    QCoro::Task<KeychainAnswer> perform(KeychainCall call);
    QCoro::Task<Result<void>> roundTrip();
    void start();

    QString m_service;
    std::unique_ptr<QThread> m_thread;
    /// Deletes itself at the thread's end.
    KeychainWorker *m_worker = nullptr;
    bool m_isStuck = false;
};

} // namespace ca
