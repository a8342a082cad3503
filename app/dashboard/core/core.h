#pragma once

#include <QCoroTask>
#include <QObject>
#include <memory>

#include "apiconfig.h"
#include "apistate.h"
#include "enginestate.h"
#include "listenaddress.h"
#include "orchestrator.h"
#include "settings.h"

namespace ca {
class ApiServer;
class Providers;
class ViewDoor;
struct Setting;
} // namespace ca

namespace ca::dashboard {

/// What the core is made from.
struct CoreConfig
{
    OrchestratorConfig orchestrator;
    ListenAddress listen;
    ApiConfig api = {};
    Settings settings = {};

    static CoreConfig from(const Settings &settings);
};

/// What lives on the core thread: the orchestrator and the API server over it. Made on any thread and then moved
/// there; everything but the constructor is called there.
class Core : public QObject
{
    Q_OBJECT

public:
    explicit Core(CoreConfig config);
    ~Core() override;

    /// opened() or failed() follows, after opened() also apiChanged() and engineChecked().
    QCoro::Task<void> open();
    /// Tries another address for the API; apiChanged() follows.
    void listen(const ListenAddress &where);
    /// Puts in force what of these settings can be without a restart; apiChanged() follows when that moves the API.
    void apply(const Settings &settings);
    /// Whether apply() takes it over.
    static bool appliesAtOnce(const Setting &setting);
    /// Ends everything in good order, waiting for an open() that is still at work; stopped() follows.
    QCoro::Task<void> stop();

Q_SIGNALS:
    void opened(ca::Orchestrator *orchestrator);
    void failed(const ca::Error &error);
    void apiChanged(const ca::dashboard::ApiState &state);
    void engineChecked(const ca::dashboard::EngineState &state);
    void stopped();

private:
    QCoro::Task<void> openAndCheck();
    void openDoors();

    CoreConfig m_config;
    std::unique_ptr<Providers> m_providers;
    std::unique_ptr<Orchestrator> m_orchestrator;
    std::unique_ptr<ApiServer> m_api;
    std::unique_ptr<ViewDoor> m_desktops;
    std::unique_ptr<ViewDoor> m_notebooks;
    /// A coroutine of this object is suspended inside the orchestrator, which must not go now.
    bool m_busy = false;
    bool m_stopping = false;
};

} // namespace ca::dashboard
