#include <QCoroTask>
#include <QFile>
#include <QTest>
#include <sys/socket.h>
#include <vector>

#include "hostprocesses.h"
#include "leftovers.h"
#include "servicetest.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// The desktop and the notebook of real sandboxes, through the library: who gets to them, and who does not.
class TestServices : public ServiceTest
{
    Q_OBJECT

private Q_SLOTS:
    void nothingRunsUnlessWanted();
    void desktopStartsOnDemandAndSpeaksRfb();
    void severalConnectionsGoOnWhileStepsComeAndGo();
    void vanishingViewersLockNobodyOut();
    void notebookAnswersHttp();
    void jobEndsWhileSomebodyLooks();
    void strangersGetNoConnection();
    void whatRunsOnlyInTheJobIsRefused();
};

void TestServices::nothingRunsUnlessWanted()
{
    ServiceCore core;
    const JobId id = core.start(hold());
    QVERIFY(!id.isNull());
    QVERIFY(QTest::qWaitFor([&] { return processes(core, u"sleep"_s) == 1; }, aWhile));
    for (const Service service : allServices)
        QCOMPARE(core.services(id).state(service), ServiceState::Stopped);
    for (const QString &program : {u"Xtigervnc"_s, u"openbox"_s, u"xterm"_s, u"jupyter-lab"_s, u"python3"_s})
        QCOMPARE(processes(core, program), 0);
    core.cancel(id);
    QCOMPARE(core.awaitEnd(id).job.status, JobStatus::Cancelled);
}

void TestServices::desktopStartsOnDemandAndSpeaksRfb()
{
    ServiceCore core;
    const JobId id = core.start(hold());
    JobServices &services = core.services(id);
    QVERIFY(start(services, Service::Desktop));
    QCOMPARE(services.state(Service::Desktop), ServiceState::Ready);
    QCOMPARE(core.orchestrator().job(id)->desktop, ServiceState::Ready);
    const auto socket = QCoro::waitFor(services.connect(Service::Desktop));
    QVERIFY2(socket, qPrintable(socket ? QString() : socket.error().message));
    QCOMPARE(ServiceCore::readUntil(*socket, banner), QByteArray(banner));
    QVERIFY(QTest::qWaitFor([&] { return processes(core, u"xterm"_s) == 1; }, aWhile));
    core.cancel(id);
    const JobDetails job = core.awaitEnd(id);
    QCOMPARE(job.job.desktop, ServiceState::Stopped);
    QCOMPARE(processesUsing(core.dataDir()), QList<qint64>());
    core.shutDown();
    QCOMPARE(leftoversOf(core.dataDir(), {id.toString(QUuid::WithoutBraces)}), QStringList());
}

void TestServices::severalConnectionsGoOnWhileStepsComeAndGo()
{
    ServiceCore core;
    QString steps;
    for (int i = 0; i < 20; ++i)
        steps += u"$ (setsid sleep 1000 &) ; sleep 0.1; echo %1 >> done\n"_s.arg(i);
    const JobId id = core.start(steps + hold());
    JobServices &services = core.services(id);
    QVERIFY(start(services, Service::Desktop));
    std::vector<UniqueFd> sockets;
    for (int i = 0; i < 5; ++i) {
        auto socket = QCoro::waitFor(services.connect(Service::Desktop));
        QVERIFY(socket);
        QCOMPARE(ServiceCore::readUntil(*socket, banner), QByteArray(banner));
        sockets.push_back(std::move(*socket));
    }
    // What steps leave behind goes with each step; the desktop stays, and so do those who look at it.
    QVERIFY(QTest::qWaitFor([&] { return core.file(id, u"done"_s).count('\n') == 20; }, aWhile));
    QVERIFY(QTest::qWaitFor([&] { return processes(core, u"sleep"_s) == 1; }, aWhile));
    QCOMPARE(services.state(Service::Desktop), ServiceState::Ready);
    QCOMPARE(processes(core, u"Xtigervnc"_s), 1);
    for (const UniqueFd &socket : sockets) {
        QCOMPARE(::send(socket.get(), banner, 12, MSG_NOSIGNAL), 12);
        QCOMPARE(ServiceCore::readUntil(socket, QByteArray("\x01\x01", 2)), QByteArray("\x01\x01", 2)); // no secret
    }
    core.cancel(id);
    QCOMPARE(core.awaitEnd(id).job.status, JobStatus::Cancelled);
}

void TestServices::vanishingViewersLockNobodyOut()
{
    ServiceCore core;
    const JobId id = core.start(u"$ sleep 1000\n"_s);
    JobServices &services = core.services(id);
    const ServiceLease lease = services.acquire(Service::Desktop);
    QVERIFY(start(services, Service::Desktop));
    for (int i = 0; i < 20; ++i) {
        const auto socket = QCoro::waitFor(services.connect(Service::Desktop));
        QVERIFY(socket);
        QCOMPARE(ServiceCore::readUntil(*socket, banner), QByteArray(banner)); // and gone it is
    }
    core.cancel(id);
    QCOMPARE(core.awaitEnd(id).job.status, JobStatus::Cancelled);
}

