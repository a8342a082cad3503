#pragma once

#include <QCoroTask>
#include <QObject>
#include <memory>
#include <optional>

#include "datafolder.h"
#include "job.h"
#include "jobregistry.h"
#include "orchestratorconfig.h"
#include "result.h"

namespace ca {

class AgentDialogue;
class EgressProxy;
class Engines;
class JobAdmission;
class JobRemoval;
class JobRunner;
class JobScheduler;
class JobServices;
class JobStore;
class KeyStore;
class LiveViews;
class LogThread;
class Providers;
class Redactor;
class RunnerPool;
class UploadStore;

/// The whole system behind one object: schedules, runs, cancels and remembers jobs. Lives on one thread (the core
/// thread) and is called there; its signals carry values and may be connected across threads.
class Orchestrator : public QObject
{
    Q_OBJECT

public:
    /// `providers` outlives it.
    Orchestrator(OrchestratorConfig config, Providers &providers, QObject *parent = nullptr);
    /// After shutdown(), or before open().
    ~Orchestrator() override;

    /// Takes the data folder, loads the jobs, finishes what a crash interrupted and starts what waits.
    /// Errors: Conflict (another process holds the folder; the sentence says which), InvalidArgument (no such engine),
    /// Io. A sandbox that cannot be made safe here is no error yet: jobs then fail with the cause and the fix.
    QCoro::Task<Result<void>> open();

    /// Stored durably when this returns. Errors: InvalidArgument (detail: the field), QueueFull, Io.
    QCoro::Task<Result<JobId>> schedule(JobRequest request);

    /// A waiting job ends at once, a running one within a second; true unless it had ended before. That it is to end is
    /// stored durably when this returns, unless the disk is full. Errors: NotFound.
    QCoro::Task<Result<bool>> cancel(JobId id);

    /// What goes back and forth with the agent of a job that is at work; valid until control returns to the event loop,
    /// but for the tasks that it starts. Errors: NotFound, WrongState (the job is not at work).
    [[nodiscard]] Result<AgentDialogue *> dialogue(const JobId &id);
    /// The desktop and the notebook of a job that is at work; valid as dialogue() is, and with its errors.
    [[nodiscard]] Result<JobServices *> services(const JobId &id);

    /// Schedules the same job once more, under an id of its own. Errors: NotFound, WrongState (it has not ended), and
    /// those of schedule().
    QCoro::Task<Result<JobId>> retry(JobId id);
    /// Deletes a job that has ended, with all its files. Errors: NotFound, WrongState (it has not ended), Io …
    QCoro::Task<Result<void>> remove(JobId id);

    /// Lets a running job reach one more host. Errors: NotFound, WrongState (it does not run, its network is off).
    Result<void> allowHost(const JobId &id, const HostPattern &host);
    /// AGENT_ALLOWED_HOSTS of jobs that start from now on; where settings are kept it is not written down.
    void setAllowedHosts(const QList<HostPattern> &hosts);
    /// Whom a job asked for on the network: so far while it runs, afterwards in all. Errors: NotFound, Io.
    QCoro::Task<Result<QList<HostUse>>> hosts(JobId id) const;
    /// What a job's sandbox uses at this moment; costs nothing when nobody asks. Errors: NotFound, NotReady (there is
    /// no sandbox).
    QCoro::Task<Result<ResourceUse>> resourceUse(JobId id) const;

    [[nodiscard]] Result<Job> job(const JobId &id) const;
    /// All jobs, oldest first.
    [[nodiscard]] QList<Job> jobs() const;
    /// The same without copies; valid until control returns to the event loop.
    [[nodiscard]] std::vector<const Job *> orderedJobs() const;
    /// Errors: NotFound, Io.
    QCoro::Task<Result<JobDetails>> details(JobId id) const;

    /// The job's own folder, which holds workspace/, logs/ and output.zip.
    [[nodiscard]] QString jobDir(const JobId &id) const;
    /// What people should know about how it started: a database that had to be made again.
    [[nodiscard]] const QStringList &notices() const { return m_notices; }
    [[nodiscard]] const OrchestratorConfig &config() const { return m_config; }
    /// The AI providers' keys.
    [[nodiscard]] KeyStore &keys() { return *m_keys; }
    [[nodiscard]] Providers &providers() { return m_providers; }
    /// The desktops and notebooks that somebody has opened.
    [[nodiscard]] LiveViews &views() { return *m_views; }
    /// Files on their way to jobs.
    [[nodiscard]] UploadStore &uploads() { return *m_uploads; }
    /// Knows what must not be written.
    [[nodiscard]] const std::shared_ptr<Redactor> &redactor() const { return m_config.redactor; }
    /// The engines that jobs can have; after open().
    [[nodiscard]] Engines &engines() { return *m_engines; }

    /// Ends running jobs ("interrupted") and waits for their sandboxes to be gone, 10 s at most; waiting jobs stay
    /// stored and run after the next open().
    QCoro::Task<void> shutdown();

Q_SIGNALS:
    void jobAdded(const ca::Job &job);
    /// Any change of a job, at most one per job and 16 ms.
    void jobChanged(const ca::Job &job);
    void stepChanged(const ca::JobId &id, const ca::Step &step);
    void eventAdded(const ca::JobId &id, const ca::JobEvent &event);
    void jobRemoved(const ca::JobId &id);

private:
    Result<void> prepare();
    void makeParts();
    QCoro::Task<Result<void>> load();
    /// Those of an orchestrator that died whose sandboxes may have outlived it.
    [[nodiscard]] QList<JobId> jobsGoingOn() const;
    [[nodiscard]] Result<JobRunner *> runnerOf(const JobId &id) const;

    OrchestratorConfig m_config;
    Providers &m_providers;
    std::unique_ptr<KeyStore> m_keys;
    std::unique_ptr<UploadStore> m_uploads;
    std::optional<DataFolder> m_folder;
    QStringList m_notices;
    std::unique_ptr<LogThread> m_logThread;
    std::unique_ptr<Engines> m_engines;
    std::unique_ptr<EgressProxy> m_egress;
    std::unique_ptr<JobStore> m_store;

    JobRegistry m_jobs;
    std::unique_ptr<JobScheduler> m_scheduler;
    std::unique_ptr<RunnerPool> m_runners;
    std::unique_ptr<JobRemoval> m_removal;
    std::unique_ptr<JobAdmission> m_admission;
    std::unique_ptr<LiveViews> m_views;
};

} // namespace ca
