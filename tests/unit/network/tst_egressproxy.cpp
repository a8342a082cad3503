#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QSemaphore>
#include <QTest>
#include <atomic>

#include "jobproxy.h"
#include "proxyfixture.h"

using namespace ca;
using ca::test::LoopbackServer;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A job's proxy, with real sockets: what gets through, and what does not.
class TestEgressProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tunnelCarriesBothWays();
    void tunnelPassesEachEndOn();
    void muchDataArrivesWhole();
    void requestIsPassedOn_data();
    void requestIsPassedOn();
    void brokenChunksAreNotPassedOn();
    void answerIsPassedOn_data();
    void answerIsPassedOn();
    void secondRequestGoesNowhere();
    void unfitServerIsSaidSo_data();
    void unfitServerIsSaidSo();
    void refusalsSayWhy_data();
    void refusalsSayWhy();
    void nameIsLookedUpOnceAndThatAddressUsed();
    void namesOfPrivateAddressesAreNotConnectedTo_data();
    void namesOfPrivateAddressesAreNotConnectedTo();
    void redirectIsJudgedByItself();
    void decisionsAreToldOnce();
    void slowNamesKeepOnlyTheirJobWaiting();
    void silentClientIsCutOff();
    void tooManyConnectionsWait();
    void bytesAreCounted();
    void hostsAreCountedOneByOne();
    void hostIsAllowedLater();
    void endOfTheJobCutsItsConnections();
    void upstreamProxyIsUsed_data();
    void upstreamProxyIsUsed();
    void upstreamRefusalIsSaidSo();

private:
    static QByteArray port(const QTcpServer &server) { return QByteArray::number(server.serverPort()); }
    static QString hostOf(const QTcpServer &server) { return u"127.0.0.1:%1"_s.arg(server.serverPort()); }
    static QByteArray connectTo(const QByteArray &target)
    {
        return "CONNECT " + target + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }
};

namespace {
const LoopbackServer::Handler echo = [](QTcpSocket &socket, const QByteArray &received) {
    // What came since the last time.
    const auto before = socket.property("echoed").toLongLong();
    socket.setProperty("echoed", received.size());
    socket.write(received.sliced(before));
};

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator::global()->fillRange(reinterpret_cast<quint32 *>(bytes.data()), size / 4);
    return bytes;
}
} // namespace

void TestEgressProxy::tunnelCarriesBothWays()
{
    LoopbackServer server(echo);
    ProxyFixture proxy({.hosts = hostOf(server)});
    ProxyClient client(proxy.socketPath());
    client.send(connectTo("127.0.0.1:" + port(server)) + "early");
    QVERIFY2(client.waitFor("\r\n\r\nearly"), client.received().constData());
    QVERIFY(client.received().startsWith("HTTP/1.1 200 "));
    client.send(" and late");
    QVERIFY(client.waitFor("early and late"));
    QCOMPARE(proxy.decisions(), QStringList{u"allowed "_s + hostOf(server)});
}

void TestEgressProxy::tunnelPassesEachEndOn()
{
    // The server answers only when it has seen the client's end.
    LoopbackServer server([](QTcpSocket &socket, const QByteArray &received) {
        if (!received.endsWith("over"))
            return;
        socket.write("answer");
        socket.disconnectFromHost();
    });
    ProxyFixture proxy({.hosts = hostOf(server)});
    ProxyClient client(proxy.socketPath());
    client.send(connectTo("127.0.0.1:" + port(server)));
    QVERIFY(client.waitFor("\r\n\r\n"));
    client.send("over");
    QVERIFY(client.waitForClose());
    QVERIFY(client.received().endsWith("\r\n\r\nanswer"));
}

