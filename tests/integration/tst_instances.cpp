#include <QJsonArray>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>
#include <csignal>
#include <memory>

#include "daemonprocess.h"
#include "hostprocesses.h"
#include "programprocess.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

namespace {
const QString daemonName = u"containerized-agentd"_s;
const QString dashboardName = u"containerized-agent"_s;
} // namespace

/// Several servers and dashboards: one data folder has one owner, a port has one listener, and all end when told to.
class TestInstances : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aHeldFolderIsRefusedByName_data();
    void aHeldFolderIsRefusedByName();
    void theDashboardSaysWhoHasTheFolder();
    void aSecondDashboardRaisesTheFirst();
    void aTakenPortIsRefusedByTheDaemon();
    void aTakenPortTurnsTheDashboardsApiOff();
    void aKilledOwnersLockIsNoObstacle_data();
    void aKilledOwnersLockIsNoObstacle();
    void aWrongSettingIsRefused_data();
    void aWrongSettingIsRefused();
    void aSignalEndsTheDashboardAndItsJobs_data();
    void aSignalEndsTheDashboardAndItsJobs();

private:
    /// A program on the test's data folder and on a free port, or as `more` says.
    [[nodiscard]] std::unique_ptr<ProgramProcess> start(const QString &program, const QStringList &more = {}) const;
    [[nodiscard]] QString dataDir() const { return m_dir->filePath(u"data"_s); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestInstances::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<ProgramProcess> TestInstances::start(const QString &program, const QStringList &more) const
{
    return std::make_unique<ProgramProcess>(ProgramProcess::Options{
        .program = program,
        .arguments = QStringList{u"--data"_s, dataDir(), u"--listen"_s, u"127.0.0.1:0"_s} + more,
        .surroundings = m_dir->path()});
}

void TestInstances::aHeldFolderIsRefusedByName_data()
{
    QTest::addColumn<QString>("first");
    QTest::newRow("by a daemon") << daemonName;
    QTest::newRow("by a dashboard") << dashboardName;
}

void TestInstances::aHeldFolderIsRefusedByName()
{
    QFETCH(QString, first);
    const auto holder = start(first);
    QVERIFY2(holder->awaitUrl().isValid(), qPrintable(holder->output()));
    const auto second = start(daemonName);
    QCOMPARE(second->exitCode(), 1);
    const QString sentence = u"containerized-agentd: the data folder %1 is in use by %2 (process %3): stop it, or "
                             "choose another folder with --data\n"_s.arg(dataDir(), first)
                                 .arg(holder->pid());
    QCOMPARE(second->output(), sentence);
}

void TestInstances::theDashboardSaysWhoHasTheFolder()
{
    const auto holder = start(daemonName);
    QVERIFY2(holder->awaitUrl().isValid(), qPrintable(holder->output()));
    const auto dashboard = start(dashboardName);
    QVERIFY2(dashboard->says(u"in use by containerized-agentd (process %1)"_s.arg(holder->pid())),
             qPrintable(dashboard->output()));
    QVERIFY(!dashboard->exitCode(100).has_value()); // its window shows the same
    QVERIFY(dashboard->signal(SIGTERM));
    QCOMPARE(dashboard->exitCode(), 1);
}

void TestInstances::aSecondDashboardRaisesTheFirst()
{
    const auto first = start(dashboardName);
    QVERIFY2(first->awaitUrl().isValid(), qPrintable(first->output()));
    const auto second = start(dashboardName);
    QCOMPARE(second->exitCode(), 0); // it is not when nobody answers
    QCOMPARE(second->output(), QString());
    QVERIFY(!first->exitCode(0).has_value());
}

void TestInstances::aTakenPortIsRefusedByTheDaemon()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const auto daemon = start(daemonName, {u"--listen"_s, u"127.0.0.1:%1"_s.arg(other.serverPort())});
    QCOMPARE(daemon->exitCode(), 1);
    QVERIFY2(daemon->output().contains(u"cannot listen on 127.0.0.1:%1"_s.arg(other.serverPort())) &&
                 daemon->output().contains(u"--listen"_s),
             qPrintable(daemon->output()));
}

