#include "serviceprocess.h"

#include <csignal>
#include <cstring>
#include <sys/wait.h>
#include <utility>

#include "processtree.h"
#include "shorten.h"
#include "text.h"

namespace ca::agent {

namespace {

std::string lastLine(std::string_view text)
{
    constexpr std::size_t maxCharacters = 200;
    const auto end = text.find_last_not_of(" \t\r\n");
    if (end == std::string_view::npos)
        return {};
    text = text.substr(0, end + 1);
    const auto start = text.rfind('\n');
    const auto line = start == std::string_view::npos ? text : text.substr(start + 1);
    return protocol::cutToLine(plainText(line), maxCharacters);
}

} // namespace

ServiceProcess::ServiceProcess(EventLoop &loop, ProcessTree &tree, Handlers handlers)
    : m_tree(tree)
    , m_handlers(std::move(handlers))
    , m_out(loop, m_handlers.printed)
    , m_err(loop, m_handlers.printed)
    , m_life(std::make_shared<Life>())
{
}

ServiceProcess::~ServiceProcess()
{
    kill();
}

std::expected<void, std::string> ServiceProcess::start(const Command &command, StepSurroundings surroundings)
{
    const Fd out = m_out.open();
    const Fd err = m_err.open();
    surroundings.out = out.get();
    surroundings.err = err.get();
    surroundings.keepsOrphans = true;
    const auto started = startStepProcess(command, surroundings);
    if (!started)
        return std::unexpected(started.error());
    m_life->pid = *started;
    m_life->ended = m_handlers.ended;
    m_tree.addService(*started, [life = m_life](int status) {
        life->pid = 0;
        life->status = status;
        if (const auto ended = std::exchange(life->ended, {}))
            ended();
    });
    return {};
}

void ServiceProcess::terminate()
{
    if (!isRunning())
        return;
    ProcessTree::killBelow(pid());
    ::kill(pid(), SIGTERM);
    ::kill(pid(), SIGCONT);
}

void ServiceProcess::kill()
{
    m_life->ended = {};
    forceEnd();
}

void ServiceProcess::forceEnd()
{
    if (!isRunning())
        return;
    ProcessTree::killBelow(pid());
    ::kill(pid(), SIGKILL);
}

bool ServiceProcess::isRunning() const
{
    return m_life->pid != 0;
}

pid_t ServiceProcess::pid() const
{
    return m_life->pid;
}

std::string ServiceProcess::ending() const
{
    if (WIFSIGNALED(m_life->status)) {
        const char *name = ::sigabbrev_np(WTERMSIG(m_life->status));
        return std::string("it was ended by signal ") + (name ? name : "?");
    }
    const auto how = "it ended with exit code " + std::to_string(WEXITSTATUS(m_life->status));
    const auto line = lastLine(m_err.text());
    return line.empty() ? how : how + "; the last it said was: " + line;
}

} // namespace ca::agent
