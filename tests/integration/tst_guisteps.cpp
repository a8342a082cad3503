#include <QFile>
#include <QTest>

#include "hostprocesses.h"
#include "servicecore.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// Steps that work on a real sandbox's desktop.
class TestGuiSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guiStepsWorkOnTheDesktop();
    void exampleTaskWorks();
    void failingGuiLineEndsTheStep_data();
    void failingGuiLineEndsTheStep();
};

void TestGuiSteps::guiStepsWorkOnTheDesktop()
{
    ServiceCore core;
    const JobId id =
        core.start(u"```gui\n"
                   "exec xterm -title Editor -e sh -c 'read line; echo \"$line\" > typed.txt; sleep 1000'\n"
                   "wait-window Editor 60\n"
                   "# comes to the program of the step before\n"
                   "```\n"
                   "```gui\n"
                   "type --delay 20 \"hello from the keyboard\"\n"
                   "key Return\n"
                   "screenshot\n"
                   "screenshot named.png\n"
                   "```\n"
                   "$ for i in $(seq 100); do test -s typed.txt && break; sleep 0.1; done; cat typed.txt\n"_s);
    const JobDetails job = core.awaitEnd(id, 200);
    QVERIFY2(job.job.status == JobStatus::Complete, qPrintable(job.job.error));
    QCOMPARE(core.file(id, u"typed.txt"_s), QByteArray("hello from the keyboard\n"));
    QCOMPARE(job.steps.size(), 3);
    QCOMPARE(job.steps[1].type, u"gui_automation"_s);
    QCOMPARE(job.steps[1].artifacts, QStringList({u"screenshots/step-2.png"_s, u"screenshots/named.png"_s}));
    for (const QString &name : job.steps[1].artifacts)
        QVERIFY(core.file(id, name).startsWith("\x89PNG"));
    QCOMPARE(processesUsing(core.dataDir()), QList<qint64>());
}

void TestGuiSteps::exampleTaskWorks()
{
    QFile task(QStringLiteral(CA_EXAMPLES "/desktop-editor.md"));
    QVERIFY(task.open(QIODevice::ReadOnly));
    ServiceCore core;
    const JobId id = core.start(QString::fromUtf8(task.readAll()));
    const JobDetails job = core.awaitEnd(id, 200);
    QVERIFY2(job.job.status == JobStatus::Complete, qPrintable(job.job.error));
    QVERIFY(core.file(id, u"note.txt"_s).contains("Watched on the sandbox's desktop."));
}

void TestGuiSteps::failingGuiLineEndsTheStep_data()
{
    QTest::addColumn<QString>("lines");
    QTest::addColumn<QString>("error");
    QTest::newRow("unknown command") << u"mousemove 1 1\nfly-away\n"_s << u"failed at line 2 (fly-away)"_s;
    QTest::newRow("unknown program") << u"exec no-such-program\n"_s << u"no-such-program was not found"_s;
    QTest::newRow("window that never comes") << u"wait-window \"No such window\" 1\n"_s << u"within 1 s"_s;
    QTest::newRow("open quote") << u"type \"abc\n"_s << u"a quote in line 1"_s;
    QTest::newRow("picture outside") << u"screenshot ../../x.png\n"_s << u"cannot"_s;
    QTest::newRow("no picture's name") << u"screenshot x.txt\n"_s << u"ends in .png"_s;
}

void TestGuiSteps::failingGuiLineEndsTheStep()
{
    QFETCH(QString, lines);
    QFETCH(QString, error);
    ServiceCore core;
    const JobId id = core.start(u"```gui\n"_s + lines + u"```\n$ touch too-far\n"_s);
    const JobDetails job = core.awaitEnd(id, 200);
    QCOMPARE(job.job.status, JobStatus::Error);
    QCOMPARE(job.steps.size(), 1);
    QVERIFY2(job.steps[0].error.contains(error), qPrintable(job.steps[0].error));
    QVERIFY(job.steps[0].exitCode.value_or(0) != 0);
}

QTEST_GUILESS_MAIN(TestGuiSteps)
#include "tst_guisteps.moc"
