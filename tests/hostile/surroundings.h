#pragma once

#include <QTemporaryDir>
#include <memory>
#include <sys/types.h>
#include <vector>

#include "canaries.h"
#include "daemonprocess.h"

namespace ca::hostile {

/// A server in one kind of surroundings, and the canaries around it.
class Surroundings
{
public:
    enum class Kind {
        Root,            ///< started by root, with whatever cgroups this system has
        ClosedParent,    ///< by root, the data folder below one that only root may enter
        OrdinaryUser,    ///< by a user made for this, who has no cgroups
        WhoRunsTheTests, ///< by the user who runs the tests
    };

    explicit Surroundings(Kind kind);
    ~Surroundings();

    [[nodiscard]] bool areReady() const { return m_daemon && m_daemon->isListening() && m_canaries->areReady(); }
    [[nodiscard]] QString error() const { return m_daemon ? m_daemon->errorOutput() : m_error; }
    [[nodiscard]] Canaries &canaries() const { return *m_canaries; }
    [[nodiscard]] test::DaemonProcess &daemon() const { return *m_daemon; }
    [[nodiscard]] test::HttpClient &http() const { return *m_http; }
    [[nodiscard]] pid_t daemonPid() const;
    /// The server, and then all that runs for its jobs; `container`: the job's container_id.
    [[nodiscard]] std::vector<pid_t> processes(const QString &container) const;
    /// Jobs are in containers of the engine that whoever runs the tests names in AGENT_ENGINE.
    static bool areContainers();
    [[nodiscard]] QString dataDir() const { return m_top.path() + QStringLiteral("/closed/data"); }
    bool stop() { return !m_daemon || m_daemon->stop(); }

private:
    bool copyPrograms();
    bool makeFolders(uid_t owner);

    QTemporaryDir m_top;
    QString m_error;
    std::unique_ptr<Canaries> m_canaries;
    std::unique_ptr<test::DaemonProcess> m_daemon;
    std::unique_ptr<test::HttpClient> m_http;
};

} // namespace ca::hostile