void TestEgressProxy::muchDataArrivesWhole()
{
    const QByteArray data = randomBytes(48LL * 1024 * 1024);
    LoopbackServer server(echo);
    ProxyFixture proxy({.hosts = hostOf(server)});
    ProxyClient client(proxy.socketPath());
    client.send(connectTo("127.0.0.1:" + port(server)));
    QVERIFY(client.waitFor("\r\n\r\n"));
    const qsizetype head = client.received().size();
    client.send(data);
    QVERIFY(QTest::qWaitFor([&] { return client.received().size() == head + data.size(); }, 60'000));
    QVERIFY(client.received().sliced(head) == data);
    QVERIFY(QTest::qWaitFor([&] { return proxy.job().sentBytes() == data.size(); }));
}

void TestEgressProxy::requestIsPassedOn_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("passedOn");
    const auto row = [](const char *name, const char *fields, const QByteArray &body, const char *passedOn) {
        QTest::newRow(name) << QByteArray(fields) << body << QByteArray(passedOn);
    };
    const QByteArray big(300'000, 'x');
    row("none", "", "", "");
    row("length", "Content-Length: 5\r\n", "hello", "Content-Length: 5\r\n");
    row("large", "Content-Length: 300000\r\n", big, "Content-Length: 300000\r\n");
    row("chunks", "Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n");
    row("large chunk", "Transfer-Encoding: chunked\r\n", "493e0;x=y\r\n" + big + "\r\n0\r\nA: b\r\n\r\n",
        "Transfer-Encoding: chunked\r\n");
}

void TestEgressProxy::requestIsPassedOn()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, passedOn);
    const QByteArray path = "POST /path?q HTTP/1.1\r\nHost: 127.0.0.1:";
    LoopbackServer server([body](QTcpSocket &socket, const QByteArray &received) {
        if (!received.contains("\r\n\r\n") || !received.endsWith(body))
            return;
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"); // and stays open
    });
    ProxyFixture proxy({.hosts = hostOf(server)});
    ProxyClient client(proxy.socketPath());
    const QByteArray answer = client.answerTo("POST http://127.0.0.1:" + port(server) +
                                              "/path?q HTTP/1.1\r\nHost: forged\r\n" + fields + "\r\n" + body);
    QCOMPARE(answer, QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"));
    QCOMPARE(server.received(), path + port(server) + "\r\n" + passedOn + "Connection: close\r\n\r\n" + body);
}

void TestEgressProxy::brokenChunksAreNotPassedOn()
{
    // Closes without an answer when it has what was good.
    LoopbackServer server([](QTcpSocket &socket, const QByteArray &received) {
        if (received.contains("3\r\nabc\r\n"))
            socket.disconnectFromHost();
    });
    ProxyFixture proxy({.hosts = hostOf(server)});
    ProxyClient client(proxy.socketPath());
    const QByteArray answer = client.answerTo(
        "POST http://127.0.0.1:" + port(server) +
        "/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0x\r\nGET /smuggled HTTP/1.1\r\n\r\n");
    QVERIFY2(answer.startsWith("HTTP/1.1 502 "), answer.constData());
    QVERIFY(!server.received().contains("smuggled"));
}

void TestEgressProxy::answerIsPassedOn_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("passedOn");
    const auto row = [](const char *name, const char *method, const QByteArray &answer, const QByteArray &passedOn) {
        QTest::newRow(name) << QByteArray(method) << answer << passedOn;
    };
    const QByteArray closing = "Connection: close\r\n\r\n";
    const QByteArray big(3'000'000, 'y');
    row("length", "GET", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n" + closing + "abc");
    row("more than the length", "GET", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\n\r\nevil",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n" + closing + "abc");
    row("large", "GET", "HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + big,
        "HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n" + closing + big);
    row("chunks", "GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\nevil",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + closing + "3\r\nabc\r\n0\r\n\r\n");
    row("until the end", "GET", "HTTP/1.0 200 OK\r\nA: b\r\n\r\nabc", "HTTP/1.0 200 OK\r\nA: b\r\n" + closing + "abc");
    row("no body", "HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n" + closing);
    row("interim", "GET", "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\n" + closing);
}

void TestEgressProxy::answerIsPassedOn()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, passedOn);
    LoopbackServer server(LoopbackServer::answering(answer));
    ProxyFixture proxy({.hosts = hostOf(server)});
    ProxyClient client(proxy.socketPath());
    QCOMPARE(client.answerTo(method + " http://127.0.0.1:" + port(server) + "/ HTTP/1.1\r\nHost: x\r\n\r\n"), passedOn);
}

