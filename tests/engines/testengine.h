#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <memory>

#include "engineclient.h"
#include "testbridge.h"

namespace ca::test {

/// A real engine of the test's own: data, sockets and state are in a temporary folder, no packet filter is made, a
/// bridge only where one must be, and nothing of it is left afterwards.
class TestEngine
{
public:
    /// `keepsContainers`: what runs in it outlives it, as with Podman always.
    explicit TestEngine(EngineKind kind, bool keepsContainers = false);
    ~TestEngine();

    /// Why an engine cannot run here; empty when it may.
    static QString obstacle(EngineKind kind);

    /// False when it does not answer within three minutes; log() says why.
    bool start();
    /// The clean way, and what is mounted below its folder is gone; true when it ended by itself.
    bool stop();
    /// SIGKILL: containers may go on.
    void kill();

    [[nodiscard]] QString log() const;
    [[nodiscard]] QString socketPath() const { return m_dir.path() + QStringLiteral("/engine.sock"); }
    /// For a program that is to use it.
    [[nodiscard]] QProcessEnvironment environment() const;
    [[nodiscard]] EngineClient &client() { return *m_client; }

    /// An image from a tar archive of its files; the error, or nothing.
    QString importImage(const QString &name, const QByteArray &tar);
    /// The same from an archive of any size.
    QString importFile(const QString &name, const QString &path);
    /// Ids of all containers, whoever's they are; an error's sentence where they cannot be listed.
    QStringList containers();
    /// Names and ids of all images, volumes and networks.
    QStringList others();

private:
    [[nodiscard]] QStringList command() const;
    QStringList names(const QString &path, const QString &list, const QString &field);
    void unmount() const;

    EngineKind m_kind;
    bool m_keepsContainers;
    QTemporaryDir m_dir;
    std::unique_ptr<TestBridge> m_bridge; // outlives the process
    QProcess m_process;
    std::unique_ptr<EngineClient> m_client;
};

/// $CA_ENGINE; Docker where it says nothing.
EngineKind engineUnderTest();
/// The archive that the fixture has made ($CA_BASE_IMAGE); empty when there is none.
QString baseImage();
/// An archive with nothing but an empty folder: no shell, no library.
QByteArray emptyImage();

} // namespace ca::test
