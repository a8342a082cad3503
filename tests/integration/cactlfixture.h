#pragma once

#include <QJsonObject>
#include <QTemporaryDir>
#include <memory>

#include "cactlprocess.h"
#include "daemonprocess.h"

namespace ca::test {

/// A real server with a few stored jobs, and a folder to call cactl in.
class CactlFixture
{
public:
    static const QString firstTwin;
    /// Its id has the same first characters.
    static const QString secondTwin;

    CactlFixture();

    [[nodiscard]] bool isReady() const { return m_daemon && m_daemon->isListening(); }
    [[nodiscard]] QString problem() const { return m_daemon ? m_daemon->errorOutput() : QString(); }
    bool stop() { return m_daemon->stop(); }

    CactlProcess::Outcome cactl(const QStringList &arguments, const QByteArray &input = {});
    /// A job that has run: it printed on both streams, not only text, and made a file.
    QString ranJob();

    [[nodiscard]] HttpClient &http() { return *m_http; }
    [[nodiscard]] QUrl url() const { return m_daemon->url(); }
    [[nodiscard]] QString dataDir() const { return m_data.path(); }
    /// In the folder where cactl is called.
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_data;
    QTemporaryDir m_folder;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<HttpClient> m_http;
    QString m_ran;
};

QJsonObject objectOf(const QByteArray &json);
QByteArray contentOf(const QString &path);
bool writeTo(const QString &path, const QByteArray &content);

} // namespace ca::test
