#include "daemon.h"

#include <QCoreApplication>
#include <cstdio>

namespace ca {

Daemon::Daemon(const Settings &settings, const OrchestratorConfig &config)
    : m_listen(settings.listen())
    , m_providers(settings)
    , m_orchestrator(config, m_providers)
    , m_api(m_orchestrator, m_providers, {.token = settings.apiToken(), .settings = settings.toJson()})
    , m_desktopPort(settings.desktopPort())
    , m_notebookPort(settings.notebookPort())
    , m_desktops(m_orchestrator, Service::Desktop, settings.apiToken())
    , m_notebooks(m_orchestrator, Service::Notebook, settings.apiToken())
{
    connect(&m_signals, &TerminationSignals::received, this, &Daemon::stop);
}

int Daemon::fail(const Error &error)
{
    std::fprintf(stderr, "containerized-agentd: %s\n", qUtf8Printable(error.message));
    return error.code == ErrorCode::InvalidArgument ? 2 : 1;
}

QCoro::Task<void> Daemon::start()
{
    const Result<void> opened = co_await m_orchestrator.open();
    if (!opened) {
        QCoreApplication::exit(fail(opened.error()));
        co_return;
    }
    if (const auto listening = m_api.listen(m_listen); !listening) {
        const int exitCode = fail(listening.error());
        co_await m_orchestrator.shutdown();
        QCoreApplication::exit(exitCode);
        co_return;
    }
    std::printf("listening on %s\n", qUtf8Printable(m_api.url().toString()));
    openDoors();
    std::fflush(stdout);
}

void Daemon::openDoors()
{
    m_desktops.listenAsSet(m_desktopPort);
    m_notebooks.listenAsSet(m_notebookPort);
    if (m_desktops.port() != 0)
        std::printf("desktops at http://127.0.0.1:%d/\n", m_desktops.port());
    if (m_notebooks.port() != 0)
        std::printf("notebooks at http://127.0.0.1:%d/\n", m_notebooks.port());
}

QCoro::Task<void> Daemon::stop()
{
    if (std::exchange(m_isStopping, true))
        co_return;
    co_await m_orchestrator.shutdown();
    QCoreApplication::exit(0);
}

} // namespace ca
