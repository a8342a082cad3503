#include <QTest>

#include "requestcollector.h"

using namespace ca;
using namespace Qt::StringLiterals;
using State = ca::RequestCollector::State;

/// Whole requests out of bytes.
class TestRequestCollector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chunksBecomeALength();
    void judgesTheHeadBeforeTheBody();
    void refusesBodies_data();
    void refusesBodies();
    void continueIsOwedOnce();
    void takesSeveralRequestsFromTheSameBytes();
};

void TestRequestCollector::chunksBecomeALength()
{
    const GuardContext context;
    const QByteArray bytes = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                             "3\r\nabc\r\n4;ext\r\ndefg\r\n0\r\nX: y\r\n\r\n";
    for (qsizetype split = 0; split <= bytes.size(); ++split) {
        RequestCollector collector(context);
        qsizetype taken = 0;
        for (const QByteArrayView end : {QByteArrayView(bytes).first(split), QByteArrayView(bytes)}) {
            while (taken < end.size() && collector.state() != State::Complete)
                taken += collector.feed(end.sliced(taken));
        }
        QCOMPARE(collector.state(), State::Complete);
        QCOMPARE(taken, bytes.size());
        QByteArray request;
        collector.takeRequest(request);
        QCOMPARE(request, QByteArray("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\nabcdefg"));
    }
}

void TestRequestCollector::judgesTheHeadBeforeTheBody()
{
    GuardContext context;
    context.check = [](const RequestHead &head) -> std::optional<Refusal> {
        if (head.value("Host") == "good")
            return std::nullopt;
        return Refusal{.status = 421, .code = u"wrong"_s, .message = u"no"_s};
    };
    RequestCollector collector(context);
    collector.feed("POST / HTTP/1.1\r\nHost: bad\r\nContent-Length: 5\r\n\r\n");
    QCOMPARE(collector.state(), State::Refused);
    QCOMPARE(collector.refusal().status, 421);
}

void TestRequestCollector::refusesBodies_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray head = "POST / HTTP/1.1\r\nHost: x\r\n";
    const auto row = [&](const char *name, const QByteArray &rest, int status) {
        QTest::newRow(name) << QByteArray(head + rest) << status;
    };
    row("too large by its head", "Content-Length: 11\r\n\r\n", 413);
    row("overflowing length", "Content-Length: 18446744073709551617\r\n\r\n", 413);
    row("too large chunk", "Transfer-Encoding: chunked\r\n\r\nb\r\n", 413);
    row("broken chunk", "Transfer-Encoding: chunked\r\n\r\nx\r\n", 400);
}

void TestRequestCollector::refusesBodies()
{
    QFETCH(QByteArray, bytes);
    GuardContext context;
    context.limits.bodyBytes = 10;
    RequestCollector collector(context);
    qsizetype taken = 0;
    while (taken < bytes.size() && collector.state() != State::Refused)
        taken += collector.feed(QByteArrayView(bytes).sliced(taken));
    QCOMPARE(collector.state(), State::Refused);
    QTEST(collector.refusal().status, "status");
}

void TestRequestCollector::continueIsOwedOnce()
{
    const GuardContext context;
    RequestCollector collector(context);
    collector.feed("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    QVERIFY(collector.takeContinue());
    QVERIFY(!collector.takeContinue());
    collector.clear();
    collector.feed("GET / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\r\n");
    QVERIFY(!collector.takeContinue());
}

void TestRequestCollector::takesSeveralRequestsFromTheSameBytes()
{
    const GuardContext context;
    RequestCollector collector(context);
    const QByteArray one = "POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab";
    const QByteArray bytes = one.repeated(3);
    qsizetype taken = 0;
    int requests = 0;
    while (taken < bytes.size()) {
        taken += collector.feed(QByteArrayView(bytes).sliced(taken));
        if (collector.state() == State::Complete) {
            ++requests;
            QCOMPARE(taken, requests * one.size());
            collector.clear();
        }
    }
    QCOMPARE(requests, 3);
}

QTEST_GUILESS_MAIN(TestRequestCollector)
#include "tst_requestcollector.moc"
