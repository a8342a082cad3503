#pragma once

#include <QObject>

#include "bytepump.h"
#include "guardlimits.h"
#include "lazytimer.h"
#include "outboundconnector.h"
#include "proxycontext.h"
#include "proxyrequest.h"
#include "responsehead.h"
#include "watchedsocket.h"

namespace ca {

/// One connection of a job to its proxy, which carries one request: a tunnel, or a request that is passed on and its
/// answer; then it is closed. So whatever bytes a client sends, a server gets exactly the one request that was judged.
/// Lives on the egress thread.
class ProxyConnection : public QObject
{
    Q_OBJECT

public:
    ProxyConnection(UniqueFd client, ProxyContext &context);

Q_SIGNALS:
    /// It is over and may be deleted (later).
    void closed();
    /// Bytes have gone through.
    void moved();

private:
    enum class Stage : quint8 { Head, Connecting, UpstreamAnswer, Tunnel, Answer, Relay, LastWords, Lingering, Closed };

    void onClientReady();
    void onServerReady();
    void readHead();
    void judge();
    void connectTo(const EgressTarget &target, OutboundConnector::Judge judge);
    void onConnected();
    void onFailed(EgressVerdict verdict, const QString &reason);
    void askUpstream();
    void readUpstreamAnswer();
    void startTunnel(const QByteArray &first);
    void startRelay();
    void readAnswer();
    void readResponseHead(QByteArrayView bytes);
    /// The proxy's own answer.
    void refuse(int status, const QString &sentence);
    void pump();
    void linger();
    void dropServer();
    void close();
    void updateWatches();
    void setDeadline(std::chrono::milliseconds patience);

    ProxyContext &m_context;
    Stage m_stage = Stage::Head;
    WatchedSocket m_client;
    std::unique_ptr<WatchedSocket> m_server;
    OutboundConnector m_connector;
    GuardLimits m_limits;
    RequestHead m_head;
    /// What came after the head.
    QByteArray m_early;
    ProxyRequest m_request;
    std::optional<ProxyUrl> m_upstream;
    ResponseHead m_response;
    BytePump m_up;
    BytePump m_down;
    bool m_isServerTold = false;
    bool m_isClientTold = false;
    LazyTimer::Clock::time_point m_deadline;
    LazyTimer m_timer;
};

} // namespace ca
