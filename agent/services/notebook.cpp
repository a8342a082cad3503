#include "notebook.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

#include "programs.h"

namespace ca::agent {

using namespace std::string_literals;

namespace {

/// Without it a question pops up whether JupyterLab may look for news, which it cannot reach.
constexpr const char *settings =
    R"({"@jupyterlab/apputils-extension:notification":{"fetchNews":"false","checkForUpdates":false}})";

/// It is as its package made it: nobody builds it anew, and nothing looks whether that should be done.
constexpr const char *pageConfig = R"({"buildAvailable":false,"buildCheck":false})";

/// Spares its start what takes longer than all the rest. Where Node is installed it runs Yarn before anything else,
/// only to learn where extensions would be downloaded from; and before it names its kernels it loads all of IPython,
/// only to learn of one more folder to look into.
constexpr const char *startScript = R"(import os
import runpy
import sys

del sys.argv[0]
try:
    from jupyterlab import commands
    commands._yarn_config = lambda logger: {"yarn config": {}, "npm config": {}}
    from jupyter_core.paths import jupyter_path
    for folder in [*jupyter_path("kernels"), os.path.expanduser("~/.ipython/kernels")]:
        sys.argv.append("--KernelSpecManager.kernel_dirs=" + folder)
except ImportError:
    pass
runpy.run_path(sys.argv[0], run_name="__main__")
)";

/// The Python that runs the program: "/usr/bin/python3" of a script that begins with "#!/usr/bin/python3"; empty where
/// the program is something else.
std::string pythonOf(const std::string &program)
{
    std::array<char, 512> buffer{};
    const Fd file(::open(program.c_str(), O_RDONLY | O_CLOEXEC));
    const ssize_t count = file.isValid() ? ::read(file.get(), buffer.data(), buffer.size()) : -1;
    const std::string_view begin(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    const auto end = begin.find('\n');
    if (!begin.starts_with("#!") || end == std::string_view::npos)
        return {};
    const std::string_view line = begin.substr(2, end - 2);
    const auto path = line.find('/');
    const bool isPlain = path != std::string_view::npos && line.find_first_of(" \t\r", path) == std::string_view::npos;
    const bool isPython = isPlain && line.substr(line.rfind('/') + 1).starts_with("python");
    return isPython ? std::string(line.substr(path)) : std::string();
}

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
    if (const auto written = folder().write("page_config.json", pageConfig); !written)
        return std::unexpected(written.error());
    auto command = commandFor(*program);
    if (!command)
        return std::unexpected(command.error());
    m_watch = std::make_unique<FolderWatch>(parts().loop, folder().path(), [this] { look(); });
    const std::string baseUrl = options.baseUrl.empty() ? "/" : options.baseUrl;
    // Never with --port, which would make it listen on TCP. The steps' folder is its own root by being the current one.
    for (auto argument : {"--no-browser"s, "--ServerApp.sock=" + socketPath(), "--ServerApp.sock_mode=0600"s,
                          "--IdentityProvider.token=" + options.token, "--ServerApp.base_url=" + baseUrl,
                          "--ServerApp.allow_remote_access=True"s, "--LabApp.extension_manager=readonly"s,
                          "--LabApp.news_url=None"s, "--LabApp.app_settings_dir=" + folder().path(),
                          // For extensions of classic notebooks only, and a fifth of a second to load.
                          "--ServerApp.jpserver_extensions=notebook_shim=False"s,
                          // Switched on by a file that not every sandbox has.
                          "--ServerApp.jpserver_extensions=jupyter_server_terminals=True"s})
        command->push_back(std::move(argument));
    return launchMain({.arguments = std::move(*command), .environment = environment()});
}

std::expected<std::vector<std::string>, std::string> Notebook::commandFor(const std::string &program)
{
    const std::string python = pythonOf(program);
    if (python.empty())
        return std::vector{program};
    return folder().write("start.py", startScript).transform([&](const std::string &script) {
        return std::vector{python, script, program};
    });
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
