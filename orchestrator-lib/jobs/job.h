#pragma once

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>
#include <QUuid>
#include <cstdint>
#include <optional>

#include "hostuse.h"
#include "joblimits.h"
#include "networkpolicy.h"
#include "sandbox.h"
#include "service.h"

namespace ca {

using JobId = QUuid;

/// A job's state. The names on the wire and in the store are fixed: scheduled, running, complete, error, cancelled.
enum class JobStatus : std::uint8_t { Scheduled, Running, Complete, Error, Cancelled };

/// What a running job is at.
enum class JobPhase : std::uint8_t {
    None,
    Starting,
    FetchingImage, ///< the image that it is to run in is pulled or built
    Working,
    AwaitingProvider, ///< an AI provider asked for patience
    AwaitingApproval, ///< a person is asked whether the next batch of steps may run
    Paused,
    Stopping,
    Packing
};

/// What one provider did for a job.
struct ProviderUsage
{
    QString provider;
    QString model;
    int calls = 0;
    qint64 promptTokens = 0;
    qint64 answerTokens = 0;

    bool operator==(const ProviderUsage &) const = default;
};

/// Something that happened in a job and is no step: a provider that was left for another, a refused connection, a
/// message from the person. `kind` is one of plan, provider, network, context, message, approval, service, note.
struct JobEvent
{
    /// Counts up from 1 within a job.
    qint64 number = 0;
    /// Milliseconds since 1970, UTC.
    qint64 time = 0;
    QString kind;
    /// A sentence for people; may hold what a sandbox or a model said.
    QString text;
    /// With the last event of kind network: what became of each host that was asked for.
    QList<HostUse> hosts = {};

    bool operator==(const JobEvent &) const = default;
};

/// A job as everyone sees it: a value, shared between threads by copy. Times are milliseconds since 1970 (UTC), 0 while
/// they have not come. Prompt and steps are not in it (see JobDetails): lists of thousands of jobs stay small.
struct Job
{
    JobId id;
    /// Counts up with every job of a data folder: the order in which they came, whatever the clock did.
    qint64 sequence = 0;
    /// The job this one runs again; null for a new one.
    JobId retryOf;
    /// The prompt's first line of text, cut to 120 characters.
    QString title;
    JobStatus status = JobStatus::Scheduled;
    JobPhase phase = JobPhase::None;
    int priority = 0;

    qint64 created = 0;
    qint64 started = 0;
    qint64 completed = 0;
    /// Since when its sandbox is up, which is what limits.wall_time counts from.
    qint64 workStarted = 0;
    /// How long it was paused before, and since when it is; 0: it is not.
    qint64 pausedMs = 0;
    qint64 pausedSince = 0;

    /// "auto" until it is the job's turn.
    QString provider;
    /// Why this provider; empty until it is the job's turn.
    QString providerReason;
    QString engine;
    /// Why this engine: "the default", "asked for".
    QString engineReason;
    /// What the sandbox is made from, and its OCI runtime; empty where the engine has none, or for its default one.
    QString image = {};
    QString runtime = {};
    /// The engine's name for the sandbox; empty before there is one.
    QString containerId;
    Limits limits;
    QList<Enforcement> enforcement;
    QStringList exclude;
    NetworkPolicy network = NetworkPolicy::Allowlist;
    /// Each batch of steps waits for a person's yes.
    bool needsApproval = false;
    /// A repository that is cloned into the workspace first; empty: none.
    QString git = {};
    /// Names of the files and archives that were given to the job.
    QStringList inputs = {};
    /// In the order of their first use.
    QList<ProviderUsage> usage = {};
    /// Hosts that somebody allowed for this job alone, as settings name them.
    QStringList allowedHosts = {};
    /// Bytes through the egress proxy.
    qint64 networkSent = 0;
    qint64 networkReceived = 0;

    /// What people can look at while the job runs; not stored.
    ServiceState desktop = ServiceState::Stopped;
    ServiceState notebook = ServiceState::Stopped;

