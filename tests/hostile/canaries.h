#pragma once

#include <QLocalServer>
#include <QObject>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QUdpSocket>
#include <memory>
#include <sys/types.h>

namespace ca::hostile {

/// What an attack would find on the host if it got out: a file, a folder, a process and servers, all open to everyone.
/// Each notices when it is touched.
class Canaries : public QObject
{
public:
    /// `uid`: the user whose processes jobs are outside, the one most able to harm the canary process.
    explicit Canaries(uid_t uid);
    ~Canaries() override;

    [[nodiscard]] bool areReady() const { return m_ready; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] quint16 tcpPort() const { return m_tcp.serverPort(); }
    [[nodiscard]] quint16 udpPort() const { return m_udp.localPort(); }
    [[nodiscard]] QString abstractName() const { return m_abstractName; }
    /// In the file, in the process' command line and in the server's environment; must never be seen inside.
    [[nodiscard]] QString secret() const { return m_secret; }

    /// Empty, or what has happened to a canary.
    [[nodiscard]] QString harm() const;

private:
    void listen();

    QTemporaryDir m_folder;
    QString m_secret;
    QString m_abstractName;
    QTcpServer m_tcp;
    QUdpSocket m_udp;
    QLocalServer m_path;
    QLocalServer m_abstract;
    QProcess m_process;
    QStringList m_touched;
    QByteArray m_hostFiles;
    bool m_ready = false;
};

} // namespace ca::hostile