void TestEgressProxy::secondRequestGoesNowhere()
{
    LoopbackServer server(LoopbackServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    ProxyFixture proxy({.hosts = hostOf(server)});
    ProxyClient client(proxy.socketPath());
    const QByteArray url = "http://127.0.0.1:" + port(server);
    const QByteArray answer = client.answerTo("POST " + url + "/one HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n1" +
                                              "GET " + url + "/two HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(answer.count("HTTP/1.1 200"), 1);
    QVERIFY(server.received().startsWith("POST /one ") && server.received().endsWith("\r\n\r\n1"));
    QCOMPARE(server.connections(), 1);
}

void TestEgressProxy::unfitServerIsSaidSo_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("another protocol") << QByteArray("220 mail.example ESMTP\r\n\r\n");
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 200 OK\r\nA:");
    QTest::newRow("two lengths") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
    QTest::newRow("a protocol nobody asked for") << QByteArray("HTTP/1.1 101 Switching Protocols\r\n\r\n");
}

void TestEgressProxy::unfitServerIsSaidSo()
{
    QFETCH(QByteArray, answer);
    LoopbackServer server(LoopbackServer::answering(answer));
    ProxyFixture proxy({.hosts = hostOf(server)});
    ProxyClient client(proxy.socketPath());
    const QByteArray got = client.answerTo("GET http://127.0.0.1:" + port(server) + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY2(got.startsWith("HTTP/1.1 502 ") && got.contains(hostOf(server).toLatin1()), got.constData());
}

void TestEgressProxy::refusalsSayWhy_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char *name, const char *request, int status, const char *sentence) {
        QTest::newRow(name) << QByteArray(request) << status << QByteArray(sentence);
    };
    row("unlisted", "CONNECT a.example:443 HTTP/1.1\r\nHost: x\r\n\r\n", 403, "Add a.example to AGENT_ALLOWED_HOSTS");
    row("unlisted, plain", "GET http://a.example/ HTTP/1.1\r\nHost: x\r\n\r\n", 403, "Add a.example to AGENT_ALLOWED");
    row("port", "CONNECT known.example:22 HTTP/1.1\r\nHost: x\r\n\r\n", 403, "only the ports 80 and 443");
    row("address", "CONNECT 10.1.1.1:443 HTTP/1.1\r\nHost: x\r\n\r\n", 403, "it is a private address");
    row("IPv6 address", "CONNECT [fe80::1]:443 HTTP/1.1\r\nHost: x\r\n\r\n", 403, "it is a link-local address");
    row("unknown name", "CONNECT known.example:443 HTTP/1.1\r\nHost: x\r\n\r\n", 502, "its name was not found");
    row("no proxy's request", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", 400, "This is the sandbox's proxy");
    row("another scheme", "GET ftp://known.example/ HTTP/1.1\r\nHost: x\r\n\r\n", 400, "ftp://");
    row("no HTTP", "\x16\x03\x01\x02\x01\x01\x01\xfc\x03\x03\r\n\r\n", 400, "HTTP/1");
    row("a tunnel with a body", "CONNECT known.example:443 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", 400,
        "CONNECT has no body");
}

void TestEgressProxy::refusalsSayWhy()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QByteArray, sentence);
    ProxyFixture proxy({.knownHosts = u"known.example, 10.1.1.1, [fe80::1]"_s});
    ProxyClient client(proxy.socketPath());
    const QByteArray answer = client.answerTo(request);
    QVERIFY2(answer.startsWith(QByteArray("HTTP/1.1 " + QByteArray::number(status) + ' ')), answer.constData());
    QVERIFY2(answer.sliced(answer.indexOf("\r\n\r\n")).contains(sentence), answer.constData());
}

