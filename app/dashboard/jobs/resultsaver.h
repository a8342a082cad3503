#pragma once

#include <QFutureWatcher>
#include <QList>
#include <QObject>

#include "job.h"
#include "result.h"

class QFileDialog;
class QWidget;

namespace ca::dashboard {

class OrchestratorClient;

/// Copies jobs' ZIPs to where the person wants them, one after the other, in the background.
class ResultSaver : public QObject
{
    Q_OBJECT

public:
    /// The client outlives it; `window` has the dialogs.
    ResultSaver(OrchestratorClient *client, QWidget *window);
    ~ResultSaver() override;

    /// Asks where to: a file for one job, a folder for more. Those without a result are left out. What is being saved
    /// already comes first.
    void save(const QList<Job> &jobs);
    /// Stops at once and forgets what is still to be copied.
    void cancel();
    [[nodiscard]] bool isBusy() const { return !m_waiting.isEmpty(); }

    /// "Sales-report.zip"; two jobs of the same task differ with their ids in it.
    static QString fileName(const Job &job, bool withId);

Q_SIGNALS:
    /// Of all that is to be saved; `name` is being copied.
    void progressed(const QString &name, int perMille);
    /// All is saved; `path` is the file, or the folder of several.
    void saved(int count, const QString &path);
    /// Not all of it; the rest was left. `sentence` is empty when the person has cancelled it.
    void stopped(const QString &sentence);

private:
    struct Copy
    {
        JobId id;
        QString target;
    };

    QFileDialog *makeDialog(const QString &title);
    void start(const QList<Copy> &copies, const QString &path);
    void copyNext();
    void copy(const Result<QString> &jobDir);
    void showProgress();
    void takeResult();
    void stop(const QString &sentence);

    OrchestratorClient *m_client;
    QWidget *m_window;
    QFutureWatcher<Result<void>> m_watcher;
    /// The first one is being copied.
    QList<Copy> m_waiting;
    int m_count = 0;
    QString m_path;
    /// The folder that was saved to last.
    QString m_folder;
    /// Counts up with every copy and stop: what answers late belongs to an earlier one.
    int m_round = 0;
};

} // namespace ca::dashboard