void TestInstances::aTakenPortTurnsTheDashboardsApiOff()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const auto dashboard = start(dashboardName, {u"--listen"_s, u"127.0.0.1:%1"_s.arg(other.serverPort())});
    QVERIFY2(dashboard->says(u"cannot listen on 127.0.0.1:%1"_s.arg(other.serverPort())),
             qPrintable(dashboard->output()));
    QVERIFY(!dashboard->exitCode(100).has_value());
    QVERIFY(dashboard->signal(SIGTERM));
    QCOMPARE(dashboard->exitCode(), 0);
}

void TestInstances::aKilledOwnersLockIsNoObstacle_data()
{
    QTest::addColumn<QString>("killed");
    QTest::addColumn<QString>("next");
    for (const QString &killed : {daemonName, dashboardName}) {
        for (const QString &next : {daemonName, dashboardName})
            QTest::addRow("%s, %s", qPrintable(killed), qPrintable(next)) << killed << next;
    }
}

void TestInstances::aKilledOwnersLockIsNoObstacle()
{
    QFETCH(QString, killed);
    QFETCH(QString, next);
    const auto first = start(killed);
    QVERIFY2(first->awaitUrl().isValid(), qPrintable(first->output()));
    QVERIFY(first->signal(SIGKILL));
    QVERIFY(!first->exitCode().has_value());
    QVERIFY(QFile::exists(dataDir() + u"/owner.lock"));
    const auto second = start(next);
    QVERIFY2(second->awaitUrl().isValid(), qPrintable(second->output()));
}

void TestInstances::aWrongSettingIsRefused_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");
    for (const QString &program : {daemonName, dashboardName}) {
        const char *name = program == daemonName ? "daemon" : "dashboard";
        QTest::addRow("%s, environment", name)
            << program << u"many"_s << QStringList() << u"AGENT_MAX_JOBS is \"many\" (from the environment)"_s;
        QTest::addRow("%s, option", name) << program << u"1"_s << QStringList{u"--max-jobs"_s, u"0"_s}
                                          << u"AGENT_MAX_JOBS is \"0\" (from --max-jobs)"_s;
        QTest::addRow("%s, unknown option", name)
            << program << u"1"_s << QStringList{u"--maxjobs"_s, u"1"_s} << u"did you mean --max-jobs?"_s;
    }
}

void TestInstances::aWrongSettingIsRefused()
{
    QFETCH(QString, program);
    QFETCH(QString, variable);
    QFETCH(QStringList, arguments);
    QFETCH(QString, sentence);
    QProcessEnvironment environment;
    environment.insert(u"AGENT_MAX_JOBS"_s, variable);
    ProgramProcess process({.program = program, .arguments = arguments, .environment = environment});
    QCOMPARE(process.exitCode(), 2);
    QVERIFY2(process.output().startsWith(program + u": "_s) && process.output().contains(sentence) &&
                 process.output().endsWith(u"(--help lists the options)\n"_s),
             qPrintable(process.output()));
}

void TestInstances::aSignalEndsTheDashboardAndItsJobs_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestInstances::aSignalEndsTheDashboardAndItsJobs()
{
    QFETCH(int, signal);
    const QString mark = u"mark-"_s + QUuid::createUuid().toString(QUuid::Id128);
    QString id;
    {
        const auto dashboard = start(dashboardName);
        HttpClient http(dashboard->awaitUrl());
        id = DaemonProcess::schedule(http,
                                     {{u"prompt"_s, u"$ echo before; setsid sh -c 'sleep 1000; : %1'"_s.arg(mark)}});
        QVERIFY2(!id.isEmpty(), qPrintable(dashboard->output()));
        QVERIFY(QTest::qWaitFor([&] { return !processesWith(mark).isEmpty(); }, 20'000));
        QVERIFY(dashboard->signal(signal));
        QCOMPARE(dashboard->exitCode(12'000), 0);
    }
    QCOMPARE(processesWith(mark), QList<qint64>());
    QCOMPARE(processesWith(dataDir()), QList<qint64>());
    const auto daemon = start(daemonName);
    HttpClient http(daemon->awaitUrl());
    const QJsonObject job = DaemonProcess::awaitEnd(http, id);
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QCOMPARE(job[u"error_code"].toString(), u"interrupted"_s);
    QCOMPARE(http.get(u"/logs/%1/stdout"_s.arg(id)).body, QByteArray("before\n"));
}

QTEST_GUILESS_MAIN(TestInstances)
#include "tst_instances.moc"
