#include "enginestream.h"

namespace ca {

namespace {
constexpr qint64 readAhead = 256LL * 1024;
}

EngineStream::EngineStream(QNetworkReply *reply)
    : m_reply(reply)
{
    reply->setReadBufferSize(readAhead);
    connect(reply, &QNetworkReply::metaDataChanged, this, [this] {
        m_status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        Q_EMIT moved();
    });
    connect(reply, &QNetworkReply::readyRead, this, &EngineStream::moved);
    connect(reply, &QNetworkReply::finished, this, &EngineStream::finish);
}

EngineStream::~EngineStream()
{
    giveUp();
}

void EngineStream::finish()
{
    m_status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // With a status the engine has answered, and what it said is in the body; only a broken body is a problem.
    const bool isBroken =
        m_reply->error() != QNetworkReply::NoError && m_reply->error() < QNetworkReply::ProxyConnectionRefusedError;
    if (m_status == 0 || isBroken)
        m_problem = m_reply->errorString();
    m_hasEnded = true;
    Q_EMIT moved();
}

qint64 EngineStream::bytesAvailable() const
{
    return m_reply ? m_reply->bytesAvailable() : 0;
}

QByteArray EngineStream::read(qint64 most)
{
    return m_reply ? m_reply->read(most) : QByteArray();
}

void EngineStream::giveUp()
{
    m_hasEnded = true;
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater(); // this may come from within its signals
    m_reply = nullptr;
}

} // namespace ca
