#pragma once

#include <QProcess>
#include <QSocketNotifier>
#include <QTimer>
#include <memory>
#include <optional>

#include "bubblewraplaunch.h"
#include "diskwatchdog.h"
#include "jobcgroup.h"
#include "memorywatchdog.h"
#include "sandbox.h"

namespace ca {

/// A sandbox made by bwrap: a monitor process outside, and inside, as pid 1 of its own pid namespace, the agent. The
/// kernel ends and reaps a pid namespace's every process before its pid 1 counts as ended, so that end, seen through a
/// pidfd, is the proof that nothing is left.
class BubblewrapSandbox : public Sandbox
{
    Q_OBJECT

public:
    /// What stays of the job's specification.
    struct Setting
    {
        QString id;
        Limits limits;
        ResourcePlan plan;
        std::vector<QString> folders;
    };

    BubblewrapSandbox(Setting setting, std::unique_ptr<JobCgroup> group);
    ~BubblewrapSandbox() override;

    /// settled() follows.
    void launch(BubblewrapLaunch launch);

    [[nodiscard]] QString id() const override { return m_setting.id; }
    [[nodiscard]] QList<Enforcement> enforcement() const override { return m_setting.plan.enforcement; }
    [[nodiscard]] StepRlimits stepRlimits() const override { return m_setting.plan.stepRlimits; }
    [[nodiscard]] bool isAgent(pid_t peer) const override;
    [[nodiscard]] ResourceProbe probe() const override;
    void checkLimits() override;
    void kill() override;

    /// The sandbox stands: everything is set up, and the agent is the next thing to run in it.
    [[nodiscard]] bool isUp() const { return m_up; }
    /// What bwrap has said so far.
    [[nodiscard]] QByteArray messages() const { return m_said; }

Q_SIGNALS:
    /// It is up, or it has ended without ever being so.
    void settled();

protected:
    /// Nothing is told before there is somebody to listen: whoever started us may hear of settled() only after the end.
    void connectNotify(const QMetaMethod &signal) override;

private:
    void readInfo();
    void readMessages();
    void takeAgent(pid_t pid);
    void onUp();
    void announce();
    template <typename Function>
    void later(Function function);
    void tell();
    void startWatchdogs();
    void reachLimit(const QString &limit, const QString &sentence);
    void reachDiskLimit(DiskWatchdog::Reason reason);
    void reachGroupLimit(Resource resource);
    void onMonitorGone();
    void finishIfGone();
    [[nodiscard]] bool agentGone() const;
    [[nodiscard]] int exitCode() const;

    Setting m_setting;
    std::unique_ptr<JobCgroup> m_group;
    QProcess m_monitor;
    UniqueFd m_infoFd;
    UniqueFd m_messagesFd;
    std::unique_ptr<QSocketNotifier> m_infoNotifier;
    std::unique_ptr<QSocketNotifier> m_messagesNotifier;
    QByteArray m_info;
    QByteArray m_said;
    pid_t m_agentPid = -1;
    UniqueFd m_agent;
    std::unique_ptr<QSocketNotifier> m_agentNotifier;
    std::unique_ptr<MemoryWatchdog> m_memoryWatchdog;
    std::unique_ptr<DiskWatchdog> m_diskWatchdog;
    QTimer m_removeAgain;
    QTimer m_monitorGrace;
    bool m_up = false;
    bool m_settled = false;
    bool m_announced = false;
    bool m_killing = false;
    bool m_limitReached = false;
    /// The limit's name and its sentence, until somebody has been told.
    std::optional<std::pair<QString, QString>> m_limitNews;
    bool m_isEndNews = false;
    bool m_exited = false;
};

} // namespace ca
