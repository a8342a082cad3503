#include <QTest>

#include "requesthead.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// What is taken for a request's head, and what is refused with which status.
class TestRequestHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesStrictRequests_data();
    void takesStrictRequests();
    void refuses_data();
    void refuses();
    void refusesBeforeTheHeadIsWhole_data();
    void refusesBeforeTheHeadIsWhole();
    void decidesFraming_data();
    void decidesFraming();
    void findsFieldsInAnyCase();
    void stopsAtTheEndOfTheHead();
    void isTheSameForAllSplits();
    void canBeUsedAgain();
    void normalFormLeavesNothingToInterpret();

private:
    static int statusOf(const QByteArray &bytes);
    static QByteArray withField(const QByteArray &field);

    static constexpr GuardLimits limits{};
};

/// 200 for a complete head, 0 for one that goes on, else the refusal's.
int TestRequestHead::statusOf(const QByteArray &bytes)
{
    RequestHead head(limits);
    head.feed(bytes);
    if (head.state() == RequestHead::State::Complete)
        return 200;
    return head.state() == RequestHead::State::Refused ? head.refusal().status : 0;
}

QByteArray TestRequestHead::withField(const QByteArray &field)
{
    return "POST / HTTP/1.1\r\nHost: x\r\n" + field + "\r\n\r\n";
}

void TestRequestHead::takesStrictRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << bytes; };
    row("plain", "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    row("1.0 without a host", "GET / HTTP/1.0\r\n\r\n");
    row("query", "GET /jobs?q=a%20b&x={y} HTTP/1.1\r\nHost: x\r\n\r\n");
    row("unknown method", "BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n");
    row("one empty line before", "\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
    row("no value", withField("X-Empty:"));
    row("tabs around a value", withField("X:\t y \t"));
    row("tab in a value", withField("X: a\tb"));
    row("bytes above ASCII in a value", withField("X: gr\xc3\xbc\xc3\x9f"));
    row("colons in a value", withField("X: a:b:c"));
    row("every token byte", withField("!#$%&'*+-.^_`|~09azAZ: x"));
    row("largest number of fields",
        "GET / HTTP/1.1\r\nHost: x\r\n" + QByteArray("A: b\r\n").repeated(limits.fields - 1) + "\r\n");
    row("longest first line", "GET /" + QByteArray(limits.requestLineBytes - 16, 'x') + " HTTP/1.1\r\nHost: x\r\n\r\n");
}

void TestRequestHead::takesStrictRequests()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(statusOf(bytes), 200);
}

