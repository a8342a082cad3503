#include <QCoroTask>
#include <QFile>
#include <QTest>
#include <algorithm>
#include <tuple>

#include "agentdialogue.h"
#include "servicetest.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// Desktops of real sandboxes that end, are stopped, paused and started again.
class TestServiceRestarts : public ServiceTest
{
    Q_OBJECT

private Q_SLOTS:
    void killedDesktopIsStartedAgain();
    void desktopThatCrashesAllTheTimeIsGivenUp();
    void desktopStopsWhenItsLastUserHasGone();
    void desktopStartsAgainAfterEachStop();
    void pausedJobStopsItsDesktopToo();
};

void TestServiceRestarts::killedDesktopIsStartedAgain()
{
    QList<ServiceState> states;
    ServiceCore core;
    const JobId id = core.start(u"$ until test -e go; do sleep 0.1; done; pkill -KILL Xtigervnc; sleep 1000\n"_s);
    JobServices &services = core.services(id);
    connect(&services, &JobServices::stateChanged, this,
            [&](Service, ServiceState state, const QString &) { states.append(state); });
    QVERIFY(start(services, Service::Desktop));
    QFile go(core.orchestrator().jobDir(id) + u"/workspace/go"_s);
    QVERIFY(go.open(QIODevice::WriteOnly));
    QVERIFY(QTest::qWaitFor([&] { return states.count(ServiceState::Ready) == 2; }, aWhile));
    QVERIFY(states.contains(ServiceState::Restarting));
    const auto socket = QCoro::waitFor(services.connect(Service::Desktop));
    QVERIFY(socket);
    QCOMPARE(ServiceCore::readUntil(*socket, banner), QByteArray(banner));
    QCOMPARE(processes(core, u"Xtigervnc"_s), 1);
    core.cancel(id);
    const JobDetails job = core.awaitEnd(id);
    QVERIFY(std::ranges::any_of(job.events, [](const JobEvent &event) {
        return event.kind == "service"_L1 && event.text.contains("ended by signal KILL"_L1);
    }));
}

void TestServiceRestarts::desktopThatCrashesAllTheTimeIsGivenUp()
{
    ServiceCore core;
    const JobId id = core.start(u"$ while true; do pkill -KILL Xtigervnc || true; sleep 0.02; done\n"_s);
    JobServices &services = core.services(id);
    std::ignore = QCoro::waitFor(services.start(Service::Desktop)); // it may be ready for a moment
    QVERIFY(QTest::qWaitFor([&] { return services.state(Service::Desktop) == ServiceState::Failed; }, aWhile));
    QVERIFY2(services.text(Service::Desktop).contains("within a minute"_L1),
             qPrintable(services.text(Service::Desktop)));
    core.cancel(id);
    QCOMPARE(core.awaitEnd(id).job.status, JobStatus::Cancelled);
}

void TestServiceRestarts::desktopStopsWhenItsLastUserHasGone()
{
    ServiceCore core(shortGrace());
    const JobId id = core.start(hold());
    JobServices &services = core.services(id);
    ServiceLease first = services.acquire(Service::Desktop);
    {
        const ServiceLease second = services.acquire(Service::Desktop);
        QVERIFY(start(services, Service::Desktop));
        QCOMPARE(services.users(Service::Desktop), 2);
    }
    QVERIFY(QTest::qWaitFor([&] { return processes(core, u"xterm"_s) == 1; }, aWhile));
    QVERIFY(!QTest::qWaitFor([&] { return services.state(Service::Desktop) != ServiceState::Ready; }, 1'000));
    first = ServiceLease();
    QVERIFY(QTest::qWaitFor([&] { return services.state(Service::Desktop) == ServiceState::Stopped; }, aWhile));
    for (const QString &program : {u"Xtigervnc"_s, u"openbox"_s, u"xterm"_s, u"bash"_s})
        QVERIFY2(QTest::qWaitFor([&] { return processes(core, program) == 0 || program == "bash"_L1; }, aWhile),
                 qPrintable(program));
    QVERIFY(start(services, Service::Desktop)); // and comes again
    core.cancel(id);
    QCOMPARE(core.awaitEnd(id).job.status, JobStatus::Cancelled);
    const ServiceLease late = std::move(first); // of no effect once the job is gone
}

void TestServiceRestarts::desktopStartsAgainAfterEachStop()
{
    ServiceCore core;
    const JobId id = core.start(hold());
    JobServices &services = core.services(id);
    for (int i = 0; i < 25; ++i) {
        QVERIFY(start(services, Service::Desktop));
        const auto socket = QCoro::waitFor(services.connect(Service::Desktop));
        QVERIFY2(socket, socket ? "" : qPrintable(socket.error().message));
        QCOMPARE(ServiceCore::readUntil(*socket, banner), QByteArray(banner));
        services.stop(Service::Desktop);
        QVERIFY(QTest::qWaitFor([&] { return services.state(Service::Desktop) == ServiceState::Stopped; }, aWhile));
    }
    core.cancel(id);
    QCOMPARE(core.awaitEnd(id).job.status, JobStatus::Cancelled);
}

void TestServiceRestarts::pausedJobStopsItsDesktopToo()
{
    ServiceCore core;
    const JobId id = core.start(hold());
    JobServices &services = core.services(id);
    QVERIFY(start(services, Service::Desktop));
    QVERIFY(QCoro::waitFor((*core.orchestrator().dialogue(id))->pause()));
    const auto socket = QCoro::waitFor(services.connect(Service::Desktop));
    QVERIFY(socket);
    QCOMPARE(ServiceCore::readUntil(*socket, banner, 2), QByteArray()); // it stands still
    QVERIFY(QCoro::waitFor((*core.orchestrator().dialogue(id))->resume()));
    QCOMPARE(ServiceCore::readUntil(*socket, banner), QByteArray(banner));
    core.cancel(id);
    QCOMPARE(core.awaitEnd(id).job.status, JobStatus::Cancelled);
}

QTEST_GUILESS_MAIN(TestServiceRestarts)
#include "tst_servicerestarts.moc"
