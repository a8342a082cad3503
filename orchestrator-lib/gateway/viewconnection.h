#pragma once

#include <QObject>
#include <memory>

#include "callerpolicy.h"
#include "lazytimer.h"
#include "pipepool.h"
#include "requesthead.h"
#include "rfbfilter.h"
#include "streambridge.h"
#include "viewsetup.h"

namespace ca {

/// What the connections of a view share; it outlives them.
struct ViewContext
{
    ViewSetup setup;
    CallerPolicy policy;
    GuardLimits headLimits;
    PipePool &pipes;
};

/// One client's connection to a view: its requests are judged by Host, Origin and path before anything else happens;
/// files are answered here, and for a WebSocket or a notebook's request a stream into the sandbox is asked for, which
/// then has the connection to itself. Lives on the gateway thread.
class ViewConnection : public QObject
{
    Q_OBJECT

public:
    ViewConnection(UniqueFd client, ViewContext &context);

    /// The answer to streamWanted().
    void takeStream(UniqueFd stream);
    /// There is none; the sentence says why.
    void refuseStream(const QByteArray &sentence);
    /// A stream was had, so that somebody looks through this connection.
    [[nodiscard]] bool isViewer() const { return m_bridge != nullptr; }

Q_SIGNALS:
    void streamWanted();
    /// Somebody looks from now on.
    void viewerCame();
    /// It is over and may be deleted (later). Emitted once.
    void closed();

private:
    enum class Stage : quint8 { Head, AwaitingStream, Answering, Lingering, Bridged, Closed };

    void onReady();
    void readHead();
    void takeBytes(QByteArrayView bytes);
    void judge();
    void judgeDesktop(QByteArrayView rest);
    void judgeWebSocket();
    void serve(const QByteArray &path);
    void refuse(int status, QByteArrayView sentence);
    void askForStream();
    void send(const QByteArray &answer);
    void flush();
    void afterAnswer();
    void close();
    void setDeadline(std::chrono::milliseconds patience);

    ViewContext &m_context;
    std::unique_ptr<WatchedSocket> m_client;
    RequestHead m_head;
    QByteArray m_early;
    QByteArray m_answer;
    qsizetype m_sent = 0;
    std::unique_ptr<StreamBridge> m_bridge;
    ViewerRights m_rights = ViewerRights::Watch;
    Stage m_stage = Stage::Head;
    bool m_isLast = false;
    LazyTimer::Clock::time_point m_deadline;
    LazyTimer m_timer;
};

} // namespace ca
