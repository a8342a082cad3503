#include <QTest>

#include "responsefilter.h"

using namespace ca;

/// Where a response ends, and what of it reaches which client.
class TestResponseFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fitsTheRequest_data();
    void fitsTheRequest();
    void aPromisedBodyIsWaitedFor();
};

void TestResponseFilter::fitsTheRequest_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<bool>("isComplete");
    QTest::addColumn<bool>("isLast");
    // h: HEAD, 0: HTTP/1.0, l: the client asked to close
    const auto row = [](const char *name, const QByteArray &request, const QByteArray &response, const QByteArray &sent,
                        const QByteArray &end) {
        QTest::newRow(name) << request << response << sent << end.contains('c') << end.contains('l');
    };
    const QByteArray ok = "HTTP/1.1 200 OK\r\nX: y\r\n";
    const QByteArray length = "Content-Length: 3\r\n";
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
    const QByteArray close = "Connection: close\r\n";
    const QByteArray chunks = "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n";
    row("length", "", ok + length + "\r\nabc", ok + length + "\r\nabc", "c");
    row("more than the length", "", ok + length + "\r\nabcd", ok + length + "\r\nabc", "c");
    row("less than the length", "", ok + length + "\r\nab", ok + length + "\r\nab", "");
    row("no body", "", ok + "Content-Length: 0\r\n\r\n", ok + "Content-Length: 0\r\n\r\n", "c");
    row("chunks", "", ok + chunked + "\r\n" + chunks, ok + chunked + "\r\n" + chunks, "c");
    row("chunks without end", "", ok + chunked + "\r\n1\r\na\r\n", ok + chunked + "\r\n1\r\na\r\n", "");
    row("neither", "", ok + "\r\nabc", ok + close + "\r\nabc", "l");
    row("asked to close", "l", ok + length + "\r\nabc", ok + length + close + "\r\nabc", "cl");
    row("the server closes", "", ok + close + length + "\r\nabc", ok + length + close + "\r\nabc", "cl");
    row("HEAD", "h", ok + length + "\r\nabc", ok + length + "\r\n", "c");
    row("HEAD without a body to drop", "h", ok + length + "\r\n", ok + length + "\r\n", "c");
    row("HEAD of chunks", "h", ok + chunked + "\r\n" + chunks, ok + chunked + "\r\n", "c");
    row("HEAD of chunks without end", "h", ok + chunked + "\r\n1\r\na\r\n", ok + chunked + "\r\n", "");
    row("HTTP/1.0", "0l", ok + length + "\r\nabc", ok + length + close + "\r\nabc", "cl");
    row("HTTP/1.0 and chunks", "0l", ok + chunked + "\r\n" + chunks, ok + close + "\r\nabc", "cl");
    row("204", "", "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n", "c");
    row("304 with a length", "", "HTTP/1.1 304 X\r\n" + length + "\r\n", "HTTP/1.1 304 X\r\n" + length + "\r\n", "c");
    row("half a head", "", ok, "", "");
}

void TestResponseFilter::fitsTheRequest()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, response);
    for (qsizetype split = 0; split <= response.size(); ++split) {
        ResponseFilter filter;
        filter.begin(
            {.isHead = request.contains('h'), .isHttp10 = request.contains('0'), .isLast = request.contains('l')});
        QByteArray sent;
        filter.write(QByteArrayView(response).first(split), sent);
        filter.write(QByteArrayView(response).sliced(split), sent);
        QTEST(sent, "sent");
        QTEST(filter.isComplete(), "isComplete");
        QTEST(filter.isLast() && !sent.isEmpty(), "isLast");
    }
}

void TestResponseFilter::aPromisedBodyIsWaitedFor()
{
    ResponseFilter filter;
    QByteArray sent;
    filter.begin({});
    QVERIFY(!filter.isPromised());
    filter.write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na", sent);
    QVERIFY(filter.isPromised());
    filter.write("bc", sent);
    QVERIFY(!filter.isPromised());
    QVERIFY(filter.isComplete());
}

QTEST_GUILESS_MAIN(TestResponseFilter)
#include "tst_responsefilter.moc"
