#include <QSemaphore>
#include <QTest>
#include <memory>
#include <vector>

#include "jobproxy.h"
#include "proxyfixture.h"

using namespace ca;
using ca::test::LoopbackServer;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The connections of a job's proxy, with real sockets: how long they last, and how they are counted.
class TestEgressConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slowNamesKeepOnlyTheirJobWaiting();
    void silentClientIsCutOff();
    void tooManyConnectionsWait();
    void bytesAreCounted();
    void hostsAreCountedOneByOne();
    void hostIsAllowedLater();
    void endOfTheJobCutsItsConnections();
};

void TestEgressConnections::slowNamesKeepOnlyTheirJobWaiting()
{
    auto gate = std::make_shared<QSemaphore>();
    EgressProxy egress({}, [gate](const QString &host) {
        if (host.startsWith("slow"_L1))
            gate->tryAcquire(1, 20'000);
        return QList<IpAddress>();
    });
    const EgressPolicy policy(NetworkPolicy::Open, {});
    const QTemporaryDir dir;
    const auto slow = egress.start(dir.filePath(u"slow"_s), policy);
    const auto other = egress.start(dir.filePath(u"other"_s), policy);
    QVERIFY(slow && other);
    std::vector<std::unique_ptr<ProxyClient>> clients;
    for (int i = 0; i < 40; ++i) {
        clients.push_back(std::make_unique<ProxyClient>(dir.filePath(u"slow"_s)));
        clients.back()->send(connectTo("slow.example:443"));
    }
    ProxyClient client(dir.filePath(u"other"_s));
    QVERIFY(client.answerTo(connectTo("quick.example:443")).contains("its name was not found"));
    QVERIFY(clients.front()->received().isEmpty());
    gate->release(1000);
    for (const auto &waiting : clients)
        QVERIFY(waiting->waitFor("its name was not found"));
}

void TestEgressConnections::silentClientIsCutOff()
{
    LoopbackServer server(LoopbackServer::echoing());
    ProxyFixture proxy({.hosts = hostOf(server), .patience = {.head = 100ms, .idle = 100ms, .linger = 100ms}});
    ProxyClient silent(proxy.socketPath());
    QVERIFY(silent.waitForClose());
    ProxyClient half(proxy.socketPath());
    half.send("CONNECT a.exam");
    QVERIFY(half.waitForClose());
    ProxyClient idle(proxy.socketPath());
    idle.send(connectTo("127.0.0.1:" + portOf(server)));
    QVERIFY(idle.waitFor("\r\n\r\n"));
    QVERIFY(idle.waitForClose());
}

void TestEgressConnections::tooManyConnectionsWait()
{
    LoopbackServer server(LoopbackServer::echoing());
    ProxyFixture proxy({.hosts = hostOf(server)});
    std::vector<std::unique_ptr<ProxyClient>> clients;
    for (std::size_t i = 0; i < JobProxy::mostConnections; ++i)
        clients.push_back(std::make_unique<ProxyClient>(proxy.socketPath()));
    clients.back()->send(connectTo("127.0.0.1:" + portOf(server)));
    QVERIFY(clients.back()->waitFor("\r\n\r\n"));
    ProxyClient waiting(proxy.socketPath());
    waiting.send(connectTo("127.0.0.1:" + portOf(server)));
    // Everything that the proxy takes it takes in order: a full round trip of another connection has passed it by.
    clients.back()->send("ping");
    QVERIFY(clients.back()->waitFor("ping"));
    QVERIFY(waiting.received().isEmpty());
    clients.erase(clients.begin());
    QVERIFY(waiting.waitFor("HTTP/1.1 200 "));
}

void TestEgressConnections::bytesAreCounted()
{
    LoopbackServer server(
        LoopbackServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + QByteArray(1000, 'x')));
    ProxyFixture proxy({.hosts = hostOf(server)});
    QCOMPARE(proxy.job().sentBytes(), 0);
    ProxyClient client(proxy.socketPath());
    bool isTold = false;
    connect(&proxy.job(), &JobEgress::moved, this, [&] { isTold = true; });
    const QByteArray answer =
        client.answerTo("POST http://127.0.0.1:" + portOf(server) +
                        "/ HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n" + QByteArray(500, 'y'));
    QVERIFY(QTest::qWaitFor([&] { return isTold; }));
    QCOMPARE(proxy.job().receivedBytes(), answer.size());
    QVERIFY(proxy.job().sentBytes() > 500 && proxy.job().sentBytes() < 700);
}

void TestEgressConnections::hostsAreCountedOneByOne()
{
    LoopbackServer server(
        LoopbackServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + QByteArray(1000, 'x')));
    ProxyFixture proxy({.hosts = hostOf(server)});
    for (int i = 0; i < 3; ++i) {
        ProxyClient refused(proxy.socketPath());
        QVERIFY(refused.answerTo(connectTo("a.example:443")).contains("403"));
    }
    ProxyClient client(proxy.socketPath());
    client.answerTo("GET http://127.0.0.1:" + portOf(server) + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
    const QList<HostUse> hosts = proxy.job().hosts();
    QCOMPARE(hosts.size(), 2);
    QCOMPARE(hosts.at(0).host, u"a.example"_s);
    QCOMPARE(hosts.at(0).refused, 3);
    QCOMPARE(hosts.at(0).received, 0);
    QVERIFY(hosts.at(0).reason.contains(u"not on the list"_s));
    QCOMPARE(hosts.at(1).port, server.serverPort());
    QCOMPARE(hosts.at(1).allowed, 1);
    QVERIFY(hosts.at(1).received > 1000 && hosts.at(1).sent > 10);
    QVERIFY(hosts.at(1).last >= hosts.at(0).last && hosts.at(0).last > 0);
}

void TestEgressConnections::hostIsAllowedLater()
{
    LoopbackServer server(LoopbackServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
    ProxyFixture proxy({});
    const QByteArray request = "GET http://127.0.0.1:" + portOf(server) + "/ HTTP/1.1\r\nHost: x\r\n\r\n";
    ProxyClient before(proxy.socketPath());
    QVERIFY(before.answerTo(request).contains("403"));
    proxy.job().allow({.pattern = *HostPattern::parse(hostOf(server)), .isNamed = true});
    ProxyClient after(proxy.socketPath());
    QVERIFY(after.answerTo(request).endsWith("hi"));
    ProxyClient other(proxy.socketPath());
    QVERIFY(other.answerTo(connectTo("a.example:443")).contains("403"));
}

void TestEgressConnections::endOfTheJobCutsItsConnections()
{
    LoopbackServer server(LoopbackServer::echoing());
    ProxyFixture proxy({.hosts = hostOf(server)});
    ProxyClient client(proxy.socketPath());
    client.send(connectTo("127.0.0.1:" + portOf(server)));
    QVERIFY(client.waitFor("\r\n\r\n"));
    proxy.stop();
    QVERIFY(client.waitForClose());
}

QTEST_GUILESS_MAIN(TestEgressConnections)
#include "tst_egressconnections.moc"
