#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QToolButton>

#include "bottombars.h"
#include "exampletask.h"
#include "jobtable.h"
#include "logpane.h"
#include "mainwindow.h"
#include "newjobdialog.h"
#include "savingbar.h"
#include "studio.h"

namespace ca::dashboard {

namespace {

void select(MainWindow &window, const Job &job)
{
    window.findChild<JobTable *>()->select(job.id);
}

void type(MainWindow &window, const QString &filter)
{
    window.findChild<QLineEdit *>(QStringLiteral("jobFilter"))->setText(filter);
}

void trigger(MainWindow &window, const char *action)
{
    window.findChild<QAction *>(QString::fromLatin1(action))->trigger();
}

void shootList(Studio &studio, const QList<Job> &jobs)
{
    studio.window(QStringLiteral("filtered"), {1120, 620}, jobs, [&jobs](MainWindow &window) {
        select(window, jobs.at(5));
        window.findChild<QToolButton *>(QStringLiteral("chip0"))->click();
    });
    studio.window(QStringLiteral("no-match"), {1120, 620}, jobs, [&jobs](MainWindow &window) {
        select(window, jobs.at(2));
        type(window, QStringLiteral("status:broken report"));
    });
    studio.window(QStringLiteral("many-selected"), {1120, 620}, jobs, [](MainWindow &window) {
        window.findChild<JobTable *>()->selectAll();
        window.findChild<JobTable *>()->setFocus();
    });
    studio.window(QStringLiteral("deleted"), {1120, 620}, jobs, [&jobs](MainWindow &window) {
        window.findChild<JobTable *>()->select({jobs.at(2).id, jobs.at(3).id});
        trigger(window, "deleteJob");
    });
    studio.window(QStringLiteral("saving"), {1120, 620}, jobs, [&jobs](MainWindow &window) {
        select(window, jobs.at(0));
        window.findChild<BottomBars *>()->complain(QStringLiteral(
            "/media/stick/report.zip cannot be written: No space left on device. Choose another place."));
        window.findChild<SavingBar *>()->showProgress(
            QStringLiteral("Compare-the-three-compression-libraries-on-every-sample-in-the.zip"), 420);
    });
    studio.window(QStringLiteral("all-columns"), {1700, 620}, jobs, [&jobs](MainWindow &window) {
        select(window, jobs.at(1));
        for (QAction *column : window.findChild<JobTable *>()->columnsMenu()->actions()) {
            if (column->isCheckable())
                column->setChecked(true);
        }
    });
    studio.window(QStringLiteral("small"), {420, 320}, jobs);
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
    shootList(studio, jobs);
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
