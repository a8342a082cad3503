#pragma once

#include <QCoroTask>
#include <QObject>
#include <chrono>
#include <map>
#include <memory>

#include "job.h"
#include "jobnetwork.h"
#include "joboutcome.h"
#include "servicepatience.h"

namespace ca {

class Engines;
class JobRegistry;
class JobRunner;
class JobStore;
class LogThread;
class ProviderChain;
class Redactor;

/// What runners need from the outside; all of it outlives the pool.
struct RunnerResources
{
    JobRegistry &registry;
    Engines &engines;
    /// Images that are missing are fetched.
    bool fetchesImages = false;
    LogThread &logThread;
    JobStore &store;
    NetworkSurroundings network;
    QString jobsDir;
    QString runtimeDir;
    std::chrono::milliseconds approvalPatience;
    ServicePatience servicePatience;
    std::shared_ptr<const Redactor> redactor;
};

/// The jobs that are at work: each has a runner from its turn to its end, which writes its progress into the registry.
class RunnerPool : public QObject
{
    Q_OBJECT

public:
    explicit RunnerPool(RunnerResources resources);
    ~RunnerPool() override;

    /// Runs a job to its end.
    QCoro::Task<void> run(JobDetails details, std::unique_ptr<ProviderChain> chain);
    /// The same for a job of an orchestrator that died, which may go on in its sandbox.
    QCoro::Task<void> rejoin(JobDetails details, std::unique_ptr<ProviderChain> chain);
    /// Such a job does not go on: its sandbox goes.
    QCoro::Task<void> forget(Job job);
    /// Packs and ends a job whose work ended with an earlier orchestrator.
    QCoro::Task<void> finishInterrupted(JobDetails details);

    [[nodiscard]] bool contains(const JobId &id) const { return m_runners.contains(id); }
    /// nullptr when the job is not here.
    [[nodiscard]] JobRunner *find(const JobId &id) const;
    /// What jobs that start from now on may reach, beside what this machine's package managers are set to use.
    void setAllowedHosts(const QList<HostPattern> &hosts) { m_resources.network.allowedHosts = hosts; }
    /// Ends a job with this outcome, if it is here.
    void stop(const JobId &id, const JobOutcome &outcome);
    void stopAll(const JobOutcome &outcome);
    /// What is still being packed is given up; the next start packs it.
    void abandonPacking();
    /// Returns when nobody is here any more, or when the time is up.
    QCoro::Task<void> awaitEmpty(std::chrono::milliseconds timeout);

Q_SIGNALS:
    void stepChanged(const ca::JobId &id, const ca::Step &step);
    void eventAdded(const ca::JobId &id, const ca::JobEvent &event);
    /// One has gone.
    void left();

private:
    JobRunner &add(const JobDetails &details, std::unique_ptr<ProviderChain> chain);
    void remove(const JobId &id);

    RunnerResources m_resources;
    std::map<JobId, std::unique_ptr<JobRunner>> m_runners;
};

} // namespace ca
