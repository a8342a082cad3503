#include "engineevents.h"

#include <QJsonDocument>

namespace ca {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto firstPause = 100ms;
constexpr auto longestPause = 10'000ms;
constexpr qsizetype longestEvent = 1024LL * 1024;
constexpr qint64 eventChunk = 64LL * 1024;
} // namespace

EngineEvents::EngineEvents(EngineClient &client, QString label)
    : m_client(client)
    , m_label(std::move(label))
    , m_pause(firstPause)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &EngineEvents::connectNow);
}

EngineEvents::~EngineEvents() = default;

void EngineEvents::start()
{
    m_again.stop();
    if (!m_stream)
        connectNow();
}

void EngineEvents::stop()
{
    m_again.stop();
    m_stream.reset();
    m_isConnected = false;
}

void EngineEvents::connectNow()
{
    m_line.clear();
    m_stream = m_client.events(m_label);
    connect(m_stream.get(), &EngineStream::moved, this, &EngineEvents::read);
}

void EngineEvents::read()
{
    if (m_stream->isGood() && !std::exchange(m_isConnected, true)) {
        m_pause = firstPause;
        Q_EMIT connected();
    }
    while (m_stream && m_stream->bytesAvailable() > 0) {
        m_line += m_stream->read(eventChunk);
        for (auto end = m_line.indexOf('\n'); end >= 0; end = m_line.indexOf('\n')) {
            readLine(m_line.first(end));
            m_line.remove(0, end + 1);
        }
        if (m_line.size() > longestEvent)
            return lose(u"it sent more than an event may be"_s);
    }
    if (m_stream && m_stream->hasEnded())
        lose(m_stream->problem().isEmpty() ? u"it ended the connection"_s : m_stream->problem());
}

void EngineEvents::readLine(const QByteArray &line)
{
    const QJsonObject event = QJsonDocument::fromJson(line).object();
    const QString id = event["Actor"_L1]["ID"_L1].toString();
    const QString action = event["Action"_L1].toString();
    if (event["Type"_L1].toString() == "container"_L1 && !id.isEmpty())
        Q_EMIT happened(id, action == "died"_L1 ? u"die"_s : action); // Podman's own word
}

void EngineEvents::lose(const QString &reason)
{
    m_stream.reset();
    m_isConnected = false;
    m_again.start(m_pause);
    m_pause = std::min<std::chrono::milliseconds>(2 * m_pause, longestPause);
    Q_EMIT lost(reason);
}

} // namespace ca
