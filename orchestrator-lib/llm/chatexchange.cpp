#include "chatexchange.h"

#include <QNetworkReply>

#include "errorbody.h"
#include "faultreader.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr qint64 maxErrorBody = 64LL * 1024;
constexpr int firstNotGood = 300;
/// For what comes after the model's last word: the numbers, the end of the connection.
constexpr auto afterTheEnd = 3s;

ChatFault unreachable(const QString &reason)
{
    return {.kind = ChatErrorKind::Unreachable, .said = reason};
}

QString seconds(std::chrono::milliseconds time)
{
    return u"%1 s"_s.arg(std::chrono::duration<double>(time).count());
}
} // namespace

ChatExchange::ChatExchange(QNetworkReply *reply, const ChatPatience &patience, bool streams)
    : m_reply(reply)
    , m_patience(patience)
    , m_streams(streams)
{
    m_stall.setSingleShot(true);
    m_total.setSingleShot(true);
    connect(&m_stall, &QTimer::timeout, this,
            [this] { giveUp(unreachable(u"nothing came for %1"_s.arg(seconds(m_stall.intervalAsDuration())))); });
    connect(&m_total, &QTimer::timeout, this,
            [this] { giveUp(unreachable(u"the answer took longer than %1"_s.arg(seconds(m_patience.total)))); });
    connect(reply, &QNetworkReply::readyRead, this, &ChatExchange::read);
    connect(reply, &QNetworkReply::uploadProgress, this, &ChatExchange::movesOn);
    connect(reply, &QNetworkReply::requestSent, this, &ChatExchange::movesOn);
    connect(reply, &QNetworkReply::finished, this, [this] {
        read();
        endOnce();
    });
    m_total.start(patience.total);
    m_stall.start(patience.connect);
}

ChatExchange::~ChatExchange()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater(); // this may come from within its signals
}

void ChatExchange::movesOn()
{
    if (!m_hasEnded)
        m_stall.start(m_streams ? m_patience.stall : m_patience.total);
}

void ChatExchange::cancel()
{
    giveUp(ChatFault{.kind = ChatErrorKind::Cancelled});
}

bool ChatExchange::isGood() const
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return status > 0 && status < firstNotGood;
}

void ChatExchange::read()
{
    if (m_hasEnded || m_reply->bytesAvailable() == 0)
        return;
    const QByteArray bytes = m_reply->readAll();
    movesOn();
    if (!isGood()) {
        m_errorBody += bytes.first(std::min<qsizetype>(bytes.size(), maxErrorBody - m_errorBody.size()));
        if (m_errorBody.size() >= maxErrorBody)
            giveUp(std::nullopt);
        return;
    }
    if (!m_reader.feed(bytes))
        return giveUp(ChatFault{.kind = ChatErrorKind::BadAnswer, .said = u"it is larger than an answer may be"_s});
    if (m_reader.isDone())
        return giveUp(std::nullopt);
    if (m_reader.hasFinished())
        m_stall.start(afterTheEnd);
}

void ChatExchange::giveUp(const std::optional<ChatFault> &fault)
{
    if (m_hasEnded)
        return;
    // After the model's last word nothing is missing, whatever the connection does.
    if (!m_reader.hasFinished() || (fault && fault->kind == ChatErrorKind::Cancelled))
        m_fault = fault;
    m_isCutShort = true;
    m_reply->disconnect(this);
    m_reply->abort();
    endOnce();
}

void ChatExchange::endOnce()
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_stall.stop();
    m_total.stop();
    Q_EMIT ended();
}

ChatFault ChatExchange::networkFault() const
{
    return unreachable(oneLine(m_reply->errorString()));
}

std::expected<ChatAnswer, ChatFault> ChatExchange::result()
{
    if (m_fault)
        return std::unexpected(*m_fault);
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return std::unexpected(networkFault());
    if (!isGood())
        return std::unexpected(faultOfAnswer(status, m_reply->headers(), m_errorBody));
    return m_reader.finish(m_isCutShort || m_reply->error() == QNetworkReply::NoError);
}

} // namespace ca
