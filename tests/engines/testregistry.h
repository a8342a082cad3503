#pragma once

#include <QByteArray>
#include <QHttpServer>
#include <QObject>
#include <memory>
#include <vector>

namespace ca::test {

/// A registry on this machine with one image, of one small file, for engines to pull: the part of the Distribution
/// protocol that they need (https://distribution.github.io/distribution/spec/api/). It can keep an engine waiting.
class TestRegistry : public QObject
{
    Q_OBJECT

public:
    TestRegistry();

    /// "127.0.0.1:PORT/tiny:1"
    [[nodiscard]] QString image() const { return QStringLiteral("127.0.0.1:%1/tiny:1").arg(m_port); }
    /// Of an image that it has not.
    [[nodiscard]] QString missingImage() const { return QStringLiteral("127.0.0.1:%1/none:1").arg(m_port); }
    /// Whoever asks for the image's layer waits until release().
    void hold() { m_isHolding = true; }
    void release();
    [[nodiscard]] bool isWaitedFor() const { return !m_waiting.empty(); }

private:
    void answerManifest(const QString &name, QHttpServerResponder &&responder) const;
    void answerBlob(const QString &digest, QHttpServerResponder &&responder);

    QHttpServer m_server;
    quint16 m_port = 0;
    QByteArray m_layer;
    QByteArray m_config;
    bool m_isHolding = false;
    std::vector<QHttpServerResponder> m_waiting;
};

} // namespace ca::test
