#include "keychain.h"

#include <QCoroSignal>
#include <QFile>
#include <QFutureWatcher>
#include <QUuid>
#include <chrono>

namespace ca {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A keychain that works takes milliseconds.
constexpr std::chrono::milliseconds patience = 2s;
/// How long the end waits for a call that D-Bus keeps.
constexpr auto endPatience = 500ms;

/// Without a bus that is there already, GLib would start one of its own.
bool hasSessionBus()
{
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") ||
           QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
}
} // namespace

Keychain::Keychain(QString service)
    : m_service(std::move(service))
{
}

Keychain::~Keychain()
{
    if (!m_thread)
        return;
    m_thread->quit();
    if (!m_thread->wait(endPatience))
        std::ignore = m_thread.release(); // it waits for D-Bus, and nothing ends that but the end of the process
}

void Keychain::start()
{
    if (m_thread)
        return;
    m_thread = std::make_unique<QThread>();
    m_thread->setObjectName(u"keychain"_s);
    m_worker = new KeychainWorker(m_service);
    m_worker->moveToThread(m_thread.get());
    QObject::connect(m_thread.get(), &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread->start();
}

QCoro::Task<Result<void>> Keychain::check()
{
    if (!hasSessionBus())
        co_return failure(ErrorCode::Unsupported, u"there is no desktop session (no D-Bus session bus)"_s);
    start();
    co_return co_await roundTrip();
}

QCoro::Task<Result<void>> Keychain::roundTrip()
{
    const QString name = u"probe-"_s + QUuid::createUuid().toString(QUuid::Id128).left(8);
    const Secret value(QUuid::createUuid().toByteArray(QUuid::Id128));
    if (auto written = co_await write(name, value); !written)
        co_return written;
    const auto found = co_await read(name);
    const auto removed = co_await remove(name);
    if (!found)
        co_return failure(found.error());
    if (*found != value)
        co_return failure(ErrorCode::Unsupported, u"the keychain does not give back what was put there"_s);
    co_return removed;
}

QCoro::Task<KeychainAnswer> Keychain::perform(KeychainCall call)
{
    if (m_isStuck || !m_worker)
        co_return failure(ErrorCode::Unsupported, u"the keychain did not answer"_s);
    auto promise = std::make_shared<QPromise<KeychainAnswer>>();
    promise->start();
    QFutureWatcher<KeychainAnswer> watcher;
    watcher.setFuture(promise->future());
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, call, promise] { worker->perform(call, promise); });
    promise.reset();
    const auto ended = co_await qCoro(&watcher, &QFutureWatcherBase::finished, patience);
    if (ended && watcher.future().resultCount() > 0)
        co_return watcher.result();
    m_isStuck = true;
    co_return failure(ErrorCode::Unsupported,
                      u"the keychain did not answer within %1 s: it may be locked or hang"_s.arg(
                          std::chrono::duration_cast<std::chrono::seconds>(patience).count()));
}

QCoro::Task<Result<Secret>> Keychain::read(QString name)
{
    return perform({.kind = KeychainCall::Kind::Read, .name = std::move(name)});
}

QCoro::Task<Result<void>> Keychain::write(QString name, Secret value)
{
    const auto written =
        co_await perform({.kind = KeychainCall::Kind::Write, .name = std::move(name), .value = std::move(value)});
    co_return written ? Result<void>() : failure(written.error());
}

QCoro::Task<Result<void>> Keychain::remove(QString name)
{
    const auto removed = co_await perform({.kind = KeychainCall::Kind::Delete, .name = std::move(name)});
    const bool isGone = removed || removed.error().code == ErrorCode::NotFound;
    co_return isGone ? Result<void>() : failure(removed.error());
}

} // namespace ca
