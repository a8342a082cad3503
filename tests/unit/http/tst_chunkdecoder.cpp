#include <QTest>

#include "chunkdecoder.h"

using namespace ca;
using State = ca::ChunkDecoder::State;

/// What is taken for a chunked body, and what is refused.
class TestChunkDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void refuses_data();
    void refuses();
    void refusesALargeChunkByItsSize();
    void smallChunksExcuseTheirFraming();
    void isTheSameForAllSplits();

private:
    struct Outcome
    {
        State state;
        QByteArray body;
        qsizetype taken = 0;
    };
    static Outcome decode(const QByteArray &bytes, qint64 maxBytes = 100);
    static void feed(ChunkDecoder &decoder, QByteArrayView bytes, Outcome &outcome);
};

void TestChunkDecoder::feed(ChunkDecoder &decoder, QByteArrayView bytes, Outcome &outcome)
{
    while (!bytes.isEmpty() && decoder.state() == State::Reading) {
        const auto piece = decoder.next(bytes);
        outcome.body += piece.data;
        outcome.taken += piece.taken;
        bytes = bytes.sliced(piece.taken);
    }
    outcome.state = decoder.state();
}

TestChunkDecoder::Outcome TestChunkDecoder::decode(const QByteArray &bytes, qint64 maxBytes)
{
    ChunkDecoder decoder(maxBytes);
    Outcome outcome{.state = State::Reading, .body = {}};
    feed(decoder, bytes, outcome);
    return outcome;
}

void TestChunkDecoder::decodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &body) {
        QTest::newRow(name) << bytes << body;
    };
    row("empty", "0\r\n\r\n", "");
    row("one", "5\r\nhello\r\n0\r\n\r\n", "hello");
    row("several", "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "abc");
    row("hexadecimal", "a\r\n0123456789\r\nB\r\n0123456789a\r\n0\r\n\r\n", "01234567890123456789a");
    row("leading zeros", "0000000000000003\r\nabc\r\n000\r\n\r\n", "abc");
    row("line ends in the data", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n");
    row("extension", "3;name=\"va;lue\"\r\nabc\r\n0;x\r\n\r\n", "abc");
    row("trailers", "3\r\nabc\r\n0\r\nX: y\r\nContent-Length: 7\r\n\r\n", "abc");
    row("as large as allowed", "64\r\n" + QByteArray(100, 'x') + "\r\n0\r\n\r\n", QByteArray(100, 'x'));
}

void TestChunkDecoder::decodes()
{
    QFETCH(QByteArray, bytes);
    const Outcome outcome = decode(bytes + "GET / HTTP/1.1");
    QCOMPARE(outcome.state, State::Done);
    QCOMPARE(outcome.taken, bytes.size());
    QTEST(outcome.body, "body");
}

void TestChunkDecoder::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ChunkDecoder::State>("state");
    const auto row = [](const char *name, const QByteArray &bytes, State state = State::Malformed) {
        QTest::newRow(name) << bytes << state;
    };
    row("no size", "\r\n");
    row("no digit", "x\r\n");
    row("signed", "+5\r\nhello\r\n");
    row("negative", "-1\r\n");
    row("with a prefix", "0x5\r\nhello\r\n");
    row("space before", " 5\r\nhello\r\n");
    row("space after", "5 \r\nhello\r\n");
    row("space before an extension", "5 ;x\r\nhello\r\n");
    row("LF alone after the size", "5\nhello\r\n");
    row("CR alone after the size", "5\rhello\r\n");
    row("LF alone in an extension", "5;x\nhello\r\n");
    row("NUL in an extension", QByteArray("5;x\0\r\n", 6));
    row("CR in an extension", "5;x\ry\r\n");
    row("seventeen digits", "00000000000000005\r\n");
    row("overflow", "10000000000000000\r\n");
    row("data too long", "3\r\nabcd\r\n");
    row("LF alone after the data", "3\r\nabc\n");
    row("CR CR after the data", "3\r\nabc\r\r");
    row("LF alone at the end", "0\r\n\n");
    row("CR alone at the end", "0\r\n\rx");
    row("LF alone after a trailer", "0\r\nX: y\n\r\n");
    row("control byte in a trailer", "0\r\nX: \x01\r\n\r\n");
    row("endless extension", "1;" + QByteArray(17 * 1024, 'x'));
    row("endless trailers", "0\r\n" + QByteArray("X: y\r\n").repeated(4 * 1024));
    row("extensions without end", QByteArray("1;" + QByteArray(100, 'x') + "\r\na\r\n").repeated(200), State::TooLarge);
    row("too large", "65\r\n", State::TooLarge);
    row("too large in all", "32\r\n" + QByteArray(50, 'x') + "\r\n33\r\n", State::TooLarge);
    row("largest size there is", "ffffffffffffffff\r\n", State::TooLarge);
    row("largest signed size and one", "8000000000000000\r\n", State::TooLarge);
}

void TestChunkDecoder::refuses()
{
    QFETCH(QByteArray, bytes);
    QTEST(decode(bytes).state, "state");
}

void TestChunkDecoder::refusesALargeChunkByItsSize()
{
    QCOMPARE(decode("7fffffffffffffff\r\n", 8).state, State::TooLarge);
    QCOMPARE(decode("1\r\na\r\n7fffffffffffffff\r\n", std::numeric_limits<qint64>::max()).state, State::TooLarge);
}

void TestChunkDecoder::smallChunksExcuseTheirFraming()
{
    const QByteArray chunk = "5;x\r\nhello\r\n";
    const Outcome outcome = decode(chunk.repeated(20'000) + "0\r\n\r\n", 200'000);
    QCOMPARE(outcome.state, State::Done);
    QCOMPARE(outcome.body.size(), 100'000);
}

void TestChunkDecoder::isTheSameForAllSplits()
{
    const QByteArray bytes = "3;x=y\r\nabc\r\n00A\r\n0123456789\r\n0\r\nX: y\r\n\r\n";
    for (qsizetype split = 0; split <= bytes.size(); ++split) {
        ChunkDecoder decoder(100);
        Outcome outcome{.state = State::Reading, .body = {}};
        feed(decoder, QByteArrayView(bytes).first(split), outcome);
        feed(decoder, QByteArrayView(bytes).sliced(split), outcome);
        QCOMPARE(outcome.state, State::Done);
        QCOMPARE(outcome.body, QByteArray("abc0123456789"));
    }
}

QTEST_GUILESS_MAIN(TestChunkDecoder)
#include "tst_chunkdecoder.moc"
