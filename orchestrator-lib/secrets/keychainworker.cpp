#include "keychainworker.h"

#include <QLibrary>
#include <qt6keychain/keychain.h>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// GLib ends a process with SIGTERM when the session bus goes away, unless it is told otherwise; libsecret connects by
/// way of GLib, and a server must outlive the desktop session that it was started from.
/// (https://docs.gtk.org/gio/method.DBusConnection.set_exit_on_close.html)
void outliveSessionBus()
{
    constexpr int sessionBus = 2; // GBusType
    using Get = void *(*)(int, void *, void **);
    using Set = void (*)(void *, int);
    using Unref = void (*)(void *);
    QLibrary gio(u"gio-2.0"_s, 0);
    QLibrary gobject(u"gobject-2.0"_s, 0);
    const auto get = reinterpret_cast<Get>(gio.resolve("g_bus_get_sync"));
    const auto setExitOnClose = reinterpret_cast<Set>(gio.resolve("g_dbus_connection_set_exit_on_close"));
    const auto unref = reinterpret_cast<Unref>(gobject.resolve("g_object_unref"));
    if (!get || !setExitOnClose || !unref)
        return; // no GLib, no libsecret
    if (void *bus = get(sessionBus, nullptr, nullptr)) {
        setExitOnClose(bus, 0);
        unref(bus);
    }
}

KeychainAnswer answerOf(const QKeychain::Job &job)
{
    if (job.error() == QKeychain::EntryNotFound)
        return failure(ErrorCode::NotFound, u"the keychain has no entry %1"_s.arg(job.key()));
    if (job.error() != QKeychain::NoError) {
        const QString reason = job.errorString().isEmpty() ? u"it gave no reason"_s : job.errorString();
        return failure(ErrorCode::Unsupported, u"the keychain refused: %1"_s.arg(reason));
    }
    if (const auto *reading = qobject_cast<const QKeychain::ReadPasswordJob *>(&job))
        return Secret(reading->textData().toUtf8());
    return Secret();
}
} // namespace

void KeychainWorker::perform(const KeychainCall &call, const std::shared_ptr<QPromise<KeychainAnswer>> &answer)
{
    if (!std::exchange(m_isReady, true))
        outliveSessionBus();
    QKeychain::Job *job = makeJob(call); // deletes itself
    job->setKey(call.name);
    connect(job, &QKeychain::Job::finished, this, [answer](const QKeychain::Job *ended) {
        answer->addResult(answerOf(*ended));
        answer->finish();
    });
    job->start();
}

QKeychain::Job *KeychainWorker::makeJob(const KeychainCall &call)
{
    switch (call.kind) {
    case KeychainCall::Kind::Write: {
        auto *writing = new QKeychain::WritePasswordJob(m_service);
        writing->setTextData(QString::fromUtf8(call.value.reveal()));
        return writing;
    }
    case KeychainCall::Kind::Delete:
        return new QKeychain::DeletePasswordJob(m_service);
    case KeychainCall::Kind::Read:
        break;
    }
    return new QKeychain::ReadPasswordJob(m_service);
}

} // namespace ca
