#pragma once

namespace ca::dashboard {

class JobPage;
class OrchestratorClient;

/// Gives a page the tabs that every job has. The client outlives the page.
void addJobTabs(JobPage *page, OrchestratorClient *client);

} // namespace ca::dashboard