void TestServices::notebookAnswersHttp()
{
    ServiceCore core(shortGrace());
    const JobId id = core.start(u"$ echo from a step > notes.txt; sleep 1000\n"_s);
    JobServices &services = core.services(id);
    const ServiceOptions options{.token = u"secret-token"_s, .baseUrl = u"/a/path/"_s};
    const ServiceLease lease = services.acquire(Service::Notebook);
    QVERIFY(start(services, Service::Notebook, options));
    QVERIFY(processes(core, u"python3"_s) + processes(core, u"jupyter-lab"_s) > 0);
    QCOMPARE(processes(core, u"node"_s), 0);
    const auto ask = [&services](const QByteArray &path, const QByteArray &token) {
        const auto socket = QCoro::waitFor(services.connect(Service::Notebook));
        const QByteArray request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: token " + token +
                                   "\r\nConnection: close\r\n\r\n";
        if (!socket ||
            ::send(socket->get(), request.constData(), static_cast<size_t>(request.size()), MSG_NOSIGNAL) < 0)
            return QByteArray();
        return ServiceCore::readUntil(*socket, "never said");
    };
    const QByteArray listing = ask("/a/path/api/contents", "secret-token");
    QVERIFY2(listing.startsWith("HTTP/1.1 200"), listing.constData());
    QVERIFY(listing.contains("notes.txt"));
    const QByteArray kernels = ask("/a/path/api/kernelspecs", "secret-token");
    QVERIFY2(kernels.contains("\"default\": \"python3\"") && kernels.contains("ipykernel"), kernels.constData());
    QVERIFY(ask("/a/path/lab", "secret-token").contains("\"terminalsAvailable\": true"));
    QVERIFY(ask("/a/path/api/contents", "wrong").startsWith("HTTP/1.1 403"));
    QVERIFY(ask("/api/contents", "secret-token").startsWith("HTTP/1.1 404"));
    core.cancel(id);
    QCOMPARE(core.awaitEnd(id).job.status, JobStatus::Cancelled);
    QCOMPARE(processesUsing(core.dataDir()), QList<qint64>());
}

void TestServices::jobEndsWhileSomebodyLooks()
{
    ServiceCore core;
    const JobId id = core.start(u"$ until test -e go; do sleep 0.1; done\n"_s);
    JobServices &services = core.services(id);
    const ServiceLease lease = services.acquire(Service::Desktop);
    QVERIFY(start(services, Service::Desktop));
    const auto socket = QCoro::waitFor(services.connect(Service::Desktop));
    QVERIFY(socket);
    QFile go(core.orchestrator().jobDir(id) + u"/workspace/go"_s);
    QVERIFY(go.open(QIODevice::WriteOnly));
    const JobDetails job = core.awaitEnd(id);
    QCOMPARE(job.job.status, JobStatus::Complete);
    QVERIFY(ServiceCore::readUntil(*socket, "never said").startsWith(banner)); // and then its end
    QCOMPARE(processesUsing(core.dataDir()), QList<qint64>());
}

void TestServices::strangersGetNoConnection()
{
    ServiceCore core;
    // A step that connects all the time, and one that puts something of its own where services are.
    const JobId id = core.start(u"```python\n"
                                "import glob, os, socket, time\n"
                                "end = time.time() + 600\n"
                                "while time.time() < end:\n"
                                "    try:\n"
                                "        with socket.socket(socket.AF_UNIX) as s:\n"
                                "            s.setblocking(False)\n"
                                "            s.connect('/run/agent/services.sock')\n"
                                "            s.send(b'0' * 32 + b'\\nRFB 666.666\\n')\n"
                                "    except OSError:\n"
                                "        pass\n"
                                "    for path in glob.glob('/tmp/agent-*/desktop.sock'):\n"
                                "        if not os.path.islink(path) and os.path.exists('/workspace/go'):\n"
                                "            os.rename(path, path + '.old')\n"
                                "            os.symlink('/run/agent/orchestrator.sock', path)\n"
                                "            open('/workspace/planted', 'w').close()\n"
                                "    time.sleep(0.01)\n"
                                "```\n"_s);
    JobServices &services = core.services(id);
    QVERIFY(start(services, Service::Desktop));
    auto socket = QCoro::waitFor(services.connect(Service::Desktop));
    for (int i = 0; !socket && i < 20; ++i) // it may keep the agent from coming through, but only that
        socket = QCoro::waitFor(services.connect(Service::Desktop));
    QVERIFY2(socket, qPrintable(socket ? QString() : socket.error().message));
    QCOMPARE(ServiceCore::readUntil(*socket, banner), QByteArray(banner));
    const QString workspace = core.orchestrator().jobDir(id) + u"/workspace"_s;
    QFile go(workspace + u"/go"_s);
    QVERIFY(go.open(QIODevice::WriteOnly));
    QVERIFY(QTest::qWaitFor([&] { return QFile::exists(workspace + u"/planted"_s); }, aWhile));
    const auto planted = QCoro::waitFor(services.connect(Service::Desktop));
    QVERIFY(!planted);
    QCOMPARE(planted.error().code, ErrorCode::AgentFailed);
    core.cancel(id);
    QCOMPARE(core.awaitEnd(id).job.status, JobStatus::Cancelled);
}

void TestServices::whatRunsOnlyInTheJobIsRefused()
{
    ServiceCore core;
    const JobId id = core.start(hold());
    JobServices &services = core.services(id);
    const auto early = QCoro::waitFor(services.connect(Service::Desktop));
    QVERIFY(!early);
    QCOMPARE(early.error().code, ErrorCode::WrongState);
    auto starting = services.start(Service::Desktop);
    core.cancel(id);
    const Result<void> started = QCoro::waitFor(std::move(starting));
    QVERIFY(started || started.error().code == ErrorCode::WrongState); // whichever came first, but an answer
    QCOMPARE(core.awaitEnd(id).job.status, JobStatus::Cancelled);
    QVERIFY(QTest::qWaitFor([&] { return !core.orchestrator().services(id); }, aWhile));
    QCOMPARE(core.orchestrator().services(id).error().code, ErrorCode::WrongState);
}

QTEST_GUILESS_MAIN(TestServices)
#include "tst_services.moc"
