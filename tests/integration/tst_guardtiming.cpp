#include <QPointer>
#include <QTest>
#include <memory>
#include <vector>

#include "inprocessserver.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What the guard does after how long, and how it divides what there is between clients: with small limits, in process.
class TestGuardTiming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSlowHeadIsRefused();
    void aStalledBodyIsRefused();
    void aBodyThatTricklesIsRefused();
    void aSteadyBodyIsNot();
    void idleConnectionsAreClosedSilently();
    void aRequestInWorkIsWaitedFor();
    void aClientThatReadsNothingIsCutOff();
    void aClientThatReadsSlowlyIsNot();
    void aBodyThatDoesNotComeIsGivenUp();
    void theLongestIdleMakesRoom();
    void whenNobodyIsIdleNewcomersAreTurnedAway();
    void allBodiesTogetherAreBounded();
    void aClientThatGoesWhileItsRequestIsInWorkDoesNoHarm();
    void aServerThatGoesFirstDoesNoHarm();
};

void TestGuardTiming::aSlowHeadIsRefused()
{
    const InProcessServer server({.head = 200ms, .idle = 10s});
    RawClient raw = server.client();
    raw.send("GET / HTTP/1.1\r\n");
    const HttpAnswer answer = raw.answer();
    QCOMPARE(answer.status, 408);
    QCOMPARE(answer.json()[u"code"].toString(), u"timeout"_s);
    QVERIFY(raw.isClosed());
}

void TestGuardTiming::aStalledBodyIsRefused()
{
    const InProcessServer server({.bodyPause = 200ms});
    RawClient raw = server.client();
    QCOMPARE(raw.ask(raw.head("POST", u"/"_s, "Content-Length: 10\r\n") + "half").status, 408);
    QVERIFY(raw.isClosed());
}

