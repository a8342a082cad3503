#include <QAction>
#include <QTest>

#include "exampletask.h"
#include "jobtable.h"
#include "logpane.h"
#include "mainwindow.h"
#include "newjobdialog.h"
#include "studio.h"

namespace ca::dashboard {

namespace {

void select(MainWindow &window, const Job &job)
{
    window.findChild<JobTable *>()->select(job.id);
}

} // namespace

void shootJobs(Studio &studio)
{
    const QList<Job> jobs = busyJobs();
    studio.window(QStringLiteral("empty"), {1120, 680}, {});
    studio.window(QStringLiteral("empty-small"), {480, 560}, {});
    studio.window(QStringLiteral("busy"), {1120, 620}, jobs, [&jobs](MainWindow &window) {
        select(window, jobs.at(5));
        fillLog(*window.findChild<LogPane *>());
    });
    studio.window(QStringLiteral("wide"), {1700, 900}, jobs,
                  [&jobs](MainWindow &window) { select(window, jobs.at(0)); });
    studio.window(QStringLiteral("failed"), {1120, 620}, jobs, [&jobs](MainWindow &window) {
        select(window, jobs.at(3));
        fillLog(*window.findChild<LogPane *>());
    });
    studio.window(QStringLiteral("narrow-list"), {640, 560}, jobs);
    studio.window(QStringLiteral("narrow-page"), {640, 560}, jobs, [&jobs](MainWindow &window) {
        select(window, jobs.at(3));
        QTest::keyClick(window.findChild<JobTable *>(), Qt::Key_Return);
        fillLog(*window.findChild<LogPane *>());
    });
    studio.window(QStringLiteral("faults"), {1120, 560}, jobs, [](MainWindow &window) {
        window.setApi({.url = {}, .port = 8000, .error = QStringLiteral("Port 8000 is taken.")});
        window.setEngine({.name = QStringLiteral("bubblewrap"),
                          .error = QStringLiteral("Sandboxes cannot be made: this system forbids user namespaces. "
                                                  "Allow them with: sysctl kernel.unprivileged_userns_clone=1")});
    });
    studio.window(QStringLiteral("held"), {900, 560}, {}, [](MainWindow &window) {
        window.showFault(
            {.code = ErrorCode::Conflict,
             .message = QStringLiteral(
                 "containerized-agentd (process 4711) works with the folder "
                 "/home/ada/.local/share/containerized-agent. End it first, or choose another folder with --data."),
             .detail = {}});
    });
    studio.window(QStringLiteral("new-job"), {1120, 760}, jobs, [&studio](MainWindow &window) {
        window.findChild<QAction *>(QStringLiteral("newJob"))->trigger();
        auto *dialog = window.findChild<NewJobDialog *>();
        studio.shoot(dialog, QStringLiteral("dialog-empty"));
        dialog->setPrompt(QStringLiteral("Build me a todo app in React"));
        studio.shoot(dialog, QStringLiteral("dialog-plain"));
        dialog->setPrompt(exampleTasks().constFirst().prompt);
        studio.shoot(dialog, QStringLiteral("dialog-example"));
    });
}

} // namespace ca::dashboard
