#include <QTest>

#include "outputframes.h"

using namespace ca;

/// The engine's framing of a container's output, however it is cut into pieces.
class TestOutputFrames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyCutGivesTheSame_data();
    void anyCutGivesTheSame();
    void hugeFrameIsNotKept();
    void otherBytesAreRefused_data();
    void otherBytesAreRefused();
};

namespace {
QByteArray frame(char stream, const QByteArray &text)
{
    QByteArray head(8, '\0');
    head[0] = stream;
    head[6] = static_cast<char>(text.size() / 256);
    head[7] = static_cast<char>(text.size() % 256);
    return head + text;
}
} // namespace

void TestOutputFrames::anyCutGivesTheSame_data()
{
    QTest::addColumn<int>("piece");
    for (const int piece : {1, 2, 7, 8, 9, 100, 10'000})
        QTest::addRow("%d bytes", piece) << piece;
}

void TestOutputFrames::anyCutGivesTheSame()
{
    QFETCH(int, piece);
    const QByteArray bytes =
        frame(1, "one") + frame(2, "two") + frame(1, QByteArray()) + frame(1, QByteArray(300, 'x')) + frame(0, "in");
    OutputFrames frames;
    QByteArray out;
    QByteArray err;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        QVERIFY(frames.feed(QByteArrayView(bytes).sliced(at, std::min<qsizetype>(piece, bytes.size() - at)),
                            [&](OutputFrames::Stream stream, QByteArrayView part) {
                                (stream == OutputFrames::Stream::Out ? out : err).append(part);
                            }));
    }
    QCOMPARE(out, QByteArray("one") + QByteArray(300, 'x') + "in");
    QCOMPARE(err, QByteArray("two"));
}

void TestOutputFrames::hugeFrameIsNotKept()
{
    OutputFrames frames;
    qsizetype taken = 0;
    const auto count = [&](OutputFrames::Stream, QByteArrayView part) { taken += part.size(); };
    QVERIFY(frames.feed(QByteArray("\x01\0\0\0\xff\xff\xff\xff", 8), count));
    for (int i = 0; i < 10; ++i)
        QVERIFY(frames.feed(QByteArray(100, 'x'), count));
    QCOMPARE(taken, 1000);
}

void TestOutputFrames::otherBytesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text") << QByteArray("hello, world");
    QTest::newRow("unknown stream") << QByteArray("\x03\0\0\0\0\0\0\x01x", 9);
    QTest::newRow("high byte") << QByteArray("\xff\0\0\0\0\0\0\x01x", 9);
    QTest::newRow("padding is not zero") << QByteArray("\x01\0\x01\0\0\0\0\x01x", 9);
}

void TestOutputFrames::otherBytesAreRefused()
{
    QFETCH(QByteArray, bytes);
    OutputFrames frames;
    int pieces = 0;
    const auto count = [&](OutputFrames::Stream, QByteArrayView) { ++pieces; };
    QVERIFY(!frames.feed(bytes, count));
    QVERIFY(!frames.feed(frame(1, "late"), count));
    QCOMPARE(pieces, 0);
}

QTEST_GUILESS_MAIN(TestOutputFrames)
#include "tst_outputframes.moc"
