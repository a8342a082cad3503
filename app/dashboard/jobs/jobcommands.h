#pragma once

#include <QObject>
#include <QSet>

#include "apistate.h"
#include "jobactions.h"
#include "jobbatch.h"
#include "jobdeletion.h"
#include "resultsaver.h"

namespace ca::dashboard {

class JobList;
class OrchestratorClient;
struct JobEntry;

/// Carries out the actions on the selected jobs. Each shows its effect at once; what fails is taken back and said.
class JobCommands : public QObject
{
    Q_OBJECT

public:
    /// Client and list outlive it; `window` has the dialogs.
    JobCommands(OrchestratorClient *client, JobList *jobs, QWidget *window);

    [[nodiscard]] const JobActions &actions() const { return m_actions; }
    [[nodiscard]] JobDeletion &deletion() { return m_deletion; }
    [[nodiscard]] ResultSaver &saver() { return m_saver; }

    /// What the actions are about.
    void setTargets(const QList<JobId> &ids);
    /// Whether jobs can be worked with at all.
    void setReady(bool isReady);
    void setApi(const ApiState &api);

    /// Asks for it and does not wait.
    void cancelRunning();
    void openResult(const JobId &id);
    /// A file or folder, with the desktop's program for it.
    void openPath(const QString &path);

Q_SIGNALS:
    void newJobRequested();
    void editRequested(const ca::JobRequest &request);
    /// Jobs that run others again are stored.
    void retried(const QList<ca::JobId> &ids);
    void copied(const QString &sentence);
    /// `path` is the file, or the folder of several.
    void resultsSaved(const QString &sentence, const QString &path);
    void failed(const QString &sentence);

private:
    void connectActions();
    void updateActions();
    void refresh(const QList<JobEntry *> &changed);
    [[nodiscard]] QList<JobId> targetsThat(bool (*can)(const Job &job)) const;
    void cancel();
    void pauseOrResume();
    void switchPause(const QList<JobId> &ids, JobCall call, const QString &problem);
    void retry();
    void edit();
    void openFolder();
    void copyIds();
    void copyCurl();
    void saveZips();
    void withDetails(const JobId &id, const std::function<void(const JobDetails &)> &use);
    void withFolder(const JobId &id, const std::function<QString(const QString &)> &use);
    void complain(const QString &problem, const JobBatch::Outcome &outcome);

    OrchestratorClient *m_client;
    JobList *m_jobs;
    JobActions m_actions;
    JobDeletion m_deletion;
    ResultSaver m_saver;
    QList<JobId> m_targets;
    QSet<JobId> m_targetSet;
    /// Being paused or resumed.
    QSet<JobId> m_switching;
    ApiState m_api;
    bool m_isReady = false;
};

} // namespace ca::dashboard
