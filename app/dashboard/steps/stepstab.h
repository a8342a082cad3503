#pragma once

#include <QTimer>
#include <memory>
#include <optional>

#include "jobtab.h"
#include "stepmodel.h"

class QLabel;
class QSplitter;
class QTreeView;

namespace ca::dashboard {

class ApprovalPanel;
class CodeLanguages;
class MessageLine;
class NoticeBar;
class OrchestratorClient;
class StepDetail;

/// What a job did, step by step, and where a person steers it: approves the next steps, lets a paused job go on, tells
/// the agent something.
class StepsTab : public JobTab
{
    Q_OBJECT

public:
    /// The client outlives the tab.
    StepsTab(OrchestratorClient *client, std::shared_ptr<CodeLanguages> languages, QWidget *parent = nullptr);

    void showJob(const Job &job) override;
    void showDetails(const JobDetails &details) override;
    /// As soon as it is there.
    void select(int number);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    QTreeView *makeView();
    void showSelected();
    void showPause();
    void resume();
    void askWhere();
    void tick();

    OrchestratorClient *m_client;
    StepModel m_model;
    NoticeBar *m_pause;
    ApprovalPanel *m_approval;
    QLabel *m_hint;
    QSplitter *m_splitter;
    QTreeView *m_view;
    StepDetail *m_detail;
    MessageLine *m_message;
    Job m_job;
    QString m_logsFolder;
    /// The person has chosen a step: the newest is not selected any more.
    bool m_isChosen = false;
    bool m_isSelecting = false;
    /// 0: none is waited for.
    int m_wanted = 0;
    QTimer m_clock;
};

} // namespace ca::dashboard
