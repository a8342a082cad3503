#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QTreeView>

#include "codeview.h"
#include "filemodel.h"
#include "hostmodel.h"
#include "jobpage.h"
#include "jobtab.h"
#include "jobtable.h"
#include "mainwindow.h"
#include "orchestratorclient.h"
#include "samplejobs.h"
#include "studio.h"
#include "usagechart.h"
#include "workspacesource.h"

namespace ca::dashboard {

namespace {

constexpr QSize usual(1280, 800);

Step sampleStep(const Job &job, int number, const QString &type, const QString &description, const QString &code,
                qint64 begin, qint64 duration)
{
    Step step;
    step.number = number;
    step.type = type;
    step.description = description;
    step.code = code;
    step.status = StepStatus::Succeeded;
    step.exitCode = 0;
    step.started = job.started + begin;
    step.ended = step.started + duration;
    step.tokens = 4'200 * number;
    return step;
}

JobDetails sampleDetails(Job job)
{
    job.provider = QStringLiteral("gemini");
    job.providerReason = QStringLiteral("the first one that has a key");
    job.engineReason = QStringLiteral("the default");
    job.containerId = QStringLiteral("ca-3f0d2f6c8a1e");
    job.enforcement = {{.limit = QStringLiteral("memory_mb"), .by = QStringLiteral("cgroup v2")},
                       {.limit = QStringLiteral("cpus"), .by = QStringLiteral("cgroup v2")},
                       {.limit = QStringLiteral("disk_mb"), .by = QStringLiteral("a watchdog")}};
    job.usage = {{.provider = QStringLiteral("alchemyst"),
                  .model = QStringLiteral("alchemyst-ai/alchemyst-c1"),
                  .calls = 1,
                  .promptTokens = 3'100,
                  .answerTokens = 800},
                 {.provider = QStringLiteral("gemini"),
                  .model = QStringLiteral("gemini-2.5-flash"),
                  .calls = 4,
                  .promptTokens = 31'000,
                  .answerTokens = 5'400}};
    job.outBytes = 48'211;
    JobDetails details{.job = job,
                       .prompt = QStringLiteral("Read data/sales.csv, sum it up by region and month, and make one web "
                                                "page with a table and a chart.\n"),
                       .steps = {}};
    details.steps = {
        sampleStep(job, 1, QStringLiteral("shell_command"), QStringLiteral("Look at the data"),
                   QStringLiteral("head -n 5 data/sales.csv\nwc -l data/sales.csv\n"), 4'000, 900),
        sampleStep(job, 2, QStringLiteral("file_operation"), QStringLiteral("Write summarise.py"),
                   QStringLiteral("import csv\n"), 9'000, 300),
        sampleStep(
            job, 3, QStringLiteral("python_code"),
            QStringLiteral("Sum the sales up by region and month, and write the table that the page shows"),
            QStringLiteral("import csv\nfrom collections import defaultdict\n\ntotals = defaultdict(float)\n"
                           "with open(\"data/sales.csv\", newline=\"\") as file:\n"
                           "    for row in csv.DictReader(file):\n"
                           "        totals[row[\"region\"], row[\"month\"]] += float(row[\"amount\"])\n\n"
                           "for key, amount in sorted(totals.items()):\n    print(*key, amount)  # one a line\n"),
            14'000, 6'400)};
    const auto event = [&job](qint64 number, const QString &kind, const QString &text) {
        return JobEvent{.number = number, .time = job.started + number * 4'000, .kind = kind, .text = text};
    };
    details.events = {event(1, QStringLiteral("provider"),
                            QStringLiteral("alchemyst answered 503 three times: gemini is asked from now on")),
                      event(2, QStringLiteral("plan"),
                            QStringLiteral("Look at the data, sum it up with Python, then write the page.")),
                      event(3, QStringLiteral("network"), QStringLiteral("Connected to pypi.org:443.")),
                      event(4, QStringLiteral("message"), QStringLiteral("Use the colours of our web site."))};
    return details;
}

/// Details as an orchestrator would tell them.
void show(MainWindow &window, const QString &tab, const JobDetails &details)
{
    auto *page = window.findChild<JobPage *>();
    window.findChild<JobTable *>()->select(details.job.id);
    page->showTab(tab);
    page->setJob(details.job);
    QTest::qWait(60); // what an orchestrator that is not there answers
    page->tab(tab)->showJob(details.job);
    page->tab(tab)->showDetails(details);
    page->watch().watch({});
}

JobDetails failedDetails(const Job &job)
{
    JobDetails details = sampleDetails(job);
    details.job.errorCode = QStringLiteral("step_failed");
    details.job.provider = QStringLiteral("runbook");
    Step &last = details.steps.last();
    last.status = StepStatus::Failed;
    last.exitCode = 1;
    last.error = QStringLiteral("the step ended with exit code 1");
    return details;
}

void shootOverviewAndSteps(Studio &studio, const QList<Job> &jobs)
{
    studio.window(QStringLiteral("page-overview"), usual, jobs,
                  [&jobs](MainWindow &window) { show(window, QStringLiteral("overview"), sampleDetails(jobs.at(5))); });
    studio.window(QStringLiteral("page-overview-failed"), usual, jobs,
                  [&jobs](MainWindow &window) { show(window, QStringLiteral("overview"), failedDetails(jobs.at(3))); });
    studio.window(QStringLiteral("page-overview-waiting"), {640, 560}, jobs, [&jobs](MainWindow &window) {
        QTest::keyClick(window.findChild<JobTable *>(), Qt::Key_Return);
        show(window, QStringLiteral("overview"),
             {.job = jobs.at(6), .prompt = QStringLiteral("Weekly summary"), .steps = {}});
    });
    const auto fillOutput = [](MainWindow &window, const QString &text) {
        window.findChild<CodeView *>(QStringLiteral("stepOutput"))->setPlainText(text);
    };
    studio.window(QStringLiteral("page-steps"), usual, jobs, [&](MainWindow &window) {
        show(window, QStringLiteral("steps"), failedDetails(jobs.at(3)));
        fillOutput(window, QStringLiteral("Traceback (most recent call last):\n  File \"step-3.py\", line 5, in "
                                          "<module>\nFileNotFoundError: data/sales.csv\n"));
    });
    studio.window(QStringLiteral("page-steps-approval"), usual, jobs, [&](MainWindow &window) {
        JobDetails details = sampleDetails(jobs.at(5));
        details.job.phase = JobPhase::AwaitingApproval;
        details.approval = PendingApproval{
            .round = 2,
            .summary = QStringLiteral("Install a plotting library and draw the chart."),
            .steps = {{.type = QStringLiteral("shell_command"),
                       .description = QStringLiteral("Install matplotlib"),
                       .code = QStringLiteral("pip install matplotlib")},
                      {.type = QStringLiteral("python_code"),
                       .description = QStringLiteral("Draw the chart"),
                       .code = QStringLiteral("import matplotlib.pyplot as plt\nplt.savefig(\"chart.png\")")}}};
        show(window, QStringLiteral("steps"), details);
        fillOutput(window, QStringLiteral("North 2026-01 17204.0\nWest 2026-01 16998.0\n"));
    });
    studio.window(QStringLiteral("page-steps-paused"), {640, 700}, jobs, [&](MainWindow &window) {
        QTest::keyClick(window.findChild<JobTable *>(), Qt::Key_Return);
        JobDetails details = sampleDetails(jobs.at(5));
        details.job.phase = JobPhase::Paused;
        show(window, QStringLiteral("steps"), details);
    });
    studio.window(QStringLiteral("page-steps-empty"), usual, jobs, [&](MainWindow &window) {
        show(window, QStringLiteral("steps"),
             {.job = jobs.at(6), .prompt = QStringLiteral("Weekly summary"), .steps = {}});
    });
}

void fillFolder(const QTemporaryDir &folder)
{
    const auto write = [&folder](const QString &name, const QByteArray &text) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
    };
    QDir(folder.path()).mkpath(QStringLiteral("data"));
    write(QStringLiteral("data/sales.csv"), QByteArray(123'456, 'x'));
    write(QStringLiteral("a file with a very long name that does not fit into the column it is in.txt"), "x");
    write(QStringLiteral("summarise.py"),
          "#!/usr/bin/env python3\n\"\"\"Sums the sales up.\"\"\"\nimport csv\n\n\ndef main() -> None:\n"
          "    with open(\"data/sales.csv\", newline=\"\") as file:\n        rows = list(csv.DictReader(file))\n"
          "    print(len(rows))\n\n\nif __name__ == \"__main__\":\n    main()\n");
    write(QStringLiteral("index.html"), "<!doctype html>\n");
    QFile::link(QStringLiteral("/etc/passwd"), folder.filePath(QStringLiteral("passwd")));
    QImage chart(480, 260, QImage::Format_RGB32);
    chart.fill(QColor(90, 140, 200));
    chart.save(folder.filePath(QStringLiteral("chart.png")));
}

void shootFiles(Studio &studio, const QList<Job> &jobs)
{
    const QTemporaryDir folder;
    fillFolder(folder);
    const auto showFile = [&](MainWindow &window, const QByteArray &path) {
        show(window, QStringLiteral("files"), sampleDetails(jobs.at(5)));
        auto *view = window.findChild<QTreeView *>(QStringLiteral("files"));
        auto *model = qobject_cast<FileModel *>(view->model());
        model->setSource(std::make_shared<WorkspaceSource>(folder.path()));
        QTest::qWait(200);
        view->setCurrentIndex(model->find(path));
        QTest::qWait(200);
    };
    studio.window(QStringLiteral("page-files"), usual, jobs,
                  [&](MainWindow &window) { showFile(window, "summarise.py"); });
    studio.window(QStringLiteral("page-files-image"), usual, jobs,
                  [&](MainWindow &window) { showFile(window, "chart.png"); });
    studio.window(QStringLiteral("page-files-link"), {640, 560}, jobs, [&](MainWindow &window) {
        QTest::keyClick(window.findChild<JobTable *>(), Qt::Key_Return);
        showFile(window, "passwd");
    });
    studio.window(QStringLiteral("page-files-empty"), usual, jobs, [&](MainWindow &window) {
        show(window, QStringLiteral("files"),
             {.job = jobs.at(6), .prompt = QStringLiteral("Weekly summary"), .steps = {}});
    });
}

void shootUsageAndNetwork(Studio &studio, const QList<Job> &jobs)
{
    studio.window(QStringLiteral("page-usage"), usual, jobs, [&](MainWindow &window) {
        show(window, QStringLiteral("usage"), sampleDetails(jobs.at(5)));
        UsageSeries cpu;
        UsageSeries memory;
        for (int second = 1; second < 60; ++second) {
            cpu.append({double(second), 40.0 + (second * 37 % 120)});
            memory.append({double(second), 120.0 + second * 9});
        }
        auto *cpuChart = window.findChild<UsageChart *>(QStringLiteral("cpuChart"));
        auto *memoryChart = window.findChild<UsageChart *>(QStringLiteral("memoryChart"));
        cpuChart->showSeries(cpu, 200, 60, QStringLiteral("Processors: 121% of one now"));
        memoryChart->showSeries(memory, 2048, 60, QStringLiteral("Memory: 651 MiB now"));
        window.findChild<QLabel *>(QStringLiteral("usageHint"))->hide();
        cpuChart->show();
        memoryChart->show();
    });
    studio.window(QStringLiteral("page-usage-none"), usual, jobs, [&](MainWindow &window) {
        JobDetails details = failedDetails(jobs.at(3));
        details.job.usage.clear();
        show(window, QStringLiteral("usage"), details);
    });
    studio.window(QStringLiteral("page-network"), usual, jobs, [&](MainWindow &window) {
        JobDetails details = sampleDetails(jobs.at(5));
        details.job.networkSent = 48'000;
        details.job.networkReceived = 12'400'000;
        show(window, QStringLiteral("network"), details);
        auto *view = window.findChild<QTreeView *>(QStringLiteral("hosts"));
        const qint64 last = details.job.started + 5'000;
        qobject_cast<HostModel *>(view->model())
            ->setHosts({{.host = QStringLiteral("pypi.org"),
                         .port = 443,
                         .allowed = 12,
                         .sent = 40'000,
                         .received = 12'000'000,
                         .last = last},
                        {.host = QStringLiteral("cdn.example-with-a-long-name.internal.example.com"),
                         .port = 8443,
                         .refused = 3,
                         .last = last + 3'000,
                         .reason = QStringLiteral("cdn.example-with-a-long-name.internal.example.com:8443 was refused: "
                                                  "it is not on the list of allowed hosts.")}});
        view->show();
        window.findChild<QLabel *>(QStringLiteral("networkHint"))->hide();
        view->setCurrentIndex(view->model()->index(1, 0));
    });
    studio.window(QStringLiteral("page-network-empty"), {640, 560}, jobs, [&](MainWindow &window) {
        QTest::keyClick(window.findChild<JobTable *>(), Qt::Key_Return);
        show(window, QStringLiteral("network"), sampleDetails(jobs.at(2)));
    });
}

} // namespace

void shootJobPage(Studio &studio)
{
    const QList<Job> jobs = busyJobs();
    shootOverviewAndSteps(studio, jobs);
    shootFiles(studio, jobs);
    shootUsageAndNetwork(studio, jobs);
}

} // namespace ca::dashboard
