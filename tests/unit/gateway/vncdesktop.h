#pragma once

#include <QImage>
#include <QProcess>
#include <QTemporaryDir>

#include "view.h"

namespace ca::test {

/// A real Xtigervnc on a Unix socket, without a sandbox. The destructor ends it.
class VncDesktop
{
public:
    VncDesktop();
    ~VncDesktop();
    VncDesktop(const VncDesktop &) = delete;
    VncDesktop &operator=(const VncDesktop &) = delete;

    /// False when it did not start.
    [[nodiscard]] bool isReady() const { return m_isReady; }
    /// Opens streams to it.
    [[nodiscard]] StreamConnector connector() const;
    /// Runs an X program there and waits for its end; what it wrote.
    QByteArray run(const QString &program, const QStringList &arguments = {});
    /// Runs one that stays.
    void start(const QString &program, const QStringList &arguments = {});
    void kill();

private:
    QTemporaryDir m_dir;
    QString m_display;
    QProcess m_server;
    std::vector<std::unique_ptr<QProcess>> m_programs;
    bool m_isReady = false;
};

/// A stream to a Unix socket. Errors: Io.
Result<UniqueFd> connectToUnix(const QString &path);

} // namespace ca::test
