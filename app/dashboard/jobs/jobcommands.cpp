#include "jobcommands.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QWidget>
#include <algorithm>

#include "curlcommand.h"
#include "jobjson.h"
#include "joblist.h"
#include "newjob.h"
#include "orchestrator.h"
#include "orchestratorclient.h"
#include "resultfile.h"

namespace ca::dashboard {

JobCommands::JobCommands(OrchestratorClient *client, JobList *jobs, QWidget *window)
    : QObject(window)
    , m_client(client)
    , m_jobs(jobs)
    , m_actions(this)
    , m_deletion(client, jobs, this)
    , m_saver(client, window)
{
    connectActions();
    connect(m_jobs, &JobList::changed, this, &JobCommands::refresh);
    connect(&m_deletion, &JobDeletion::failed, this, &JobCommands::failed);
    connect(&m_saver, &ResultSaver::saved, this, [this](int count, const QString &path) {
        Q_EMIT resultsSaved(tr("%n ZIP(s) saved to %1.", nullptr, count).arg(QDir::toNativeSeparators(path)), path);
    });
    connect(&m_saver, &ResultSaver::stopped, this, [this](const QString &sentence) {
        if (!sentence.isEmpty())
            Q_EMIT failed(sentence);
    });
    updateActions();
}

void JobCommands::connectActions()
{
    const auto when = [this](const QAction *action, auto call) { connect(action, &QAction::triggered, this, call); };
    when(m_actions.newJob(), &JobCommands::newJobRequested);
    when(m_actions.cancel(), &JobCommands::cancel);
    when(m_actions.pause(), &JobCommands::pauseOrResume);
    when(m_actions.retry(), &JobCommands::retry);
    when(m_actions.edit(), &JobCommands::edit);
    when(m_actions.openResult(), [this] { openResult(m_targets.constFirst()); });
    when(m_actions.saveZip(), &JobCommands::saveZips);
    when(m_actions.openFolder(), &JobCommands::openFolder);
    when(m_actions.copyId(), &JobCommands::copyIds);
    when(m_actions.copyCurl(), &JobCommands::copyCurl);
    when(m_actions.remove(), [this] { m_deletion.remove(m_targets); });
}

void JobCommands::setTargets(const QList<JobId> &ids)
{
    m_targets = ids;
    m_targetSet = {ids.cbegin(), ids.cend()};
    updateActions();
}

void JobCommands::setReady(bool isReady)
{
    m_isReady = isReady;
    updateActions();
}

void JobCommands::setApi(const ApiState &api)
{
    m_api = api;
    updateActions();
}

void JobCommands::updateActions()
{
    JobAbilities abilities;
    for (const JobId &id : std::as_const(m_targets)) {
        if (const Job *job = m_jobs->job(id))
            abilities.add(*job);
    }
    m_actions.update(abilities, m_isReady, m_api.isOn());
    if (!m_switching.isEmpty() && targetsThat(JobAbilities::canPause).isEmpty() &&
        targetsThat(JobAbilities::canResume).isEmpty())
        m_actions.pause()->setEnabled(false); // until they have answered
}

void JobCommands::refresh(const QList<JobEntry *> &changed)
{
    if (std::ranges::any_of(changed, [this](const JobEntry *entry) { return m_targetSet.contains(entry->job.id); }))
        updateActions();
}

QList<JobId> JobCommands::targetsThat(bool (*can)(const Job &job)) const
{
    QList<JobId> ids;
    for (const JobId &id : m_targets) {
        const Job *job = m_jobs->job(id);
        if (job != nullptr && can(*job) && !m_switching.contains(id))
            ids.append(id);
    }
    return ids;
}

void JobCommands::cancel()
{
    const QList<JobId> ids = targetsThat(JobAbilities::canCancel);
    m_jobs->setCancelling(ids, true);
    auto *batch = new JobBatch(m_client, ids, cancelJob, this); // deletes itself
    connect(batch, &JobBatch::finished, this, [this](const JobBatch::Outcome &outcome) {
        m_jobs->setCancelling(outcome.failedIds(), false);
        complain(tr("%n job(s) could not be cancelled: %1", nullptr, static_cast<int>(outcome.failed.size())), outcome);
    });
}

void JobCommands::cancelRunning()
{
    for (const JobEntry *entry : m_jobs->entries()) {
        if (entry->job.status == JobStatus::Running)
            m_client->cancel(entry->job.id);
    }
}

void JobCommands::pauseOrResume()
{
    if (const QList<JobId> working = targetsThat(JobAbilities::canPause); !working.isEmpty())
        switchPause(working, pauseJob, tr("Not every job could be paused: %1"));
    else
        switchPause(targetsThat(JobAbilities::canResume), resumeJob, tr("Not every job could be resumed: %1"));
}

void JobCommands::switchPause(const QList<JobId> &ids, JobCall call, const QString &problem)
{
    for (const JobId &id : ids)
        m_switching.insert(id);
    updateActions();
    auto *batch = new JobBatch(m_client, ids, call, this); // deletes itself
    connect(batch, &JobBatch::finished, this, [this, ids, problem](const JobBatch::Outcome &outcome) {
        for (const JobId &id : ids)
            m_switching.remove(id);
        updateActions();
        complain(problem, outcome);
    });
}

void JobCommands::retry()
{
    const QList<JobId> ids = targetsThat([](const Job &job) { return job.isEnded(); });
    auto *batch = new JobBatch(m_client, ids, retryJob, this); // deletes itself
    connect(batch, &JobBatch::finished, this, [this](const JobBatch::Outcome &outcome) {
        if (!outcome.done.isEmpty())
            Q_EMIT retried(outcome.done);
        complain(tr("%n job(s) could not be started again: %1", nullptr, static_cast<int>(outcome.failed.size())),
                 outcome);
    });
}

void JobCommands::edit()
{
    withDetails(m_targets.constFirst(),
                [this](const JobDetails &details) { Q_EMIT editRequested(requestOf(details)); });
}

void JobCommands::openResult(const JobId &id)
{
    withFolder(id, [](const QString &dir) { return openResultFile(dir + QLatin1StringView("/output.zip")); });
}

void JobCommands::openPath(const QString &path)
{
    const QString sentence = QFileInfo(path).isDir() ? openJobFolder(path) : openResultFile(path);
    if (!sentence.isEmpty())
        Q_EMIT failed(sentence);
}

void JobCommands::openFolder()
{
    withFolder(m_targets.constFirst(), openJobFolder);
}

void JobCommands::copyIds()
{
    QStringList ids;
    for (const JobId &id : std::as_const(m_targets))
        ids.append(idToText(id));
    QGuiApplication::clipboard()->setText(ids.join(QLatin1Char('\n')));
    Q_EMIT copied(tr("%n id(s) copied.", nullptr, static_cast<int>(ids.size())));
}

void JobCommands::copyCurl()
{
    withDetails(m_targets.constFirst(), [this](const JobDetails &details) {
        if (!m_api.isOn())
            return;
        QGuiApplication::clipboard()->setText(curlCommand(m_api, details));
        Q_EMIT copied(tr("The curl command is copied. Run in a terminal, it starts the same job again."));
    });
}

void JobCommands::saveZips()
{
    QList<Job> jobs;
    for (const JobId &id : std::as_const(m_targets)) {
        if (const Job *job = m_jobs->job(id))
            jobs.append(*job);
    }
    m_saver.save(jobs);
}

void JobCommands::withDetails(const JobId &id, const std::function<void(const JobDetails &)> &use)
{
    m_client->ask<JobDetails>([id](Orchestrator &orchestrator) { return orchestrator.details(id); })
        .then(this, [this, use](const Result<JobDetails> &details) {
            if (details)
                use(*details);
            else
                Q_EMIT failed(details.error().message);
        });
}

void JobCommands::withFolder(const JobId &id, const std::function<QString(const QString &)> &use)
{
    m_client->jobDir(id).then(this, [this, use](const Result<QString> &dir) {
        const QString sentence = dir ? use(*dir) : dir.error().message;
        if (!sentence.isEmpty())
            Q_EMIT failed(sentence);
    });
}

void JobCommands::complain(const QString &problem, const JobBatch::Outcome &outcome)
{
    if (!outcome.failed.isEmpty())
        Q_EMIT failed(problem.arg(outcome.failed.constFirst().sentence));
}

} // namespace ca::dashboard
