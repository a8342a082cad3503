#pragma once

#include "bytepump.h"
#include "lazytimer.h"
#include "requesthead.h"
#include "responsehead.h"
#include "streambridge.h"
#include "viewlimits.h"

namespace ca {

/// One request to a notebook and its answer, or the WebSocket that it becomes; then the connection is closed. So
/// whatever bytes a client sends, the notebook gets exactly the one request that was judged. Cookies, which know no
/// ports and so belong to other origins as well, go neither way: who has the view's path is let in with the notebook's
/// token. What the notebook says about the rights of its pages is replaced by what a page from a sandbox may do.
class HttpRelay : public StreamBridge
{
    Q_OBJECT

public:
    /// `early` came after the head.
    HttpRelay(std::unique_ptr<WatchedSocket> client, UniqueFd notebook, const RequestHead &head, QByteArray early,
              const QByteArray &token, PipePool &pipes, const ViewLimits &limits);

    void start() override;

private:
    enum class Stage : quint8 { Answer, Body, Tunnel, LastWords, Lingering, Closed };

    void onClientReady();
    void onNotebookReady();
    void readAnswer();
    void takeAnswer(QByteArrayView bytes);
    void beginTunnel(QByteArrayView first);
    void refuse();
    void pump();
    void updateWatches();
    void linger();
    void close();
    void setDeadline(std::chrono::milliseconds patience);

    const ViewLimits m_limits;
    std::unique_ptr<WatchedSocket> m_client;
    WatchedSocket m_notebook;
    std::atomic<qint64> m_moved = 0;
    BytePump m_up;
    BytePump m_down;
    ResponseHead m_response;
    QByteArray m_request;
    Framing m_framing;
    QByteArray m_early;
    /// Of the page's own origin: "127.0.0.1:40123".
    QByteArray m_host;
    Stage m_stage = Stage::Answer;
    bool m_isHead;
    bool m_isUpgrade;
    bool m_isNotebookTold = false;
    LazyTimer::Clock::time_point m_deadline;
    LazyTimer m_timer;
};

} // namespace ca
