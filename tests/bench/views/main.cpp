#include <QApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <cstdio>

#include "dashboardfixture.h"
#include "viewprobe.h"
#include "viewtab.h"

// The tabs Desktop and Notebook over a real job, measured from within the window that shows them. Prints the
// milliseconds from the wish to what is seen as a JSON array: the first one is cold, for which neither the service nor
// the browser engine runs.

namespace {
using namespace ca;
using namespace ca::dashboard;
using namespace Qt::StringLiterals;

constexpr int patience = 60'000;

/// The terminal, which comes after the window manager: more than a black screen. A notebook: Jupyter's own page.
QString seen(Service service)
{
    if (service == Service::Notebook)
        return u"document.querySelector('#jp-main-dock-panel') !== null"_s;
    return u"(() => { const canvas = document.querySelector('canvas'); if (!canvas) return false;"
           "const at = canvas.getContext('2d').getImageData(canvas.width / 3, canvas.height / 3, 1, 1).data;"
           "return at[0] + at[1] + at[2] > 0; })()"_s;
}

/// Milliseconds, from a tab that shows nothing yet; negative when nothing comes.
double timeView(OrchestratorClient &client, const Job &job, Service service)
{
    ViewTab tab(&client, service);
    tab.resize(1000, 700);
    tab.show();
    tab.showJob(job);
    if (!QTest::qWaitForWindowExposed(&tab))
        return -1;
    QElapsedTimer clock;
    clock.start();
    tab.openView();
    if (!QTest::qWaitFor([&] { return tab.frame() != nullptr; }, patience))
        return -1;
    ViewProbe probe(*tab.frame());
    const QString script = seen(service);
    if (!QTest::qWaitFor([&] { return probe.run(script).toBool(); }, patience))
        return -1;
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}
} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    const QApplication app(argc, argv);
    const QString what = QApplication::arguments().value(1);
    const int count = QApplication::arguments().value(2).toInt();
    if ((what != "desktop"_L1 && what != "notebook"_L1) || count < 1) {
        std::fputs("usage: ca-bench-views desktop|notebook TIMES\n", stderr);
        return 2;
    }
    DashboardFixture fixture;
    JobRequest request;
    request.prompt = u"$ sleep 1000\n"_s;
    request.provider = u"runbook"_s;
    if (!fixture.waitUntilOpen() || fixture.schedule(request).isNull() ||
        !QTest::qWaitFor([&] { return fixture.firstStatus() == "Running"_L1; }, patience))
        return 1;
    const auto jobs = fixture.client().ask<QList<Job>>(
        [](Orchestrator &orchestrator) -> QCoro::Task<Result<QList<Job>>> { co_return orchestrator.jobs(); });
    if (!QTest::qWaitFor([&] { return jobs.isFinished(); }, patience) || !jobs.result())
        return 1;
    QJsonArray times;
    for (int i = 0; i < count; ++i) {
        times.append(timeView(fixture.client(), jobs.result()->constFirst(),
                              what == "desktop"_L1 ? Service::Desktop : Service::Notebook));
        if (times.last().toDouble() < 0)
            return 1;
    }
    std::puts(QJsonDocument(times).toJson(QJsonDocument::Compact).constData());
    return 0;
}
