#pragma once

#include <QTimer>
#include <memory>

#include "filemodel.h"
#include "filesaver.h"
#include "jobtab.h"

class QAction;
class QLabel;
class QSplitter;
class QToolBar;
class QTreeView;

namespace ca::dashboard {

class CodeLanguages;
class FilePreview;
class NoticeBar;
class OrchestratorClient;

/// The files of a job: of its workspace while it runs, of its result afterwards. Looks into them, saves them.
class FilesTab : public JobTab
{
    Q_OBJECT

public:
    /// The client outlives the tab.
    FilesTab(OrchestratorClient *client, std::shared_ptr<CodeLanguages> languages, QWidget *parent = nullptr);
    ~FilesTab() override;

    void showJob(const Job &job) override;
    void showDetails(const JobDetails &details) override;
    /// What "Save as" does once a place has been chosen.
    void saveTo(const QString &target);

private:
    QToolBar *makeBar();
    QTreeView *makeView();
    void openSource();
    void showListed();
    void showCurrent();
    void save();
    void showSaved(const SavedFiles &saved);
    void openZip();
    void refreshSoon();
    void updateActions();
    void say(const QString &sentence, bool isError = false);

    OrchestratorClient *m_client;
    FileModel m_model;
    FileSaver m_saver;
    QAction *m_refresh = nullptr;
    QAction *m_saveAs = nullptr;
    QAction *m_stopSaving = nullptr;
    QAction *m_openZip = nullptr;
    QLabel *m_place = nullptr;
    NoticeBar *m_notice;
    QLabel *m_hint;
    QSplitter *m_splitter;
    QTreeView *m_view;
    FilePreview *m_preview;
    Job m_job;
    QString m_folder;
    bool m_isResult = false;
    /// Where a copy goes that is under way.
    QString m_target;
    int m_stepsSeen = 0;
    QTimer m_refreshPause;
};

} // namespace ca::dashboard