    int stepsPlanned = 0;
    int stepsDone = 0;
    /// Description of the step at work; empty between steps.
    QString currentStep;
    int packingPercent = 0;
    qint64 outBytes = 0;
    qint64 errBytes = 0;

    bool cancelRequested = false;
    std::optional<int> exitCode;
    /// Empty, or the sentence and the code's name of what went wrong.
    QString error;
    QString errorCode;
    /// What was achieved, in a sentence; empty until the agent has said it.
    QString summary;
    qint64 resultBytes = 0;
    qint64 resultFiles = 0;
    /// What the job will end as once its result is packed; a restart in between goes on from here.
    std::optional<JobStatus> verdict;

    [[nodiscard]] bool isEnded() const { return status >= JobStatus::Complete; }
    [[nodiscard]] bool hasResult() const { return resultBytes > 0; }
    /// Of all providers.
    [[nodiscard]] int calls() const;
    [[nodiscard]] qint64 tokens() const;
    bool operator==(const Job &) const = default;
};

enum class StepStatus : std::uint8_t { Running, Succeeded, Failed };

/// One step of a job; `…Begin` and `…End` are offsets in stdout.log and stderr.log, in bytes.
struct Step
{
    int number = 0;
    QString type;
    QString description;
    QString code;
    QString filename;
    StepStatus status = StepStatus::Running;
    std::optional<int> exitCode;
    bool timedOut = false;
    QString error;
    qint64 started = 0;
    qint64 ended = 0;
    qint64 outBegin = 0;
    qint64 outEnd = 0;
    qint64 errBegin = 0;
    qint64 errEnd = 0;
    /// What the analysis that led to this step took.
    int calls = 0;
    qint64 tokens = 0;
    /// Names of files in the workspace that the step made for people to look at: screenshots. As the sandbox says:
    /// there may be anything, or nothing, of that name.
    QStringList artifacts = {};

    bool operator==(const Step &) const = default;
};

/// A batch of steps that a person is asked about.
struct PendingApproval
{
    struct PlannedStep
    {
        QString type;
        QString description;
        QString code;
    };

    /// Counts the job's plans, from 1.
    int round = 1;
    QString summary;
    QList<PlannedStep> steps = {};
    /// Milliseconds since 1970, UTC.
    qint64 asked = 0;
};

/// Everything about one job.
struct JobDetails
{
    Job job;
    QString prompt;
    QList<Step> steps;
    /// The newest ones.
    QList<JobEvent> events = {};
    /// Names in the workspace of what the inputs became; not stored.
    QStringList placed = {};
    std::optional<PendingApproval> approval = {};
};

/// What a caller asks for. The fields are as in REST's POST /schedule.
struct JobRequest
{
    QString prompt;
    /// "auto", "runbook" or an AI provider's name.
    QString provider = QStringLiteral("auto");
    /// "auto" or an engine's name.
    QString engine = QStringLiteral("auto");
    /// Both only with an engine that has images; empty: the default.
    QString image = {};
    QString runtime = {};
    /// Higher runs earlier; -100 … 100.
    int priority = 0;
    Limits limits;
    /// Names of folders that the result leaves out; not set: defaultExcludes().
    std::optional<QStringList> exclude;
    /// Not set: as the settings say.
    std::optional<NetworkPolicy> network = {};
    bool needsApproval = false;
    QString git = {};
    /// Ids of uploads; for a job that runs another one again, the names of that one's inputs.
    QStringList inputs = {};
    /// The job this one runs again.
    JobId retryOf = {};
};

QString statusName(JobStatus status);
std::optional<JobStatus> statusFromName(QStringView name);
/// Empty for JobPhase::None.
QString phaseName(JobPhase phase);
QString stepStatusName(StepStatus status);
/// The first line with text in it, without runbook fences and heading marks, cut to 120 characters.
QString titleOf(const QString &prompt);

} // namespace ca

Q_DECLARE_METATYPE(ca::Job)
