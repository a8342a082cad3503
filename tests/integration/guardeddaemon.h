#pragma once

#include <QTemporaryDir>

#include "daemonprocess.h"
#include "rawclient.h"

namespace ca::test {

/// A daemon to be rude to, with a job that has ended, and a look at what it holds.
class GuardedDaemon
{
public:
    GuardedDaemon();

    [[nodiscard]] bool isReady() const { return !m_ended.isEmpty(); }
    [[nodiscard]] DaemonProcess &daemon() { return m_daemon; }
    [[nodiscard]] HttpClient &http() { return m_http; }
    [[nodiscard]] QUrl url() const { return m_daemon.url(); }
    /// The Host field's line.
    [[nodiscard]] QByteArray hostLine() const;
    /// A new connection is served.
    [[nodiscard]] bool answers() const;

    /// The id of a job that printed "one\ntwo\n".
    [[nodiscard]] QString ended() const { return m_ended; }
    /// What a client that costs nothing may still make of the server's memory; a sanitizer keeps what was freed, for a
    /// while.
#ifdef __SANITIZE_ADDRESS__
    static constexpr qint64 spareMemory = 512LL * 1024 * 1024;
#else
    static constexpr qint64 spareMemory = 16LL * 1024 * 1024;
#endif
    static constexpr qsizetype bigLogBytes = 64LL * 1024 * 1024;
    /// The path of a log of that size; it is made with the first call.
    QString bigLog();

    [[nodiscard]] qint64 residentBytes();
    [[nodiscard]] qsizetype openFiles();

private:
    QTemporaryDir m_dir;
    DaemonProcess m_daemon;
    HttpClient m_http;
    QString m_ended;
    QString m_bigLog;
};

} // namespace ca::test
