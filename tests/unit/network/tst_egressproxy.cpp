#include <QRandomGenerator>
#include <QTest>

#include "proxyfixture.h"

using namespace ca;
using ca::test::LoopbackServer;
using namespace Qt::StringLiterals;

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
};

namespace {
QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator::global()->fillRange(reinterpret_cast<quint32 *>(bytes.data()), size / 4);
    return bytes;
}
} // namespace

void TestEgressProxy::tunnelCarriesBothWays()
{
    LoopbackServer server(LoopbackServer::echoing());
    ProxyFixture proxy({.hosts = hostOf(server)});
    ProxyClient client(proxy.socketPath());
    client.send(connectTo("127.0.0.1:" + portOf(server)) + "early");
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
    client.send(connectTo("127.0.0.1:" + portOf(server)));
    QVERIFY(client.waitFor("\r\n\r\n"));
    client.send("over");
    QVERIFY(client.waitForClose());
    QVERIFY(client.received().endsWith("\r\n\r\nanswer"));
}

void TestEgressProxy::muchDataArrivesWhole()
{
    const QByteArray data = randomBytes(48LL * 1024 * 1024);
    LoopbackServer server(LoopbackServer::echoing());
    ProxyFixture proxy({.hosts = hostOf(server)});
    ProxyClient client(proxy.socketPath());
    client.send(connectTo("127.0.0.1:" + portOf(server)));
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
    const QByteArray answer = client.answerTo("POST http://127.0.0.1:" + portOf(server) +
                                              "/path?q HTTP/1.1\r\nHost: forged\r\n" + fields + "\r\n" + body);
    QCOMPARE(answer, QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"));
    QCOMPARE(server.received(), path + portOf(server) + "\r\n" + passedOn + "Connection: close\r\n\r\n" + body);
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
        "POST http://127.0.0.1:" + portOf(server) +
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
    QCOMPARE(client.answerTo(method + " http://127.0.0.1:" + portOf(server) + "/ HTTP/1.1\r\nHost: x\r\n\r\n"),
             passedOn);
}

void TestEgressProxy::secondRequestGoesNowhere()
{
    LoopbackServer server(LoopbackServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    ProxyFixture proxy({.hosts = hostOf(server)});
    ProxyClient client(proxy.socketPath());
    const QByteArray url = "http://127.0.0.1:" + portOf(server);
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
    const QByteArray got = client.answerTo("GET http://127.0.0.1:" + portOf(server) + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY2(got.startsWith("HTTP/1.1 502 ") && got.contains(hostOf(server).toLatin1()), got.constData());
}

QTEST_GUILESS_MAIN(TestEgressProxy)
#include "tst_egressproxy.moc"