void TestRequestHead::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &bytes, int status = 400) {
        QTest::newRow(name) << bytes << status;
    };
    const auto line = [&](const char *name, const QByteArray &first, int status = 400) {
        row(name, first + "\r\nHost: x\r\n\r\n", status);
    };
    const auto field = [&](const char *name, const QByteArray &text, int status = 400) {
        row(name, withField(text), status);
    };
    line("HTTP/0.9", "GET /");
    line("two spaces before the target", "GET  / HTTP/1.1");
    line("two spaces after it", "GET /  HTTP/1.1");
    line("space at the end", "GET / HTTP/1.1 ");
    line("space at the beginning", " GET / HTTP/1.1");
    line("tab for a space", "GET\t/ HTTP/1.1");
    line("method with a colon", "G:T / HTTP/1.1");
    line("method above ASCII", "G\xc3\x89T / HTTP/1.1");
    line("no method", " / HTTP/1.1");
    line("no target", "GET  HTTP/1.1");
    line("absolute target", "GET http://x/ HTTP/1.1");
    line("authority as target", "CONNECT x:80 HTTP/1.1");
    line("asterisk", "OPTIONS * HTTP/1.1");
    line("two slashes", "GET //evil.example/ HTTP/1.1");
    line("fragment", "GET /#x HTTP/1.1");
    line("target above ASCII", "GET /\xc3\xbc HTTP/1.1");
    line("control byte in the target", "GET /\x01 HTTP/1.1");
    line("delete in the target", "GET /\x7f HTTP/1.1");
    line("NUL in the target", QByteArray("GET /\0 HTTP/1.1", 15));
    line("lower-case protocol", "GET / http/1.1");
    line("no minor version", "GET / HTTP/1");
    line("long minor version", "GET / HTTP/1.10");
    line("letters for a version", "GET / HTTP/x.y");
    line("HTTP/2", "GET / HTTP/2.0", 505);
    line("HTTP/1.2", "GET / HTTP/1.2", 505);
    line("HTTP/0.9 by number", "GET / HTTP/0.9", 505);
    line("CR in the line", "GET /\r HTTP/1.1");
    row("LF alone", "GET / HTTP/1.1\nHost: x\n\n");
    row("LF alone after a field", "GET / HTTP/1.1\r\nHost: x\n\r\n");
    row("LF alone at the end", "GET / HTTP/1.1\r\nHost: x\r\n\n");
    row("two empty lines before", "\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
    row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11));
    row("no host", "GET / HTTP/1.1\r\n\r\n");
    row("two hosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n");
    row("two hosts in 1.0", "GET / HTTP/1.0\r\nHost: x\r\nhost: x\r\n\r\n");
    field("no colon", "Nonsense");
    field("no name", ": x");
    field("space before the colon", "Content-Length : 5");
    field("tab before the colon", "Content-Length\t: 5");
    field("folded line", "X: a\r\n b");
    field("folded with a tab", "X: a\r\n\tContent-Length: 5");
    field("space in a name", "Content Length: 5");
    field("name above ASCII", "\xc3\x84: 5");
    field("name in brackets", "[X]: 5");
    field("NUL in a value", QByteArray("X: a\0b", 6));
    field("CR in a value", "X: a\rb");
    field("control byte in a value", "X: a\x0b");
    field("delete in a value", "X: a\x7f");
    field("signed length", "Content-Length: +5");
    field("negative length", "Content-Length: -5");
    field("hexadecimal length", "Content-Length: 0x5");
    field("broken length", "Content-Length: 5.0");
    field("two numbers", "Content-Length: 5 5");
    field("list of lengths", "Content-Length: 5, 5");
    field("no length", "Content-Length:");
    field("same length twice", "Content-Length: 5\r\nContent-Length: 5");
    field("two lengths", "Content-Length: 5\r\ncontent-length: 6");
    field("length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked");
    field("chunks and length", "Transfer-Encoding: chunked\r\nContent-Length: 5");
    row("chunks in 1.0", "POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    field("unknown encoding", "Transfer-Encoding: gzip", 501);
    field("two encodings", "Transfer-Encoding: gzip, chunked", 501);
    field("chunked twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 501);
    field("chunked in a list", "Transfer-Encoding: chunked, identity", 501);
    field("chunked with a parameter", "Transfer-Encoding: chunked;q=1", 501);
    field("almost chunked", "Transfer-Encoding: xchunked", 501);
    field("chunked in quotes", "Transfer-Encoding: \"chunked\"", 501);
    field("vertical tab before chunked", "Transfer-Encoding: \x0b"
                                         "chunked");
    field("no encoding", "Transfer-Encoding:", 501);
    field("another expectation", "Expect: 200-ok", 417);
    field("two expectations", "Expect: 100-continue\r\nExpect: 100-continue", 417);
    row("too many fields", "GET / HTTP/1.1\r\nHost: x\r\n" + QByteArray("A: b\r\n").repeated(limits.fields) + "\r\n",
        431);
    row("large head", "GET / HTTP/1.1\r\nHost: x\r\nX: " + QByteArray(limits.headBytes, 'x') + "\r\n\r\n", 431);
    line("long first line", "GET /" + QByteArray(limits.requestLineBytes - 15, 'x') + " HTTP/1.1", 414);
}

void TestRequestHead::refuses()
{
    QFETCH(QByteArray, bytes);
    QTEST(statusOf(bytes), "status");
}

void TestRequestHead::refusesBeforeTheHeadIsWhole_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &bytes, int status) {
        QTest::newRow(name) << bytes << status;
    };
    row("endless first line", QByteArray(limits.requestLineBytes + 1, 'G'), 414);
    row("endless field", "GET / HTTP/1.1\r\nX: " + QByteArray(limits.headBytes, 'x'), 431);
    row("endless fields", "GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(limits.fields + 1), 431);
    row("broken first line", "nonsense\r\n", 400);
    row("broken field", "GET / HTTP/1.1\r\nnonsense\r\n", 400);
    row("garbage", "\x80\x02\x03", 400);
}

void TestRequestHead::refusesBeforeTheHeadIsWhole()
{
    QFETCH(QByteArray, bytes);
    QTEST(statusOf(bytes), "status");
}

