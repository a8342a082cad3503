#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "restartpolicy.h"
#include "servicemessages.h"
#include "serviceparts.h"
#include "serviceprocess.h"
#include "tempfolder.h"
#include "timer.h"

namespace ca::agent {

/// Something that runs in the sandbox beside its steps while somebody wants it, with a Unix socket in a private folder:
/// started when it is asked for, started again when it crashes, stopped when it is not wanted any more. A job that is
/// paused starts nothing.
class Service
{
public:
    enum class State : std::uint8_t { Stopped, Starting, Ready, Restarting, Failed };

    Service(ServiceParts parts, std::string name);
    virtual ~Service();
    Service(const Service &) = delete;
    Service &operator=(const Service &) = delete;

    /// Nothing when it runs already.
    void start(const protocol::ServiceStart &options);
    /// Asks its processes to end, and kills them when they do not within a moment.
    void stop();
    /// From now on it may start, or the job's pause is over.
    void release();
    /// Says again how it stands, unless it is stopped or about to be.
    void repeatState() const;
    /// Kills it, and nobody is told: the job ends.
    void abandon();

    [[nodiscard]] const std::string &name() const { return m_name; }
    [[nodiscard]] State state() const { return m_state; }
    /// On the wire.
    [[nodiscard]] std::string_view stateName() const;
    /// A sentence where there is more to say to the state.
    [[nodiscard]] const std::string &text() const { return m_text; }

    /// A new connection to it, which never blocks. The error is a sentence.
    [[nodiscard]] std::expected<Fd, std::string> connect() const;

protected:
    /// Starts the main process with launchMain(). The error is a sentence without its end.
    virtual std::expected<void, std::string> launch(const protocol::ServiceStart &options) = 0;
    /// The main process has printed something.
    virtual void mainPrinted() = 0;
    /// The main process is about to end, or has ended: nothing else of it stays.
    virtual void discardRest() = 0;

    std::expected<void, std::string> launchMain(const Command &command);
    /// It takes connections now; nothing unless it is starting.
    void becomeReady();
    /// It is of no use any more: the main process is ended, as if it had crashed. `why` is the end of a sentence.
    void breakDown(const std::string &why);
    /// A connection for a try, whatever the state.
    [[nodiscard]] Fd tryConnect() const;

    [[nodiscard]] const ServiceParts &parts() const { return m_parts; }
    [[nodiscard]] const ServiceProcess &main() const { return *m_main; }
    [[nodiscard]] TempFolder &folder() const { return *m_folder; }
    /// Where the main process is to listen.
    [[nodiscard]] const std::string &socketPath() const { return m_socketPath; }
    /// Environment variables for each of its processes.
    [[nodiscard]] static std::vector<std::pair<std::string, std::string>> environment();

private:
    void tryLaunch();
    void fail(const std::string &why);
    void mainEnded();
    void takeCrash();
    void takeTimeout();
    [[nodiscard]] std::string takeEnding();
    void setState(State state, std::string text = {});

    ServiceParts m_parts;
    std::string m_name;
    protocol::ServiceStart m_options;
    State m_state = State::Stopped;
    std::string m_text;
    RestartPolicy m_policy;
    /// Before a restart; while it starts; while it stops.
    Timer m_timer;
    std::unique_ptr<TempFolder> m_folder;
    std::string m_socketPath;
    std::unique_ptr<ServiceProcess> m_main;
    /// Why it broke down, where that is known better than from its main process.
    std::string m_breakdown;
    bool m_isStopping = false;
    bool m_isWantedAgain = false;
    /// Waits for release().
    bool m_isHeld = false;
    bool m_isReleased = false;
};

} // namespace ca::agent
