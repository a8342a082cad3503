#pragma once

#include <QMainWindow>
#include <QTimer>

#include "apistate.h"
#include "enginestate.h"
#include "error.h"
#include "job.h"
#include "joblist.h"
#include "newjobmemory.h"

class QMenu;
class QSettings;
class QStackedWidget;

namespace ca::dashboard {

class BottomBars;
class CoreThread;
class JobCommands;
class JobPage;
class JobsPane;
class JobTable;
class MessagePage;
class NewJobDialog;
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
    /// Ends the program without a question: running jobs read "interrupted".
    void quitAtOnce();

Q_SIGNALS:
    /// The person has quit and the core is to end; the window shows that it waits.
    void stopRequested();
    void otherPortRequested();
    /// It was closed, and the program goes on.
    void stayed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeToolBar();
    void makePages();
    void connectList();
    void connectCommands();
    void connectParts();
    void showJobs();
    void showCurrent();
    void updateTargets();
    NewJobDialog *openNewJob();
    void quit();
    void saveState();
    void restoreState();

    OrchestratorClient *m_client;
    QSettings *m_settings;
    NewJobMemory m_newJobMemory;
    JobList m_jobs;
    JobCommands *m_commands;

    QMenu *m_menu = nullptr;
    QStackedWidget *m_pages = nullptr;
    MessagePage *m_message = nullptr;
    WelcomePage *m_welcome = nullptr;
    TwoPane *m_panes = nullptr;
    NoticeBar *m_engineNotice = nullptr;
    JobsPane *m_list = nullptr;
    JobTable *m_table = nullptr;
    JobPage *m_page = nullptr;
    BottomBars *m_bars = nullptr;
    StatusPanel *m_status = nullptr;
    /// Runs out when loading takes long enough to say so.
    QTimer m_patience;
    bool m_loaded = false;
    bool m_stopping = false;
    bool m_staysWhenClosed = false;
    bool m_quitRequested = false;
};

} // namespace ca::dashboard