void TestGuardTiming::aBodyThatTricklesIsRefused()
{
    const InProcessServer server({.bodyPause = 5s, .bodyGrace = 200ms, .bodyBytesPerSecond = 1'000});
    RawClient raw = server.client();
    raw.send(raw.head("POST", u"/"_s, "Content-Length: 1000000\r\n"));
    while (raw.socket().state() == QTcpSocket::ConnectedState && raw.rest().isEmpty()) {
        raw.send("x");
        QTest::qWait(10);
    }
    QVERIFY(raw.rest().startsWith("HTTP/1.1 408 "));
}

void TestGuardTiming::aSteadyBodyIsNot()
{
    const InProcessServer server(
        {.head = 200ms, .bodyPause = 5s, .bodyGrace = 200ms, .bodyBytesPerSecond = 1, .idle = 200ms});
    RawClient raw = server.client();
    raw.send(raw.head("POST", u"/"_s, "Content-Length: 60\r\n"));
    for (int i = 0; i < 60; ++i) { // 600 ms: longer than every time but its own
        raw.send("x");
        QTest::qWait(10);
    }
    QCOMPARE(raw.answer().body, QByteArray("60"));
}

void TestGuardTiming::idleConnectionsAreClosedSilently()
{
    const InProcessServer server({.idle = 200ms});
    RawClient fresh = server.client();
    RawClient used = server.client();
    QCOMPARE(used.ask(used.head("GET", u"/"_s)).status, 200);
    QVERIFY(fresh.isClosed());
    QVERIFY(used.isClosed());
    QCOMPARE(fresh.rest(), QByteArray());
    QCOMPARE(used.rest(), QByteArray());
}

void TestGuardTiming::aRequestInWorkIsWaitedFor()
{
    InProcessServer server({.head = 100ms, .bodyPause = 100ms, .idle = 100ms, .drain = 100ms, .linger = 100ms});
    RawClient raw = server.client();
    raw.send(raw.head("GET", u"/later"_s));
    QVERIFY(QTest::qWaitFor([&] { return server.later() == 1; }, 20'000));
    QVERIFY(!raw.isClosed(500));
    server.takeLater().write("done", "text/plain");
    QCOMPARE(raw.answer().body, QByteArray("done"));
}

void TestGuardTiming::aClientThatReadsNothingIsCutOff()
{
    InProcessServer server({.drain = 300ms});
    RawClient raw = server.client();
    raw.socket().setReadBufferSize(1'024);
    const auto port = raw.socket().localPort();
    raw.send(raw.head("GET", u"/big"_s));
    QVERIFY(QTest::qWaitFor([&] { return raw.socket().bytesAvailable() > 0; }, 20'000));
    QVERIFY(QTest::qWaitFor([&] { return !server.guard().connection(QHostAddress::LocalHost, port); }, 20'000));
}

void TestGuardTiming::aClientThatReadsSlowlyIsNot()
{
    const InProcessServer server({.drain = 500ms});
    RawClient raw = server.client();
    raw.socket().setReadBufferSize(512LL * 1024);
    raw.send(raw.head("GET", u"/big"_s));
    qint64 received = 0;
    while (received < 32LL * 1024 * 1024 && raw.socket().state() == QTcpSocket::ConnectedState) {
        QTest::qWait(15);
        received += raw.socket().readAll().size();
    }
    QVERIFY(received >= 32LL * 1024 * 1024);
}

void TestGuardTiming::aBodyThatDoesNotComeIsGivenUp()
{
    const InProcessServer server({.drain = 300ms});
    RawClient raw = server.client();
    raw.send(raw.head("GET", u"/stuck"_s));
    QVERIFY(raw.isClosed());
    QVERIFY(raw.rest().endsWith("\r\n\r\nx"));
}

void TestGuardTiming::theLongestIdleMakesRoom()
{
    InProcessServer server({.connections = 3, .idle = 20s, .idleBeforeEviction = 0ms});
    RawClient first = server.client();
    RawClient second = server.client();
    RawClient third = server.client();
    for (RawClient *raw : {&second, &third, &first}) {
        QCOMPARE(raw->ask(raw->head("GET", u"/"_s)).status, 200);
        QTest::qWait(5);
    }
    RawClient fourth = server.client();
    QCOMPARE(fourth.ask(fourth.head("GET", u"/"_s)).status, 200);
    QVERIFY(second.isClosed());
    for (RawClient *raw : {&third, &first})
        QCOMPARE(raw->ask(raw->head("GET", u"/"_s)).status, 200);
}

void TestGuardTiming::whenNobodyIsIdleNewcomersAreTurnedAway()
{
    InProcessServer server({.connections = 2, .turnedAway = 2, .idleBeforeEviction = 0ms});
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 2; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.url()));
        clients.back()->send(clients.back()->head("GET", u"/later"_s));
    }
    QVERIFY(QTest::qWaitFor([&] { return server.later() == 2; }, 20'000));
    RawClient newcomer = server.client();
    const HttpAnswer answer = newcomer.ask(newcomer.head("GET", u"/"_s));
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.json()[u"code"].toString(), u"busy"_s);
    QVERIFY(newcomer.isClosed());
    clients.clear(); // and there is room again
    QVERIFY(QTest::qWaitFor(
        [&] {
            RawClient next = server.client();
            return next.ask(next.head("GET", u"/"_s)).status == 200;
        },
        20'000));
}

void TestGuardTiming::allBodiesTogetherAreBounded()
{
    InProcessServer server({.bodyBytes = 1'000, .allBodiesBytes = 1'500});
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 2; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.url()));
        clients.back()->send(clients.back()->head("POST", u"/"_s, "Content-Length: 1000\r\n") + QByteArray(900, 'x'));
    }
    QVERIFY(QTest::qWaitFor(
        [&] {
            return clients[0]->rest().startsWith("HTTP/1.1 503 ") || clients[1]->rest().startsWith("HTTP/1.1 503 ");
        },
        20'000));
    for (const auto &raw : clients)
        raw->send(QByteArray(100, 'x'));
    QVERIFY(QTest::qWaitFor(
        [&] {
            return clients[0]->rest().startsWith("HTTP/1.1 200 ") || clients[1]->rest().startsWith("HTTP/1.1 200 ");
        },
        20'000));
    RawClient next = server.client(); // what they held was given back
    QCOMPARE(next.ask(next.head("POST", u"/"_s, "Content-Length: 1000\r\n") + QByteArray(1'000, 'x')).status, 200);
    QCOMPARE(next.ask(next.head("POST", u"/"_s, "Content-Length: 1000\r\n") + QByteArray(1'000, 'x')).status, 200);
}

void TestGuardTiming::aClientThatGoesWhileItsRequestIsInWorkDoesNoHarm()
{
    InProcessServer server({});
    auto raw = std::make_unique<RawClient>(server.url());
    const auto port = raw->socket().localPort();
    raw->send(raw->head("GET", u"/later"_s));
    QVERIFY(QTest::qWaitFor([&] { return server.later() == 1; }, 20'000));
    const QPointer<GuardedSocket> socket = server.guard().connection(QHostAddress::LocalHost, port);
    QVERIFY(socket);
    raw.reset();
    QVERIFY(QTest::qWaitFor([&] { return !server.guard().connection(QHostAddress::LocalHost, port); }, 20'000));
    QVERIFY(socket);
    {
        QHttpServerResponder late = server.takeLater();
        late.writeBeginChunked("text/plain");
        late.writeChunk("nobody");
        late.writeEndChunked("listens");
    }
    QVERIFY(QTest::qWaitFor([&] { return !socket; }, 20'000));
}

void TestGuardTiming::aServerThatGoesFirstDoesNoHarm()
{
    auto server = std::make_unique<InProcessServer>(GuardLimits{});
    RawClient idle(server->url());
    RawClient half(server->url());
    RawClient reading(server->url());
    half.send("POST / HTTP/1.1\r\n");
    reading.socket().setReadBufferSize(1'024);
    reading.send(reading.head("GET", u"/big"_s));
    QVERIFY(QTest::qWaitFor([&] { return reading.socket().bytesAvailable() > 0; }, 20'000));
    server.reset();
    QVERIFY(idle.isClosed());
    QVERIFY(half.isClosed());
}

QTEST_GUILESS_MAIN(TestGuardTiming)
#include "tst_guardtiming.moc"
