#include "view.h"

#include <QPointer>
#include <QRandomGenerator>
#include <QUrlQuery>
#include <array>

namespace ca {

using namespace Qt::StringLiterals;

QByteArray makeViewSecret()
{
    std::array<quint32, 4> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), std::ssize(bits));
    return QByteArray(reinterpret_cast<const char *>(bits.data()), sizeof bits)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

View::View(ViewServer &server, quint16 port, const ViewSetup &setup, StreamConnector connector)
    : m_server(&server)
    , m_kind(setup.kind)
    , m_port(port)
    , m_secret(setup.secret)
    , m_controlSecret(setup.controlSecret)
    , m_token(setup.token)
    , m_connector(std::make_shared<StreamConnector>(std::move(connector)))
{
    connect(m_server, &ViewServer::streamWanted, this, &View::connectStream);
    connect(m_server, &ViewServer::viewersChanged, this, [this](int viewers) {
        m_viewers = viewers;
        Q_EMIT viewersChanged(viewers);
    });
}

View::~View()
{
    m_server->deleteLater(); // on its thread
}

QUrl View::url(ViewerRights rights) const
{
    const bool isControl = rights == ViewerRights::Control && !m_controlSecret.isEmpty();
    const QString folder = u'/' + QString::fromLatin1(isControl ? m_controlSecret : m_secret) + u'/';
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(m_port);
    QUrlQuery query;
    if (m_kind == ViewKind::Desktop) {
        url.setPath(folder + u"desktop.html"_s);
        query.addQueryItem(u"path"_s, folder + u"websockify"_s);
        if (isControl)
            query.addQueryItem(u"control"_s, u"1"_s);
    } else {
        url.setPath(folder + u"lab"_s);
        query.addQueryItem(u"token"_s, QString::fromLatin1(m_token));
    }
    url.setQuery(query);
    return url;
}

QCoro::Task<void> View::connectStream(quint64 connection)
{
    const QPointer<View> self = this;
    const auto connector = m_connector;
    auto stream = co_await (*connector)();
    if (!self)
        co_return;
    if (!stream) {
        const QString sentence = stream.error().message;
        QMetaObject::invokeMethod(
            m_server, [server = m_server, connection, sentence] { server->refuseStream(connection, sentence); },
            Qt::QueuedConnection);
        co_return;
    }
    auto fd = std::make_shared<UniqueFd>(std::move(*stream));
    QMetaObject::invokeMethod(
        m_server, [server = m_server, connection, fd] { server->takeStream(connection, std::move(*fd)); },
        Qt::QueuedConnection);
}

} // namespace ca
