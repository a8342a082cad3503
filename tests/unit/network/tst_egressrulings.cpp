#include <QTest>
#include <atomic>

#include "jobproxy.h"
#include "proxyfixture.h"

using namespace ca;
using ca::test::LoopbackServer;
using namespace Qt::StringLiterals;

/// What a job's proxy connects to, with real sockets, and what it says of the rest.
class TestEgressRulings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusalsSayWhy_data();
    void refusalsSayWhy();
    void nameIsLookedUpOnceAndThatAddressUsed();
    void namesOfPrivateAddressesAreNotConnectedTo_data();
    void namesOfPrivateAddressesAreNotConnectedTo();
    void redirectIsJudgedByItself();
    void decisionsAreToldOnce();
    void upstreamProxyIsUsed_data();
    void upstreamProxyIsUsed();
    void upstreamRefusalIsSaidSo();
};

void TestEgressRulings::refusalsSayWhy_data()
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

void TestEgressRulings::refusalsSayWhy()
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

void TestEgressRulings::nameIsLookedUpOnceAndThatAddressUsed()
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
        client.answerTo("GET http://rebind.test:" + portOf(first) + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY2(answer.endsWith("first"), answer.constData());
    QCOMPARE(asked->load(), 1);
    QCOMPARE(first.connections(), 1);
}

void TestEgressRulings::namesOfPrivateAddressesAreNotConnectedTo_data()
{
    QTest::addColumn<QStringList>("addresses");
    QTest::newRow("loopback") << QStringList{u"127.0.0.1"_s};
    QTest::newRow("mapped") << QStringList{u"::ffff:127.0.0.1"_s};
    QTest::newRow("compatible") << QStringList{u"::127.0.0.1"_s};
    QTest::newRow("several") << QStringList{u"::1"_s, u"10.0.0.1"_s, u"127.0.0.1"_s};
    QTest::newRow("any") << QStringList{u"0.0.0.0"_s};
    QTest::newRow("NAT64") << QStringList{u"64:ff9b::7f00:1"_s};
}

void TestEgressRulings::namesOfPrivateAddressesAreNotConnectedTo()
{
    QFETCH(QStringList, addresses);
    LoopbackServer server(LoopbackServer::echoing());
    // Listed with this port, but by a wildcard, which vouches for no private address.
    ProxyFixture proxy(
        {.hosts = u"*.rebind.test:%1"_s.arg(server.serverPort()), .lookup = [addresses](const QString &) {
             QList<IpAddress> list;
             for (const QString &address : addresses)
                 list.append(*IpAddress::fromText(address));
             return list;
         }});
    ProxyClient client(proxy.socketPath());
    const QByteArray answer = client.answerTo(connectTo("a.rebind.test:" + portOf(server)));
    QVERIFY2(answer.startsWith("HTTP/1.1 403 "), answer.constData());
    QVERIFY(answer.contains("its name stands for "));
    QCOMPARE(server.connections(), 0);
    QCOMPARE(proxy.decisions(), QStringList{u"refused a.rebind.test:%1"_s.arg(server.serverPort())});
}

void TestEgressRulings::redirectIsJudgedByItself()
{
    LoopbackServer secret(LoopbackServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret"));
    const QByteArray place = "http://127.0.0.1:" + portOf(secret) + "/";
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

void TestEgressRulings::decisionsAreToldOnce()
{
    ProxyFixture proxy({});
    for (int i = 0; i < 20; ++i) {
        ProxyClient client(proxy.socketPath());
        QVERIFY(client.answerTo(connectTo(i % 2 == 0 ? "a.example:443" : "b.example:443")).contains("403"));
    }
    QCOMPARE(proxy.decisions(), (QStringList{u"refused a.example:443"_s, u"refused b.example:443"_s}));
    QCOMPARE(proxy.job().summary(), u"Connections in all: 20 refused."_s);
}

void TestEgressRulings::upstreamProxyIsUsed_data()
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

void TestEgressRulings::upstreamProxyIsUsed()
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

void TestEgressRulings::upstreamRefusalIsSaidSo()
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

QTEST_GUILESS_MAIN(TestEgressRulings)
#include "tst_egressrulings.moc"
