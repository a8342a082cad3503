#include "testregistry.h"

#include <QCryptographicHash>
#include <QHttpHeaders>
#include <QHttpServerResponder>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>

#include "containerimages.h"

namespace ca::test {

using namespace Qt::StringLiterals;

namespace {

QString digestOf(const QByteArray &bytes)
{
    return u"sha256:"_s + QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

void answer(QHttpServerResponder &responder, const QByteArray &body, const QByteArray &type)
{
    QHttpHeaders headers;
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, type);
    headers.append("Docker-Content-Digest"_L1, digestOf(body));
    responder.write(body, headers);
}

} // namespace

TestRegistry::TestRegistry()
    : m_layer(tarOf("note.txt", "from a registry\n"))
{
    m_config = QJsonDocument(QJsonObject{{u"architecture"_s, u"amd64"_s},
                                         {u"os"_s, u"linux"_s},
                                         {u"config"_s, QJsonObject()},
                                         {u"rootfs"_s, QJsonObject{{u"type"_s, u"layers"_s},
                                                                   {u"diff_ids"_s, QJsonArray{digestOf(m_layer)}}}}})
                   .toJson(QJsonDocument::Compact);
    m_server.route(u"/v2/"_s, [] { return QHttpServerResponse("application/json"_ba, "{}"_ba); });
    m_server.route(u"/v2/<arg>/manifests/<arg>"_s,
                   [this](const QString &name, const QString &, QHttpServerResponder &responder) {
                       answerManifest(name, std::move(responder));
                   });
    m_server.route(u"/v2/<arg>/blobs/<arg>"_s,
                   [this](const QString &, const QString &digest, QHttpServerResponder &responder) {
                       answerBlob(digest, std::move(responder));
                   });
    auto *listener = new QTcpServer(this);
    if (!listener->listen(QHostAddress::LocalHost) || !m_server.bind(listener))
        qFatal("the registry cannot listen");
    m_port = listener->serverPort();
}

void TestRegistry::answerManifest(const QString &name, QHttpServerResponder &&responder) const
{
    if (name != "tiny"_L1) {
        responder.write(QHttpServerResponder::StatusCode::NotFound);
        return;
    }
    const auto part = [](const QByteArray &bytes, const QString &type) {
        return QJsonObject{{u"mediaType"_s, type}, {u"size"_s, bytes.size()}, {u"digest"_s, digestOf(bytes)}};
    };
    const QJsonObject manifest{
        {u"schemaVersion"_s, 2},
        {u"mediaType"_s, u"application/vnd.docker.distribution.manifest.v2+json"_s},
        {u"config"_s, part(m_config, u"application/vnd.docker.container.image.v1+json"_s)},
        {u"layers"_s, QJsonArray{part(m_layer, u"application/vnd.docker.image.rootfs.diff.tar"_s)}}};
    answer(responder, QJsonDocument(manifest).toJson(QJsonDocument::Compact),
           "application/vnd.docker.distribution.manifest.v2+json");
}

void TestRegistry::answerBlob(const QString &digest, QHttpServerResponder &&responder)
{
    const bool isLayer = digest == digestOf(m_layer);
    if (isLayer && m_isHolding) {
        m_waiting.push_back(std::move(responder));
        return;
    }
    answer(responder, isLayer ? m_layer : m_config, "application/octet-stream");
}

void TestRegistry::release()
{
    m_isHolding = false;
    for (QHttpServerResponder &waiting : m_waiting)
        answer(waiting, m_layer, "application/octet-stream");
    m_waiting.clear();
}

} // namespace ca::test
