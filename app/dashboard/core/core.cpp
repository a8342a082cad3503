#include "core.h"

#include "apiserver.h"
#include "providers.h"
#include "redactor.h"
#include "settingtable.h"
#include "viewdoor.h"

namespace ca::dashboard {

CoreConfig CoreConfig::from(const Settings &settings)
{
    return {.orchestrator = OrchestratorConfig::from(settings, QStringLiteral("containerized-agent")),
            .listen = settings.listen(),
            .api = {.token = settings.apiToken(), .settings = settings.toJson()},
            .settings = settings};
}

Core::Core(CoreConfig config)
    : m_config(std::move(config))
{
}

Core::~Core() = default;

QCoro::Task<void> Core::open()
{
    m_busy = true;
    co_await openAndCheck();
    m_busy = false;
    if (m_stopping)
        co_await stop();
}

QCoro::Task<void> Core::openAndCheck()
{
    m_providers = std::make_unique<Providers>(m_config.settings);
    m_orchestrator = std::make_unique<Orchestrator>(m_config.orchestrator, *m_providers);
    const Result<void> result = co_await m_orchestrator->open();
    if (m_stopping)
        co_return;
    if (!result) {
        m_orchestrator.reset();
        Q_EMIT failed(result.error());
        co_return;
    }
    Q_EMIT opened(m_orchestrator.get());
    listen(m_config.listen);
    openDoors();
    SandboxEngine &standard = m_orchestrator->engines().standard();
    const QString name = standard.name();
    const Result<void> checked = co_await standard.check();
    Q_EMIT engineChecked({.name = name, .error = checked ? QString() : checked.error().message});
}

void Core::openDoors()
{
    const QString &token = m_config.api.token;
    m_desktops = std::make_unique<ViewDoor>(*m_orchestrator, Service::Desktop, token);
    m_desktops->listenAsSet(m_orchestrator->config().desktopPort);
    m_notebooks = std::make_unique<ViewDoor>(*m_orchestrator, Service::Notebook, token);
    m_notebooks->listenAsSet(m_orchestrator->config().notebookPort);
}

void Core::listen(const ListenAddress &where)
{
    if (!m_orchestrator || m_stopping)
        return;
    m_api = std::make_unique<ApiServer>(*m_orchestrator, *m_providers, m_config.api);
    const Result<void> result = m_api->listen(where);
    ApiState state{.url = m_api->url(), .port = where.port, .error = {}};
    if (!result)
        state = {.url = {}, .port = where.port, .error = result.error().message};
    state.needsToken = !m_config.api.token.isEmpty();
    Q_EMIT apiChanged(state);
}

bool Core::appliesAtOnce(const Setting &setting)
{
    return setting.group == SettingGroup::Providers || setting.name == settingname::listen ||
           setting.name == settingname::apiToken || setting.name == settingname::allowedHosts;
}

void Core::apply(const Settings &settings)
{
    if (!m_orchestrator || m_stopping)
        return;
    const auto isSame = [this, &settings](const QString &name) {
        return settings.value(name) == m_config.settings.value(name);
    };
    if (!isSame(settingname::allowedHosts))
        m_orchestrator->setAllowedHosts(settings.allowedHosts());
    const bool moves = !isSame(settingname::listen) || !isSame(settingname::apiToken);
    for (const Setting &setting : settingTable()) {
        if (!appliesAtOnce(setting))
            continue;
        m_config.settings.adopt(setting.name, settings);
        if (setting.type == SettingType::Secret || setting.type == SettingType::Headers) {
            for (const QString &secret : secretsIn(setting, settings.value(setting.name)))
                m_orchestrator->redactor()->add(Secret(secret.toUtf8()));
        }
    }
    m_providers->take(m_config.settings);
    m_config.listen = settings.listen();
    m_config.api = {.token = settings.apiToken(), .settings = m_config.settings.toJson()};
    if (moves)
        listen(m_config.listen);
    else if (m_api)
        m_api->setSettings(m_config.api.settings);
}

QCoro::Task<void> Core::stop()
{
    m_stopping = true;
    if (m_busy)
        co_return; // open() comes back here when it is done
    m_api.reset();
    m_desktops.reset();
    m_notebooks.reset();
    if (m_orchestrator)
        co_await m_orchestrator->shutdown();
    m_orchestrator.reset();
    Q_EMIT stopped();
}

} // namespace ca::dashboard
