#pragma once

#include <QWidget>
#include <memory>

#include "job.h"
#include "logtypes.h"
#include "result.h"

class QAction;
class QComboBox;
class QLabel;
class QToolButton;

namespace ca::dashboard {

class LogDocument;
class LogFindBar;
class LogSaving;
class LogView;
class NoticeBar;
class OrchestratorClient;

/// One job's log and what can be done with it: choose the stream, find, go to a step, wrap, save.
class LogPane : public QWidget
{
    Q_OBJECT

public:
    /// The client outlives the pane.
    explicit LogPane(OrchestratorClient *client, QWidget *parent = nullptr);
    ~LogPane() override;

    /// Another job's log, or more of the same one's.
    void setJob(const Job &job);
    /// The job's steps, for who wants to go to one.
    void setSteps(const QList<Step> &steps);
    /// Shows where the step's output begins.
    void goToStep(const Step &step);
    /// Reads logs from this folder; what setJob() does once it knows where they are.
    void openFolder(const QString &folder);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeActions();
    QAction *makeAction(const QString &name, const QString &text, const QKeySequence &keys);
    QWidget *makeHeader();
    void fillHeader(QWidget *header);
    void connectParts();
    void updateState();
    void updatePlaceholder();
    void updateLegend();
    void find();
    void findNext(bool isForward);
    void chooseLine();
    void chooseFile();
    void saveAs(const QString &path);
    void showSaving(int percent);
    void showSaved(const Result<void> &result, const QString &path);
    [[nodiscard]] QAction *actionFor(const QKeyEvent &event) const;

    OrchestratorClient *m_client;
    LogDocument *m_document;
    LogView *m_view;
    LogFindBar *m_findBar;
    NoticeBar *m_notice;
    LogSaving *m_saving;
    QComboBox *m_source = nullptr;
    QComboBox *m_steps = nullptr;
    QLabel *m_legend = nullptr;
    QLabel *m_progress = nullptr;
    QToolButton *m_toEnd = nullptr;
    QAction *m_findAction = nullptr;
    QAction *m_nextAction = nullptr;
    QAction *m_previousAction = nullptr;
    QAction *m_lineAction = nullptr;
    QAction *m_wrapAction = nullptr;
    QAction *m_timesAction = nullptr;
    QAction *m_saveAction = nullptr;

    Job m_job;
    QList<Step> m_stepList;
};

} // namespace ca::dashboard
