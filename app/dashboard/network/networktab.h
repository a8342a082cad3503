#pragma once

#include <QTimer>

#include "hostmodel.h"
#include "jobtab.h"
#include "result.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace ca::dashboard {

class NoticeBar;
class OrchestratorClient;

/// Whom a job talked to or wanted to, and what the person lets it reach from here.
class NetworkTab : public JobTab
{
    Q_OBJECT

public:
    /// The client outlives the tab.
    explicit NetworkTab(OrchestratorClient *client, QWidget *parent = nullptr);

    void showJob(const Job &job) override;

private:
    QTreeView *makeView();
    QWidget *makeAllowing();
    void read();
    void take(const Result<QList<HostUse>> &hosts);
    void showReason();
    void offerHost();
    void allow(bool isForAll);
    void updateButtons();
    void say(const QString &sentence, bool isError);

    OrchestratorClient *m_client;
    HostModel m_model;
    QLabel *m_policy;
    QLabel *m_hint;
    QTreeView *m_view;
    QLabel *m_reason;
    QLineEdit *m_host = nullptr;
    QPushButton *m_allowHere = nullptr;
    QPushButton *m_allowForAll = nullptr;
    NoticeBar *m_notice;
    Job m_job;
    bool m_isReading = false;
    bool m_isDue = false;
    QTimer m_pause;
};

} // namespace ca::dashboard
