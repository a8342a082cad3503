#include "desktop.h"

#include <algorithm>
#include <cstdlib>
#include <sys/stat.h>
#include <utility>

#include "programs.h"

namespace ca::agent {

namespace {

constexpr int defaultWidth = 1280;
constexpr int defaultHeight = 800;
constexpr int leastPixels = 64;
constexpr int mostPixels = 8192;
/// What the window manager says when it is ready.
constexpr const char *managerReady = "window-manager-ready";

int pixels(int wanted, int usual)
{
    return wanted > 0 ? std::clamp(wanted, leastPixels, mostPixels) : usual;
}

std::string geometryOf(const protocol::ServiceStart &options)
{
    return std::to_string(pixels(options.width, defaultWidth)) + 'x' +
           std::to_string(pixels(options.height, defaultHeight));
}

/// Where X servers and their clients look for each other's sockets.
void makeSocketFolder()
{
    constexpr const char *path = "/tmp/.X11-unix";
    constexpr mode_t mode = 01777;
    if (::mkdir(path, mode) == 0)
        ::chmod(path, mode); // whatever the umask
}

} // namespace

Desktop::Desktop(ServiceParts parts)
    : Service(std::move(parts), protocol::servicename::desktop)
{
}

Desktop::~Desktop() = default;

std::expected<void, std::string> Desktop::launch(const protocol::ServiceStart &options)
{
    const auto server = programs::require({"Xtigervnc", "Xvnc"}, "tigervnc-standalone-server");
    if (!server)
        return std::unexpected(server.error());
    if (const auto manager = programs::require({"openbox"}, "openbox"); !manager)
        return std::unexpected(manager.error());
    makeSocketFolder();
    // It takes the first display that is free, and says which on stdout when it is ready. Nobody but the agent reaches
    // its socket, so there is nothing to authenticate; without -rfbport -1 it would also listen on TCP.
    return launchMain({.arguments = {*server,
                                     "-displayfd",
                                     "1",
                                     "-geometry",
                                     geometryOf(options),
                                     "-depth",
                                     "24",
                                     "-rfbunixpath",
                                     socketPath(),
                                     "-rfbunixmode",
                                     "0600",
                                     "-rfbport",
                                     "-1",
                                     "-SecurityTypes",
                                     "None",
                                     "-AlwaysShared",
                                     "-nolisten",
                                     "tcp",
                                     "-noreset",
                                     "-desktop",
                                     "Sandbox"},
                       .environment = environment()});
}

void Desktop::mainPrinted()
{
    const auto &said = main().said();
    const auto end = said.find('\n');
    if (!m_display.empty() || end == std::string::npos)
        return;
    m_display = ":" + said.substr(0, end);
    ::setenv("DISPLAY", m_display.c_str(), 1);
    startWindowManager();
    becomeReady();
}

void Desktop::startWindowManager()
{
    m_windowManager = newProcess({.ended =
                                      [this] {
                                          m_isManaged = false;
                                          breakDown("its window manager has ended");
                                      },
                                  .printed =
                                      [this] {
                                          if (!m_isManaged && m_windowManager->said().contains(managerReady)) {
                                              m_isManaged = true;
                                              startTerminal();
                                          }
                                      }});
    const std::string startup = std::string("echo ") + managerReady;
    if (!m_windowManager->start(commandFor({"openbox", "--sm-disable", "--startup", startup}), parts().surroundings))
        breakDown("its window manager cannot be started");
}

void Desktop::startTerminal()
{
    // Without one there is still a desktop. Steps must not find that it took the keyboard from their window.
    if (m_isKept || programs::find("xterm").empty())
        return;
    m_terminal = newProcess({});
    static_cast<void>(m_terminal->start(commandFor({"xterm", "-title", "Terminal", "-geometry", "100x30+24+24", "-fa",
                                                    "Monospace", "-fs", "11", "-bg", "#1e1e1e", "-fg", "#e0e0e0"}),
                                        parts().surroundings));
}

std::expected<void, std::string> Desktop::run(const std::vector<std::string> &arguments)
{
    constexpr std::size_t maxPrograms = 64;
    std::erase_if(m_programs, [](const auto &program) { return !program->isRunning(); });
    if (m_programs.size() >= maxPrograms)
        return std::unexpected("there are " + std::to_string(maxPrograms) + " programs on the desktop already");
    auto program = newProcess({});
    const auto started = program->start(commandFor(arguments), parts().surroundings);
    if (started)
        m_programs.push_back(std::move(program));
    return started;
}

void Desktop::discardRest()
{
    m_programs.clear();
    m_terminal.reset();
    m_windowManager.reset();
    m_isManaged = false;
    if (!m_display.empty())
        ::unsetenv("DISPLAY");
    m_display.clear();
}

std::unique_ptr<ServiceProcess> Desktop::newProcess(ServiceProcess::Handlers handlers) const
{
    return std::make_unique<ServiceProcess>(parts().loop, parts().tree, std::move(handlers));
}

Command Desktop::commandFor(std::vector<std::string> arguments) const
{
    auto variables = environment();
    variables.emplace_back("DISPLAY", m_display);
    return {.arguments = std::move(arguments), .environment = std::move(variables)};
}

} // namespace ca::agent
