#include "jobtabs.h"

#include <QCoreApplication>
#include <memory>

#include "codelanguages.h"
#include "filestab.h"
#include "jobpage.h"
#include "logpane.h"
#include "logtab.h"
#include "networktab.h"
#include "overviewtab.h"
#include "stepstab.h"
#include "usagemeter.h"
#include "usagetab.h"
#include "viewtab.h"

namespace ca::dashboard {

namespace {

struct TabTexts
{
    Q_DECLARE_TR_FUNCTIONS(TabTexts)
};

const QString stepsName = QStringLiteral("steps");
const QString logsName = QStringLiteral("logs");

void showStep(JobPage *page, int number)
{
    page->showTab(stepsName);
    if (auto *steps = qobject_cast<StepsTab *>(page->tab(stepsName)))
        steps->select(number);
}

void showLog(JobPage *page, int number)
{
    page->showTab(logsName);
    const auto &details = page->watch().details();
    const auto *logs = qobject_cast<LogTab *>(page->tab(logsName));
    if (logs == nullptr || !details)
        return;
    for (const Step &step : details->steps) {
        if (step.number == number)
            logs->pane()->goToStep(step);
    }
}

void addOverview(JobPage *page, OrchestratorClient *client)
{
    page->addTab(QStringLiteral("overview"), TabTexts::tr("Overview"), [page, client](QWidget *parent) {
        auto *tab = new OverviewTab(client, parent);
        tab->setApi(page->api());
        QObject::connect(page, &JobPage::apiChanged, tab, &OverviewTab::setApi);
        QObject::connect(tab, &JobTab::stepClicked, page, [page](int number) { showStep(page, number); });
        return tab;
    });
}

void addView(JobPage *page, OrchestratorClient *client, Service service)
{
    const bool isDesktop = service == Service::Desktop;
    page->addTab(serviceName(service), isDesktop ? TabTexts::tr("Desktop") : TabTexts::tr("Notebook"),
                 [client, service](QWidget *parent) { return new ViewTab(client, service, parent); });
}

void addUsage(JobPage *page, OrchestratorClient *client)
{
    auto *meter = new UsageMeter(client, page); // the page owns it
    QObject::connect(page, &JobPage::jobShown, meter, &UsageMeter::watch);
    page->addTab(QStringLiteral("usage"), TabTexts::tr("Usage"),
                 [meter](QWidget *parent) { return new UsageTab(meter, parent); });
}

} // namespace

void addJobTabs(JobPage *page, OrchestratorClient *client)
{
    const auto languages = std::make_shared<CodeLanguages>();
    addOverview(page, client);
    page->addTab(stepsName, TabTexts::tr("Steps"), [page, client, languages](QWidget *parent) {
        auto *tab = new StepsTab(client, languages, parent);
        QObject::connect(tab, &JobTab::logClicked, page, [page](int number) { showLog(page, number); });
        return tab;
    });
    page->addTab(logsName, TabTexts::tr("Logs"), [client](QWidget *parent) { return new LogTab(client, parent); });
    page->addTab(QStringLiteral("files"), TabTexts::tr("Files"),
                 [client, languages](QWidget *parent) { return new FilesTab(client, languages, parent); });
    for (const Service service : {Service::Desktop, Service::Notebook})
        addView(page, client, service);
    addUsage(page, client);
    page->addTab(QStringLiteral("network"), TabTexts::tr("Network"),
                 [client](QWidget *parent) { return new NetworkTab(client, parent); });
}

} // namespace ca::dashboard
