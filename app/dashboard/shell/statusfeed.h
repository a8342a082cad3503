#pragma once

#include <QElapsedTimer>
#include <QObject>

#include "providernews.h"

namespace ca::dashboard {

class JobNews;
class OrchestratorClient;
class StatusPanel;

/// Keeps the status bar up to date: asks when something has happened that may change it, and never by the clock.
class StatusFeed : public QObject
{
    Q_OBJECT

public:
    /// All outlive it, and the core ends before it does.
    StatusFeed(StatusPanel *panel, OrchestratorClient *client, JobNews *news, QObject *parent = nullptr);

    void refreshProviders();
    void takeProviders(const ProviderNews &news);
    void refreshSpace();

private:
    void start();

    StatusPanel *m_panel;
    OrchestratorClient *m_client;
    JobNews *m_news;
    QString m_dataDir;
    QElapsedTimer m_sinceSpace;
    bool m_isAsking = false;
};

} // namespace ca::dashboard
