#pragma once

#include <QObject>
#include <QThread>

#include "apiconfig.h"
#include "apistate.h"
#include "enginestate.h"
#include "listenaddress.h"
#include "orchestrator.h"
#include "settings.h"

namespace ca::dashboard {

class Core;
struct CoreConfig;

/// The thread on which orchestrator and API server live, with an event loop of its own: a frozen window never stalls
/// them. Lives on the GUI thread; its signals arrive there.
class CoreThread : public QObject
{
    Q_OBJECT

public:
    explicit CoreThread(CoreConfig config, QObject *parent = nullptr);
    /// Does what stop() does, where that was not called, and waits for it.
    ~CoreThread() override;

    /// opened() or failed() follows.
    void start();
    /// Tries another address for the API; apiChanged() follows.
    void listen(const ListenAddress &where);
    /// Puts in force what of these settings can be without a restart.
    void apply(const Settings &settings);
    /// Ends running jobs and everything else; stopped() follows, within about 10 s.
    void stop();

Q_SIGNALS:
    void opened(ca::Orchestrator *orchestrator);
    void failed(const ca::Error &error);
    void apiChanged(const ca::dashboard::ApiState &state);
    void engineChecked(const ca::dashboard::EngineState &state);
    /// From here on the orchestrator may vanish; emitted inside stop().
    void stopping();
    void stopped();

private:
    QThread m_thread;
    /// Deleted on its own thread, when that ends.
    Core *m_core;
    bool m_stopping = false;
};

} // namespace ca::dashboard
