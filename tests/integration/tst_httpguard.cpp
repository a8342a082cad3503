#include <QRandomGenerator>
#include <QTest>
#include <memory>
#include <vector>

#include "guardeddaemon.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// What the REST API's guard does with clients that are wrong, hostile, slow or too many, against a real daemon.
class TestHttpGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase();
    void refuses_data();
    void refuses();
    void aLargeBodyIsRefusedByItsHead();
    void aClientThatGoesOnSendingGetsTheAnswer();
    void endlessHeadersAreBounded();
    void garbageDoesNoHarm();
    void pipelinedRequestsWaitForTheirReader();
    void clientsThatGoLeaveNothing();
    void manyConnectionsAreBounded();
    void aReaderThatStopsCostsNoMemory();

private:
    std::unique_ptr<GuardedDaemon> m_server;
};

void TestHttpGuard::initTestCase()
{
    m_server = std::make_unique<GuardedDaemon>();
    QVERIFY2(m_server->isReady(), qPrintable(m_server->daemon().errorOutput()));
}

/// Whatever a client did, the next one is served.
void TestHttpGuard::cleanup()
{
    QVERIFY(m_server->answers());
}

void TestHttpGuard::cleanupTestCase()
{
    QVERIFY(m_server->daemon().stop());
}

void TestHttpGuard::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QByteArray &bytes, int status, const QString &code) {
        QTest::newRow(name) << bytes << status << code;
    };
    const QByteArray post = "POST /schedule HTTP/1.1\r\n" + m_server->hostLine();
    row("malformed line", "nonsense\r\n", 400, u"malformed"_s);
    row("malformed field", "GET / HTTP/1.1\r\n" + m_server->hostLine() + "nonsense\r\n", 400, u"malformed"_s);
    row("LF alone", "GET / HTTP/1.1\n" + m_server->hostLine() + "\n", 400, u"malformed"_s);
    row("two lengths", post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na", 400, u"malformed"_s);
    row("length and chunks", post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400, u"malformed"_s);
    row("negative length", post + "Content-Length: -1\r\n\r\n", 400, u"malformed"_s);
    row("broken chunk", post + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", 400, u"malformed"_s);
    row("no host", "GET / HTTP/1.1\r\n\r\n", 400, u"malformed"_s);
    row("too large", post + "Content-Length: 9000000\r\n\r\n", 413, u"too_large"_s);
    row("too large chunk", post + "Transfer-Encoding: chunked\r\n\r\n900000\r\n", 413, u"too_large"_s);
    row("long path", "GET /" + QByteArray(9'000, 'x') + " HTTP/1.1\r\n", 414, u"head_too_large"_s);
    row("expectation", post + "Expect: 200-ok\r\n\r\n", 417, u"unsupported"_s);
    row("large header", "GET / HTTP/1.1\r\nX: " + QByteArray(33'000, 'x'), 431, u"head_too_large"_s);
    row("many fields", "GET / HTTP/1.1\r\n" + QByteArray("X: y\r\n").repeated(101), 431, u"head_too_large"_s);
    row("encoding", post + "Transfer-Encoding: gzip\r\n\r\n", 501, u"unsupported"_s);
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, u"unsupported"_s);
    // Before the body, that is: none is sent.
    row("foreign host", "POST /schedule HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 5000000\r\n\r\n", 421,
        u"invalid_argument"_s);
    row("foreign origin", post + "Origin: https://evil.example\r\nContent-Length: 5000000\r\n\r\n", 403,
        u"invalid_argument"_s);
}

void TestHttpGuard::refuses()
{
    QFETCH(QByteArray, bytes);
    RawClient raw(m_server->url());
    const HttpAnswer answer = raw.ask(bytes);
    QTEST(answer.status, "status");
    QTEST(answer.json()[u"code"].toString(), "code");
    QVERIFY(!answer.json()[u"error"].toString().isEmpty());
    QVERIFY(answer.json().contains(u"detail"));
    QCOMPARE(answer.header("Connection"), QByteArray("close"));
    QVERIFY(raw.isClosed());
    QCOMPARE(raw.rest(), QByteArray());
}

void TestHttpGuard::aLargeBodyIsRefusedByItsHead()
{
    RawClient raw(m_server->url());
    raw.send(raw.head("POST", u"/schedule"_s, "Content-Length: 9437184\r\nExpect: 100-continue\r\n"));
    QVERIFY(QTest::qWaitFor([&] { return raw.rest().contains("\r\n\r\n"); }, 20'000));
    QVERIFY(raw.rest().startsWith("HTTP/1.1 413 "));
}

void TestHttpGuard::aClientThatGoesOnSendingGetsTheAnswer()
{
    RawClient raw(m_server->url());
    raw.send(raw.head("POST", u"/schedule"_s, "Content-Length: 9437184\r\n") + QByteArray(9'437'184, 'x'));
    QCOMPARE(raw.answer().status, 413);
}

void TestHttpGuard::endlessHeadersAreBounded()
{
    const qint64 before = m_server->residentBytes();
    RawClient raw(m_server->url());
    raw.send("GET / HTTP/1.1\r\n");
    const QByteArray fields = QByteArray("X-Filler: " + QByteArray(1'000, 'x') + "\r\n").repeated(64);
    for (int i = 0; i < 1'024 && raw.socket().state() == QTcpSocket::ConnectedState; ++i) {
        raw.send(fields);
        QVERIFY(QTest::qWaitFor([&] { return raw.socket().bytesToWrite() < 1'000'000; }, 20'000));
    }
    QCOMPARE(raw.answer().status, 431);
    QVERIFY(m_server->residentBytes() - before < GuardedDaemon::spareMemory);
}

void TestHttpGuard::garbageDoesNoHarm()
{
    QRandomGenerator random(4711);
    for (int i = 0; i < 100; ++i) {
        QByteArray bytes(random.bounded(1, 5'000), Qt::Uninitialized);
        std::ranges::generate(bytes, [&] { return static_cast<char>(random.bounded(256)); });
        RawClient raw(m_server->url());
        raw.send(bytes + "\r\n\r\n");
        QCOMPARE(raw.answer().status, 400);
    }
}

void TestHttpGuard::pipelinedRequestsWaitForTheirReader()
{
    const QString path = m_server->bigLog();
    const qint64 before = m_server->residentBytes();
    RawClient raw(m_server->url());
    raw.socket().setReadBufferSize(4'096);
    raw.send(raw.head("GET", path, "Range: bytes=0-1048575\r\n").repeated(400));
    QVERIFY(QTest::qWaitFor([&] { return raw.socket().bytesAvailable() > 0; }, 20'000));
    RawClient other(m_server->url());
    for (int i = 0; i < 200; ++i)
        QCOMPARE(other.ask(other.head("GET", u"/"_s)).status, 200);
    QVERIFY2(m_server->residentBytes() - before < 2 * GuardedDaemon::spareMemory,
             qPrintable(QString::number(m_server->residentBytes() - before)));
}

void TestHttpGuard::clientsThatGoLeaveNothing()
{
    const QString running = DaemonProcess::schedule(m_server->http(), {{u"prompt"_s, u"$ echo first; sleep 1000"_s}});
    const auto log = [&] { return m_server->http().get(u"/logs/%1/stdout"_s.arg(running)).body; };
    QVERIFY(QTest::qWaitFor([&] { return log() == "first\n"; }, 20'000));
    const QString big = m_server->bigLog();
    const qsizetype before = m_server->openFiles();
    for (int i = 0; i < 10; ++i) {
        std::vector<std::unique_ptr<RawClient>> clients;
        for (const QString &path : {big, QString(big + u"?follow=1"_s), u"/logs/%1/stdout?follow=1"_s.arg(running),
                                    u"/job/%1"_s.arg(running)}) {
            clients.push_back(std::make_unique<RawClient>(m_server->url()));
            clients.back()->socket().setReadBufferSize(4'096);
            clients.back()->send(clients.back()->head("GET", path));
        }
        for (const auto &raw : clients)
            QVERIFY(QTest::qWaitFor([&] { return raw->socket().bytesAvailable() > 0; }, 20'000));
        // And HEAD of a stream ends at once.
        RawClient raw(m_server->url());
        QCOMPARE(raw.ask(raw.head("HEAD", u"/logs/%1/stdout?follow=1"_s.arg(running))).status, 200);
        QCOMPARE(raw.ask(raw.head("GET", u"/"_s)).status, 200);
    }
    QVERIFY2(QTest::qWaitFor([&] { return m_server->openFiles() <= before; }, 20'000),
             qPrintable(QString::number(m_server->openFiles())));
    m_server->http().post(u"/cancel/"_s + running);
}

void TestHttpGuard::manyConnectionsAreBounded()
{
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 300; ++i) {
        clients.push_back(std::make_unique<RawClient>(m_server->url()));
        clients.back()->send("POST /schedule HTTP/1.1\r\n"); // it has begun, and is not idle
    }
    int refused = 0;
    for (const auto &raw : clients) {
        raw->send(m_server->hostLine() + "Content-Length: 2\r\n\r\n{}");
        const int status = raw->answer().status;
        QVERIFY2(status == 422 || status == 503, qPrintable(QString::number(status)));
        refused += status == 503 ? 1 : 0;
    }
    QVERIFY2(refused >= 44 && refused <= 48, qPrintable(QString::number(refused)));
    clients.clear();
    QVERIFY(QTest::qWaitFor([&] { return m_server->openFiles() < 100; }, 20'000));
}

void TestHttpGuard::aReaderThatStopsCostsNoMemory()
{
    for (const QString &query : {u""_s, u"?follow=1"_s}) {
        const QString path = m_server->bigLog() + query;
        const qint64 before = m_server->residentBytes();
        RawClient raw(m_server->url());
        raw.socket().setReadBufferSize(4'096);
        raw.send(raw.head("GET", path));
        QVERIFY(QTest::qWaitFor([&] { return raw.socket().bytesAvailable() > 0; }, 20'000));
        RawClient other(m_server->url());
        for (int i = 0; i < 200; ++i)
            QCOMPARE(other.ask(other.head("GET", u"/"_s)).status, 200);
        QVERIFY(m_server->residentBytes() - before < GuardedDaemon::spareMemory);
        raw.socket().setReadBufferSize(0); // and it can go on
        const HttpAnswer answer = raw.answer(false, 60'000);
        QCOMPARE(answer.body.size(), GuardedDaemon::bigLogBytes);
    }
}

QTEST_GUILESS_MAIN(TestHttpGuard)
#include "tst_httpguard.moc"