void TestEgressProxy::nameIsLookedUpOnceAndThatAddressUsed()
{
    // A name server that says something else each time, as one does that rebinds.
    auto asked = std::make_shared<std::atomic<int>>(0);
    LoopbackServer first(LoopbackServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst"));
    ProxyFixture proxy({.hosts = u"rebind.test:%1"_s.arg(first.serverPort()), .lookup = [asked](const QString &) {
                            const QString address = asked->fetch_add(1) == 0 ? u"127.0.0.1"_s : u"127.0.0.2"_s;
                            return QList<IpAddress>{*IpAddress::fromText(address)};
                        }});
    ProxyClient client(proxy.socketPath());
    const QByteArray answer =
        client.answerTo("GET http://rebind.test:" + port(first) + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY2(answer.endsWith("first"), answer.constData());
    QCOMPARE(asked->load(), 1);
    QCOMPARE(first.connections(), 1);
}

void TestEgressProxy::namesOfPrivateAddressesAreNotConnectedTo_data()
{
    QTest::addColumn<QStringList>("addresses");
    QTest::newRow("loopback") << QStringList{u"127.0.0.1"_s};
    QTest::newRow("mapped") << QStringList{u"::ffff:127.0.0.1"_s};
    QTest::newRow("compatible") << QStringList{u"::127.0.0.1"_s};
    QTest::newRow("several") << QStringList{u"::1"_s, u"10.0.0.1"_s, u"127.0.0.1"_s};
    QTest::newRow("any") << QStringList{u"0.0.0.0"_s};
    QTest::newRow("NAT64") << QStringList{u"64:ff9b::7f00:1"_s};
}

void TestEgressProxy::namesOfPrivateAddressesAreNotConnectedTo()
{
    QFETCH(QStringList, addresses);
    LoopbackServer server(echo);
    // Listed with this port, but by a wildcard, which vouches for no private address.
    ProxyFixture proxy(
        {.hosts = u"*.rebind.test:%1"_s.arg(server.serverPort()), .lookup = [addresses](const QString &) {
             QList<IpAddress> list;
             for (const QString &address : addresses)
                 list.append(*IpAddress::fromText(address));
             return list;
         }});
    ProxyClient client(proxy.socketPath());
    const QByteArray answer = client.answerTo(connectTo("a.rebind.test:" + port(server)));
    QVERIFY2(answer.startsWith("HTTP/1.1 403 "), answer.constData());
    QVERIFY(answer.contains("its name stands for "));
    QCOMPARE(server.connections(), 0);
    QCOMPARE(proxy.decisions(), QStringList{u"refused a.rebind.test:%1"_s.arg(server.serverPort())});
}

void TestEgressProxy::redirectIsJudgedByItself()
{
    LoopbackServer secret(LoopbackServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret"));
    const QByteArray place = "http://127.0.0.1:" + port(secret) + "/";
    LoopbackServer server(
        LoopbackServer::answering("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + place + "\r\n\r\n"));
    ProxyFixture proxy({.policy = NetworkPolicy::Open, .hosts = hostOf(server)});
    ProxyClient client(proxy.socketPath());
    QVERIFY(
        client.answerTo("GET http://" + hostOf(server).toLatin1() + "/ HTTP/1.1\r\nHost: x\r\n\r\n").contains(place));
    ProxyClient follower(proxy.socketPath());
    QVERIFY(follower.answerTo("GET " + place + " HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 403 "));
    QCOMPARE(secret.connections(), 0);
}

void TestEgressProxy::decisionsAreToldOnce()
{
    ProxyFixture proxy({});
    for (int i = 0; i < 20; ++i) {
        ProxyClient client(proxy.socketPath());
        QVERIFY(client.answerTo(connectTo(i % 2 == 0 ? "a.example:443" : "b.example:443")).contains("403"));
    }
    QCOMPARE(proxy.decisions(), (QStringList{u"refused a.example:443"_s, u"refused b.example:443"_s}));
    QCOMPARE(proxy.job().summary(), u"Connections in all: 20 refused."_s);
}

void TestEgressProxy::slowNamesKeepOnlyTheirJobWaiting()
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

void TestEgressProxy::silentClientIsCutOff()
{
    LoopbackServer server(echo);
    ProxyFixture proxy({.hosts = hostOf(server), .patience = {.head = 100ms, .idle = 100ms, .linger = 100ms}});
    ProxyClient silent(proxy.socketPath());
    QVERIFY(silent.waitForClose());
    ProxyClient half(proxy.socketPath());
    half.send("CONNECT a.exam");
    QVERIFY(half.waitForClose());
    ProxyClient idle(proxy.socketPath());
    idle.send(connectTo("127.0.0.1:" + port(server)));
    QVERIFY(idle.waitFor("\r\n\r\n"));
    QVERIFY(idle.waitForClose());
}

void TestEgressProxy::tooManyConnectionsWait()
{
    LoopbackServer server(echo);
    ProxyFixture proxy({.hosts = hostOf(server)});
    std::vector<std::unique_ptr<ProxyClient>> clients;
    for (std::size_t i = 0; i < JobProxy::mostConnections; ++i)
        clients.push_back(std::make_unique<ProxyClient>(proxy.socketPath()));
    clients.back()->send(connectTo("127.0.0.1:" + port(server)));
    QVERIFY(clients.back()->waitFor("\r\n\r\n"));
    ProxyClient waiting(proxy.socketPath());
    waiting.send(connectTo("127.0.0.1:" + port(server)));
    // Everything that the proxy takes it takes in order: a full round trip of another connection has passed it by.
    clients.back()->send("ping");
    QVERIFY(clients.back()->waitFor("ping"));
    QVERIFY(waiting.received().isEmpty());
    clients.erase(clients.begin());
    QVERIFY(waiting.waitFor("HTTP/1.1 200 "));
}

void TestEgressProxy::bytesAreCounted()
{
    LoopbackServer server(
        LoopbackServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + QByteArray(1000, 'x')));
    ProxyFixture proxy({.hosts = hostOf(server)});
    QCOMPARE(proxy.job().sentBytes(), 0);
    ProxyClient client(proxy.socketPath());
    bool isTold = false;
    connect(&proxy.job(), &JobEgress::moved, this, [&] { isTold = true; });
    const QByteArray answer =
        client.answerTo("POST http://127.0.0.1:" + port(server) +
                        "/ HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n" + QByteArray(500, 'y'));
    QVERIFY(QTest::qWaitFor([&] { return isTold; }));
    QCOMPARE(proxy.job().receivedBytes(), answer.size());
    QVERIFY(proxy.job().sentBytes() > 500 && proxy.job().sentBytes() < 700);
}

void TestEgressProxy::hostsAreCountedOneByOne()
{
    LoopbackServer server(
        LoopbackServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + QByteArray(1000, 'x')));
    ProxyFixture proxy({.hosts = hostOf(server)});
    for (int i = 0; i < 3; ++i) {
        ProxyClient refused(proxy.socketPath());
        QVERIFY(refused.answerTo(connectTo("a.example:443")).contains("403"));
    }
    ProxyClient client(proxy.socketPath());
    client.answerTo("GET http://127.0.0.1:" + port(server) + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
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

void TestEgressProxy::hostIsAllowedLater()
{
    LoopbackServer server(LoopbackServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
    ProxyFixture proxy({});
    const QByteArray request = "GET http://127.0.0.1:" + port(server) + "/ HTTP/1.1\r\nHost: x\r\n\r\n";
    ProxyClient before(proxy.socketPath());
    QVERIFY(before.answerTo(request).contains("403"));
    proxy.job().allow({.pattern = *HostPattern::parse(hostOf(server)), .isNamed = true});
    ProxyClient after(proxy.socketPath());
    QVERIFY(after.answerTo(request).endsWith("hi"));
    ProxyClient other(proxy.socketPath());
    QVERIFY(other.answerTo(connectTo("a.example:443")).contains("403"));
}

void TestEgressProxy::endOfTheJobCutsItsConnections()
{
    LoopbackServer server(echo);
    ProxyFixture proxy({.hosts = hostOf(server)});
    ProxyClient client(proxy.socketPath());
    client.send(connectTo("127.0.0.1:" + port(server)));
    QVERIFY(client.waitFor("\r\n\r\n"));
    proxy.stop();
    QVERIFY(client.waitForClose());
}

void TestEgressProxy::upstreamProxyIsUsed_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("upstreamAnswer");
    QTest::addColumn<QByteArray>("upstreamGets");
    QTest::addColumn<QByteArray>("clientGets");
    QTest::newRow("tunnel") << connectTo("a.example:443") << QByteArray("HTTP/1.1 200 Go\r\nX: y\r\n\r\nbanner")
                            << QByteArray("CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n"
                                          "Proxy-Authorization: Basic bWU6cGFzcw==\r\n\r\n")
                            << QByteArray("HTTP/1.1 200 Connection established\r\n\r\nbanner");
    QTest::newRow("plain") << QByteArray("GET http://a.example/x HTTP/1.1\r\nHost: x\r\n\r\n")
                           << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                           << QByteArray("GET http://a.example/x HTTP/1.1\r\nHost: a.example\r\n"
                                         "Proxy-Authorization: Basic bWU6cGFzcw==\r\nConnection: close\r\n\r\n")
                           << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
}

void TestEgressProxy::upstreamProxyIsUsed()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, upstreamAnswer);
    QFETCH(QByteArray, upstreamGets);
    QFETCH(QByteArray, clientGets);
    LoopbackServer upstream(LoopbackServer::answering(upstreamAnswer));
    const QString url = u"http://me:pass@"_s + hostOf(upstream);
    ProxyFixture proxy({.policy = NetworkPolicy::Open, .routes = UpstreamRoutes::from(url, {})});
    ProxyClient client(proxy.socketPath());
    QCOMPARE(client.answerTo(request), clientGets);
    QCOMPARE(upstream.received(), upstreamGets);
    // What is refused does not even get there.
    ProxyClient refused(proxy.socketPath());
    QVERIFY(refused.answerTo(connectTo("127.0.0.1:443")).startsWith("HTTP/1.1 403 "));
    ProxyClient named(proxy.socketPath());
    QVERIFY(named.answerTo(connectTo("localhost:443")).startsWith("HTTP/1.1 403 "));
    QCOMPARE(upstream.connections(), 1);
}

void TestEgressProxy::upstreamRefusalIsSaidSo()
{
    LoopbackServer upstream(
        LoopbackServer::answering("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"));
    ProxyFixture proxy(
        {.policy = NetworkPolicy::Open, .routes = UpstreamRoutes::from(u"http://me:pass@"_s + hostOf(upstream), {})});
    ProxyClient client(proxy.socketPath());
    const QByteArray answer = client.answerTo(connectTo("a.example:443"));
    QVERIFY2(answer.startsWith("HTTP/1.1 502 ") && answer.contains("that proxy answered 407"), answer.constData());
    QVERIFY(!answer.contains("pass"));
    QCOMPARE(proxy.decisions(), QStringList{u"failed a.example:443"_s});
}

QTEST_GUILESS_MAIN(TestEgressProxy)
#include "tst_egressproxy.moc"
