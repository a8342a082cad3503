#pragma once

#include "jobtab.h"

namespace ca::dashboard {

class LogPane;
class OrchestratorClient;

/// The job's log as a tab.
class LogTab : public JobTab
{
    Q_OBJECT

public:
    /// The client outlives the tab.
    explicit LogTab(OrchestratorClient *client, QWidget *parent = nullptr);

    void showJob(const Job &job) override;
    void showDetails(const JobDetails &details) override;
    [[nodiscard]] LogPane *pane() const { return m_pane; }

private:
    LogPane *m_pane;
};

} // namespace ca::dashboard
