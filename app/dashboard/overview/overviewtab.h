#pragma once

#include <QTimer>
#include <optional>

#include "eventmodel.h"
#include "jobfacts.h"
#include "jobtab.h"

class QSplitter;
class QTreeView;

namespace ca::dashboard {

class FactList;
class NoticeBar;
class OrchestratorClient;

/// All there is to know about a job on one page, and what happened in it.
class OverviewTab : public JobTab
{
    Q_OBJECT

public:
    /// The client outlives the tab.
    explicit OverviewTab(OrchestratorClient *client, QWidget *parent = nullptr);

    void showJob(const Job &job) override;
    void showDetails(const JobDetails &details) override;
    void setApi(const QUrl &url);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeFacts();
    QWidget *makeEvents();
    void askWhere(const JobId &id);
    void refresh();
    void showEvents();
    void showAdvice();
    void follow(const QString &target);

    OrchestratorClient *m_client;
    EventModel m_events;
    QSplitter *m_splitter = nullptr;
    NoticeBar *m_advice = nullptr;
    FactList *m_facts = nullptr;
    QWidget *m_eventPane = nullptr;
    QTreeView *m_eventView = nullptr;
    /// The events have got their share of the room.
    bool m_isSized = false;
    JobDetails m_details;
    JobFactsContext m_context;
    /// What the advice's button leads to.
    int m_failedStep = 0;
    /// Ticks while there is a duration to count.
    QTimer m_clock;
};

} // namespace ca::dashboard