void TestRequestHead::decidesFraming_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qint64>("length");
    QTest::addColumn<bool>("isChunked");
    QTest::addColumn<bool>("expectsContinue");
    QTest::addColumn<bool>("isLast");
    QTest::addColumn<bool>("wantsUpgrade");
    const auto row = [](const char *name, const QByteArray &field, qint64 length, const QByteArray &flags) {
        QTest::newRow(name) << withField(field) << length << flags.contains('c') << flags.contains('e')
                            << flags.contains('l') << flags.contains('u');
    };
    row("no body", "X: y", 0, "");
    row("length", "content-length: 0042", 42, "");
    row("huge length", "Content-Length: 99999999999999999999999", std::numeric_limits<qint64>::max(), "");
    row("largest length", "Content-Length: 9223372036854775807", std::numeric_limits<qint64>::max(), "");
    row("chunks", "Transfer-Encoding: Chunked", 0, "c");
    row("expectation", "Content-Length: 5\r\nExpect: 100-Continue", 5, "e");
    row("close", "Connection: close", 0, "l");
    row("close in a list", "Connection: x , Close", 0, "l");
    row("close in the second field", "Connection: keep-alive\r\nConnection: close", 0, "l");
    row("keep-alive", "Connection: keep-alive", 0, "");
    row("not quite close", "Connection: closed", 0, "");
    row("upgrade", "Connection: keep-alive, Upgrade\r\nUpgrade: websocket", 0, "u");
    row("upgrade that is not named", "Upgrade: websocket", 0, "");
}

void TestRequestHead::decidesFraming()
{
    QFETCH(QByteArray, bytes);
    RequestHead head(limits);
    QCOMPARE(head.feed(bytes), bytes.size());
    QCOMPARE(head.state(), RequestHead::State::Complete);
    QTEST(head.contentLength(), "length");
    QTEST(head.isChunked(), "isChunked");
    QTEST(head.expectsContinue(), "expectsContinue");
    QTEST(head.isLast(), "isLast");
    QTEST(head.wantsUpgrade(), "wantsUpgrade");
}

void TestRequestHead::findsFieldsInAnyCase()
{
    RequestHead head(limits);
    head.feed("HEAD /a?b HTTP/1.1\r\nhOST:  x:80 \r\nX: 1\r\nx: 2\r\n\r\n");
    QCOMPARE(head.method(), QByteArrayView("HEAD"));
    QCOMPARE(head.target(), QByteArrayView("/a?b"));
    QVERIFY(head.isHead());
    QCOMPARE(head.value("Host"), QByteArrayView("x:80"));
    QCOMPARE(head.value("X"), QByteArrayView("1"));
    QCOMPARE(head.count("X"), 2);
    QVERIFY(head.value("Y").isNull());
}

void TestRequestHead::stopsAtTheEndOfTheHead()
{
    const QByteArray bytes = withField("Content-Length: 3");
    RequestHead head(limits);
    QCOMPARE(head.feed(QByteArray(bytes + "abcGET / HTTP/1.1\r\n")), bytes.size());
    QCOMPARE(head.feed("abc"), 0);
}

void TestRequestHead::isTheSameForAllSplits()
{
    const QByteArray bytes = withField("Content-Length: 3");
    for (qsizetype split = 0; split <= bytes.size(); ++split) {
        RequestHead head(limits);
        QCOMPARE(head.feed(bytes.first(split)), split);
        QCOMPARE(head.feed(bytes.sliced(split)), bytes.size() - split);
        QCOMPARE(head.state(), RequestHead::State::Complete);
        QCOMPARE(head.contentLength(), 3);
    }
}

void TestRequestHead::canBeUsedAgain()
{
    RequestHead head(limits);
    head.feed(withField("Transfer-Encoding: chunked\r\nConnection: close\r\nExpect: 100-continue"));
    QVERIFY(head.isChunked());
    head.clear();
    QVERIFY(!head.hasBegun());
    head.feed("GET /x HTTP/1.1\r\nHost: y\r\n\r\n");
    QCOMPARE(head.state(), RequestHead::State::Complete);
    QVERIFY(!head.isChunked() && !head.isLast() && !head.expectsContinue());
    QCOMPARE(head.count("Host"), 1);
}

void TestRequestHead::normalFormLeavesNothingToInterpret()
{
    RequestHead head(limits);
    head.feed("POST /x HTTP/1.0\r\nhost:\t y \r\nCONTENT-length: 007\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
              "Expect: 100-continue\r\nTE: x\r\nX: z\r\n\r\n");
    QByteArray form;
    head.appendNormalForm(form, 7);
    QCOMPARE(form, QByteArray("POST /x HTTP/1.1\r\nhost: y\r\nX: z\r\nContent-Length: 7\r\n\r\n"));
}

QTEST_GUILESS_MAIN(TestRequestHead)
#include "tst_requesthead.moc"
