#pragma once

#include <QMainWindow>
#include <QTimer>

#include "apistate.h"
#include "enginestate.h"
#include "error.h"
#include "job.h"
#include "jobactions.h"
#include "jobmodel.h"
#include "newjobmemory.h"

class QMenu;
class QSettings;
class QStackedWidget;

namespace ca::dashboard {

class CoreThread;
class JobPage;
class JobTable;
class MessagePage;
class NoticeBar;
class OrchestratorClient;
class StatusPanel;
class TwoPane;
class WelcomePage;

/// The dashboard's window: the list of jobs, the page of the selected one, and what can be done with them.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// Client and settings outlive the window.
    MainWindow(OrchestratorClient *client, QSettings *settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Shows what a core says of itself; a window without one is for tests and pictures.
    void follow(CoreThread *core);
    void setApi(const ApiState &state);
    void setEngine(const EngineState &state);
    /// The data folder cannot be used: says why instead of showing jobs.
    void showFault(const Error &error);
    /// The menu at the end of the tool bar, for what is not about a job.
    [[nodiscard]] QMenu *menu() const { return m_menu; }
    /// Whether closing hides the window instead of quitting: there is another way back to it.
    void setStaysWhenClosed(bool stays) { m_staysWhenClosed = stays; }
    /// Ends the program, after a question when jobs run.
    void requestQuit();
    /// Comes to the front.
    void raiseWindow(const QByteArray &activationToken);

Q_SIGNALS:
    /// The person has quit and the core is to end; the window shows that it waits.
    void stopRequested();
    void otherPortRequested();
    /// It was closed, and the program goes on.
    void stayed();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void makeToolBar();
    void makePages();
    void connectParts();
    void takeJobs(const QList<Job> &jobs);
    void dropJobs(const QList<JobId> &ids);
    void showJobs();
    void selectJob(const JobId &id);
    void updateActions();
    void newJob(const QString &prompt = {});
    void cancelJob();
    void openResult();
    void askToQuit(int running);
    void quit();
    void saveState();
    void restoreState();

    OrchestratorClient *m_client;
    QSettings *m_settings;
    NewJobMemory m_newJobMemory;
    JobModel m_jobs;
    JobActions m_actions;
    JobId m_current;

    QMenu *m_menu = nullptr;
    QStackedWidget *m_pages = nullptr;
    MessagePage *m_message = nullptr;
    WelcomePage *m_welcome = nullptr;
    TwoPane *m_panes = nullptr;
    NoticeBar *m_engineNotice = nullptr;
    JobTable *m_table = nullptr;
    JobPage *m_page = nullptr;
    StatusPanel *m_status = nullptr;
    /// Runs out when loading takes long enough to say so.
    QTimer m_patience;
    bool m_loaded = false;
    bool m_stopping = false;
    bool m_staysWhenClosed = false;
    bool m_quitRequested = false;
    /// A job that was started here and is to be selected when it comes in.
    JobId m_awaited;
};

} // namespace ca::dashboard
