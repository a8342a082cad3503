#include "notebook.h"

#include <chrono>
#include <unistd.h>
#include <utility>

#include "programs.h"

namespace ca::agent {

namespace {

/// Without it a question pops up whether JupyterLab may look for news, which it cannot reach.
constexpr const char *settings =
    R"({"@jupyterlab/apputils-extension:notification":{"fetchNews":"false","checkForUpdates":false}})";

} // namespace

Notebook::Notebook(ServiceParts parts)
    : Service(parts, protocol::servicename::notebook)
    , m_nextLook(parts.loop, [this] { look(); })
{
}

std::expected<void, std::string> Notebook::launch(const protocol::ServiceStart &options)
{
    const auto program = programs::require({"jupyter-lab"}, "jupyterlab");
    if (!program)
        return std::unexpected(program.error());
    if (const auto written = folder().write("overrides.json", settings); !written)
        return std::unexpected(written.error());
    m_watch = std::make_unique<FolderWatch>(parts().loop, folder().path(), [this] { look(); });
    const std::string baseUrl = options.baseUrl.empty() ? "/" : options.baseUrl;
    // Never with --port, which would make it listen on TCP. The steps' folder is its own root by being the current one.
    return launchMain(
        {.arguments = {*program, "--no-browser", "--ServerApp.sock=" + socketPath(), "--ServerApp.sock_mode=0600",
                       "--IdentityProvider.token=" + options.token, "--ServerApp.base_url=" + baseUrl,
                       "--ServerApp.allow_remote_access=True", "--LabApp.extension_manager=readonly",
                       "--LabApp.news_url=None", "--LabApp.app_settings_dir=" + folder().path(),
                       // For extensions of classic notebooks only, and a fifth of a second to load.
                       "--ServerApp.jpserver_extensions=notebook_shim=False"},
         .environment = environment()});
}

void Notebook::look()
{
    // The socket's file is there a moment before anybody listens.
    constexpr auto moment = std::chrono::milliseconds(5);
    if (state() == State::Ready || !m_watch)
        return;
    if (tryConnect().isValid())
        return becomeReady();
    if (::access(socketPath().c_str(), F_OK) == 0)
        m_nextLook.start(moment);
}

void Notebook::discardRest()
{
    m_nextLook.stop();
    m_watch.reset();
}

} // namespace ca::agent
