#include <QTest>
#include <memory>

#include "guardeddaemon.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// How connections live and end, and which client gets which shape of an answer, against a real daemon.
class TestHttpConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase();
    void oneConnectionServesAThousandRequests();
    void pipelinedRequestsAreAnsweredInOrder();
    void chunkedBodiesMayBeSplitAnywhere();
    void theLargestBodyIsTaken();
    void continueIsSaidBeforeTheBody();
    void headHasNoBody_data();
    void headHasNoBody();
    void theConnectionIsClosedWhenAsked_data();
    void theConnectionIsClosedWhenAsked();
    void oldClientsGetStreamsWithoutChunks();

private:
    std::unique_ptr<GuardedDaemon> m_server;
};

void TestHttpConnections::initTestCase()
{
    m_server = std::make_unique<GuardedDaemon>();
    QVERIFY2(m_server->isReady(), qPrintable(m_server->daemon().errorOutput()));
}

/// Whatever a client did, the next one is served.
void TestHttpConnections::cleanup()
{
    QVERIFY(m_server->answers());
}

void TestHttpConnections::cleanupTestCase()
{
    QVERIFY(m_server->daemon().stop());
}

void TestHttpConnections::oneConnectionServesAThousandRequests()
{
    RawClient raw(m_server->url());
    for (int i = 0; i < 1'000; ++i) {
        const HttpAnswer answer = raw.ask(raw.head("GET", i % 2 ? u"/"_s : u"/job/"_s + m_server->ended()));
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.header("Connection").isEmpty());
    }
}

void TestHttpConnections::pipelinedRequestsAreAnsweredInOrder()
{
    RawClient raw(m_server->url());
    // Answered at once, later (from the store's thread), from a file, by a stream, and with a body.
    const QStringList paths{u"/"_s, u"/job/"_s + m_server->ended(), u"/download/"_s + m_server->ended(),
                            u"/logs/%1/stdout?follow=1"_s.arg(m_server->ended()), u"/schedule"_s};
    QByteArray requests;
    for (int i = 0; i < 50; ++i) {
        const bool isPost = i % 5 == 4;
        requests += raw.head(isPost ? "POST" : "GET", paths[i % 5], isPost ? "Content-Length: 2\r\n" : "");
        requests += isPost ? "{}" : "";
    }
    raw.send(requests);
    for (int i = 0; i < 50; i += 5) {
        QVERIFY(raw.answer().json().contains(u"message"_s));
        QCOMPARE(raw.answer().json()[u"job_id"].toString(), m_server->ended());
        QVERIFY(raw.answer().body.startsWith("PK"));
        QCOMPARE(raw.answer().body, QByteArray("one\ntwo\n"));
        QCOMPARE(raw.answer().status, 422);
    }
}

void TestHttpConnections::chunkedBodiesMayBeSplitAnywhere()
{
    RawClient raw(m_server->url());
    // Read right, this is a prompt that is refused with 422; read wrong, it is no JSON (400).
    const QByteArray request = raw.head("POST", u"/schedule"_s, "Transfer-Encoding: chunked\r\n") +
                               "3\r\n{\"p\r\nA;x=y\r\nrompt\":\" \"\r\n1\r\n}\r\n0\r\nX: y\r\n\r\n";
    for (qsizetype split = 1; split < request.size(); ++split) {
        raw.send(request.first(split));
        QTest::qWait(1); // so that it does not become one segment
        raw.send(request.sliced(split));
        QCOMPARE(raw.answer().status, 422);
    }
    for (const char byte : request)
        raw.send(QByteArray(1, byte));
    QCOMPARE(raw.answer().status, 422);
}

void TestHttpConnections::theLargestBodyIsTaken()
{
    constexpr qsizetype most = 8LL * 1024 * 1024;
    const QByteArray body = R"({"prompt":" ")" + QByteArray(most - 14, ' ') + '}';
    QCOMPARE(body.size(), most);
    RawClient raw(m_server->url());
    for (int i = 0; i < 3; ++i) {
        const QByteArray fields = "Content-Length: " + QByteArray::number(most) + "\r\n";
        QCOMPARE(raw.ask(raw.head("POST", u"/schedule"_s, fields) + body).status, 422);
    }
}

void TestHttpConnections::continueIsSaidBeforeTheBody()
{
    RawClient raw(m_server->url());
    raw.send(raw.head("POST", u"/schedule"_s, "Content-Length: 14\r\nExpect: 100-continue\r\n"));
    QVERIFY(QTest::qWaitFor([&] { return raw.rest() == "HTTP/1.1 100 Continue\r\n\r\n"; }, 20'000));
    raw.send(R"({"prompt":" "})");
    QCOMPARE(raw.answer().status, 422);
}

void TestHttpConnections::headHasNoBody_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::newRow("root") << u"/"_s << 200;
    QTest::newRow("answered later") << u"/job/%1"_s << 200;
    QTest::newRow("log as JSON") << u"/logs/%1"_s << 200;
    QTest::newRow("log") << u"/logs/%1/stdout"_s << 200;
    QTest::newRow("result") << u"/download/%1"_s << 200;
    QTest::newRow("unknown") << u"/nothing"_s << 404;
    QTest::newRow("wrong method") << u"/schedule"_s << 405;
}

void TestHttpConnections::headHasNoBody()
{
    QFETCH(QString, path);
    QFETCH(int, status);
    if (path.contains(u'%'))
        path = path.arg(m_server->ended());
    RawClient raw(m_server->url());
    const HttpAnswer get = raw.ask(raw.head("GET", path));
    for (int i = 0; i < 3; ++i) {
        const HttpAnswer head = raw.ask(raw.head("HEAD", path));
        QCOMPARE(head.status, status);
        QCOMPARE(head.header("Content-Type"), get.header("Content-Type"));
        if (status != 405) { // it names the method
            QCOMPARE(head.header("Content-Length"), get.header("Content-Length"));
        }
    }
    QCOMPARE(raw.ask(raw.head("GET", path)).body.size(), get.body.size());
}

void TestHttpConnections::theConnectionIsClosedWhenAsked_data()
{
    QTest::addColumn<QByteArray>("request");
    const QByteArray asked = "GET / HTTP/1.1\r\n" + m_server->hostLine() + "Connection: close\r\n\r\n";
    QTest::newRow("asked") << asked;
    QTest::newRow("HTTP/1.0") << QByteArray("GET / HTTP/1.0\r\n" + m_server->hostLine() + "\r\n");
    QTest::newRow("and more was sent") << QByteArray(asked + "GET /jobs HTTP/1.1\r\n" + m_server->hostLine() + "\r\n");
}

void TestHttpConnections::theConnectionIsClosedWhenAsked()
{
    QFETCH(QByteArray, request);
    RawClient raw(m_server->url());
    const HttpAnswer answer = raw.ask(request);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("Connection"), QByteArray("close"));
    QVERIFY(raw.isClosed());
    QCOMPARE(raw.rest(), QByteArray());
}

void TestHttpConnections::oldClientsGetStreamsWithoutChunks()
{
    RawClient raw(m_server->url());
    const HttpAnswer answer = raw.ask("GET /logs/" + m_server->ended().toLatin1() + "/stdout?follow=1 HTTP/1.0\r\n" +
                                      m_server->hostLine() + "\r\n");
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.header("Transfer-Encoding").isEmpty());
    QCOMPARE(answer.body, QByteArray("one\ntwo\n"));
}

QTEST_GUILESS_MAIN(TestHttpConnections)
#include "tst_httpconnections.moc"
