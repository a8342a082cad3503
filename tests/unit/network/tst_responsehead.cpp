#include <QTest>

#include "responsehead.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// Servers' answers, honest and other, on their way to a client.
class TestResponseHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endOfTheBodyIsKnown_data();
    void endOfTheBodyIsKnown();
    void strangeAnswersAreMalformed_data();
    void strangeAnswersAreMalformed();
    void takesItsBytesAndNoMore();
    void connectionFieldsAreTheProxysOwn();
    void endlessHeadIsMalformed();
};

void TestResponseHead::endOfTheBodyIsKnown_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("isAnswerToHead");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("bytes");
    const auto row = [](const char *name, const char *head, bool isHead, Framing::Kind kind, qint64 bytes = 0) {
        QTest::newRow(name) << QByteArray(head) << isHead << static_cast<int>(kind) << bytes;
    };
    using Kind = Framing::Kind;
    row("length", "200 OK\r\nContent-Length: 12\r\n", false, Kind::Length, 12);
    row("the same length twice", "200 OK\r\nContent-Length: 12\r\ncontent-length: 12\r\n", false, Kind::Length, 12);
    row("chunks", "200 OK\r\nTransfer-Encoding: chunked\r\n", false, Kind::Chunked);
    row("chunks and a length", "200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n", false, Kind::Chunked);
    row("another encoding", "200 OK\r\nTransfer-Encoding: gzip, chunked\r\n", false, Kind::UntilEnd);
    row("encodings in two lines", "200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n", false,
        Kind::UntilEnd);
    row("nothing said", "200 OK\r\n", false, Kind::UntilEnd);
    row("answer to HEAD", "200 OK\r\nContent-Length: 12\r\n", true, Kind::Nothing);
    row("no content", "204 No Content\r\nContent-Length: 12\r\n", false, Kind::Nothing);
    row("not modified", "304 Not Modified\r\nContent-Length: 12\r\n", false, Kind::Nothing);
    row("interim", "100 Continue\r\n", false, Kind::Nothing);
    row("no reason", "200 \r\nContent-Length: 0\r\n", false, Kind::Length, 0);
}

void TestResponseHead::endOfTheBodyIsKnown()
{
    QFETCH(QByteArray, head);
    QFETCH(bool, isAnswerToHead);
    QFETCH(int, kind);
    QFETCH(qint64, bytes);
    ResponseHead response;
    const QByteArray whole = "HTTP/1.1 " + head + "\r\n";
    QCOMPARE(response.feed(whole), whole.size());
    QCOMPARE(response.state(), ResponseHead::State::Complete);
    const Framing framing = response.bodyFraming(isAnswerToHead);
    QCOMPARE(static_cast<int>(framing.kind), kind);
    QCOMPARE(framing.bytes, bytes);
}

void TestResponseHead::strangeAnswersAreMalformed_data()
{
    QTest::addColumn<QByteArray>("head");
    const auto row = [](const char *name, const char *head) { QTest::newRow(name) << QByteArray(head); };
    row("no HTTP", "SSH-2.0-OpenSSH\r\n\r\n");
    row("another version", "HTTP/2 200 OK\r\n\r\n");
    row("no status", "HTTP/1.1 OK\r\n\r\n");
    row("short status", "HTTP/1.1 20\r\n\r\n");
    row("empty", "\r\n\r\n");
    row("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n");
    row("signed length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n");
    row("no colon", "HTTP/1.1 200 OK\r\nwhat\r\n\r\n");
    row("folded line", "HTTP/1.1 200 OK\r\nA: b\r\n c: d\r\n\r\n");
    row("space before the colon", "HTTP/1.1 200 OK\r\nContent-Length : 1\r\n\r\n");
    row("bare line feed", "HTTP/1.1 200 OK\r\nA: b\nContent-Length: 1\r\n\r\n");
}

void TestResponseHead::strangeAnswersAreMalformed()
{
    QFETCH(QByteArray, head);
    ResponseHead response;
    response.feed(head);
    QCOMPARE(response.state(), ResponseHead::State::Malformed);
}

void TestResponseHead::takesItsBytesAndNoMore()
{
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n";
    for (qsizetype cut = 0; cut <= head.size(); ++cut) {
        ResponseHead response;
        qsizetype taken = response.feed(QByteArrayView(head).first(cut));
        if (response.state() == ResponseHead::State::Incomplete)
            taken += response.feed(QByteArray(head.sliced(cut) + "abc\r\n\r\n"));
        QCOMPARE(response.state(), ResponseHead::State::Complete);
        QCOMPARE(taken, head.size());
    }
}

void TestResponseHead::connectionFieldsAreTheProxysOwn()
{
    ResponseHead response;
    response.feed("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nKeep-Alive: timeout=5\r\nA: b\r\n"
                  "content-length: 3\r\n\r\n");
    QCOMPARE(response.forwarded(),
             QByteArray("HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 3\r\nConnection: close\r\n\r\n"));
}

void TestResponseHead::endlessHeadIsMalformed()
{
    ResponseHead response;
    response.feed("HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 100'000 && response.state() == ResponseHead::State::Incomplete; ++i)
        response.feed("A: b\r\n");
    QCOMPARE(response.state(), ResponseHead::State::Malformed);
}

QTEST_GUILESS_MAIN(TestResponseHead)
#include "tst_responsehead.moc"
