#include "logtab.h"

#include <QVBoxLayout>

#include "logpane.h"

namespace ca::dashboard {

LogTab::LogTab(OrchestratorClient *client, QWidget *parent)
    : JobTab(parent)
    , m_pane(new LogPane(client, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_pane);
    setFocusProxy(m_pane);
}

void LogTab::showJob(const Job &job)
{
    m_pane->setJob(job);
}

void LogTab::showDetails(const JobDetails &details)
{
    m_pane->setSteps(details.steps);
}

} // namespace ca::dashboard
