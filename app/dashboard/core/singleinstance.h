#pragma once

#include <QLocalServer>
#include <QObject>
#include <memory>

class QLockFile;

namespace ca::dashboard {

/// Makes sure that one data folder has one dashboard: a second one asks the first to show its window and goes away.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    /// `runtimeDir` exists, belongs to this user, and is the data folder's own.
    explicit SingleInstance(const QString &runtimeDir, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// True: this is the first one, and it hears of the others from now on. Blocks for a second at most.
    bool claim();
    /// Asks the first one to show its window; `activationToken` is the desktop's permission to come to the front, or
    /// empty. False when nobody answers. Blocks for two seconds at most.
    bool raiseOther(const QByteArray &activationToken);

Q_SIGNALS:
    /// Another dashboard was started on the same folder.
    void raiseRequested(const QByteArray &activationToken);

private:
    void readRequest();

    QString m_socketPath;
    std::unique_ptr<QLockFile> m_lock;
    QLocalServer m_server;
};

} // namespace ca::dashboard
