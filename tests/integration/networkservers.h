#pragma once

#include <QTemporaryDir>
#include <memory>

#include "loopbackserver.h"

namespace ca::test {

/// Servers on the test's own loopback that stand for the internet of a job: a web server with a Python package index,
/// an npm registry and a git repository, and others that a job must not reach. Not at 127.0.0.1, which programs take
/// for the sandbox itself.
class NetworkServers
{
public:
    NetworkServers();

    /// Empty, or what could not be made.
    [[nodiscard]] QString problem() const { return m_problem; }
    /// "127.0.0.2:PORT", to be allowed.
    [[nodiscard]] QString allowed() const { return addressOf(*m_allowed); }
    [[nodiscard]] QString forbidden() const { return addressOf(*m_forbidden); }
    /// "[::1]:PORT"; empty where this machine has no IPv6.
    [[nodiscard]] QString forbiddenV6() const;
    [[nodiscard]] int forbiddenConnections() const { return m_forbidden->connections() + m_forbiddenV6->connections(); }

private:
    static QString addressOf(const LoopbackServer &server);
    QByteArray makeWheel();
    QByteArray makeNpmPackage();
    QHash<QByteArray, QByteArray> makeRepository();
    void run(const QString &program, const QStringList &arguments);

    QTemporaryDir m_dir;
    QString m_problem;
    QHash<QByteArray, QByteArray> m_files;
    std::unique_ptr<LoopbackServer> m_allowed;
    std::unique_ptr<LoopbackServer> m_forbidden;
    std::unique_ptr<LoopbackServer> m_forbiddenV6;
};

} // namespace ca::test
