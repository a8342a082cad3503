#pragma once

#include <QCoroTask>
#include <QObject>

#include "apiserver.h"
#include "orchestrator.h"
#include "providers.h"
#include "settings.h"
#include "terminationsignals.h"
#include "viewdoor.h"

namespace ca {

/// The headless server: an orchestrator and its API on the main thread, until a signal ends it.
class Daemon : public QObject
{
    Q_OBJECT

public:
    /// `config`: as the settings say.
    Daemon(const Settings &settings, const OrchestratorConfig &config);

    /// Opens, listens, and prints the address; ends the application with a sentence when that fails.
    QCoro::Task<void> start();

    /// Prints the sentence; returns the exit code for it: 2 for wrong use, else 1.
    static int fail(const Error &error);

private:
    QCoro::Task<void> stop();
    void openDoors();

    TerminationSignals m_signals;
    ListenAddress m_listen;
    Providers m_providers;
    Orchestrator m_orchestrator;
    ApiServer m_api;
    QString m_desktopPort;
    QString m_notebookPort;
    ViewDoor m_desktops;
    ViewDoor m_notebooks;
    bool m_isStopping = false;
};

} // namespace ca
