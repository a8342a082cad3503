#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "logindex.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// arrival.index as it is written and read.
class TestLogIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatWasWritten();
    void mergesWhatComesTogether();
    void toleratesACutOffTail();
    void refusesWhatIsNoIndex_data();
    void refusesWhatIsNoIndex();
    void splitsRunsLongerThanARecordHolds();

private:
    [[nodiscard]] QString path() const { return m_dir.path() + u"/arrival.index"_s; }
    void store(const QByteArray &bytes) const;

    QTemporaryDir m_dir;
};

void TestLogIndex::store(const QByteArray &bytes) const
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

void TestLogIndex::readsWhatWasWritten()
{
    LogIndexWriter writer(1'000'000);
    writer.add(LogStream::Out, 10, 1'000'000);
    writer.add(LogStream::Err, 5, 1'000'001);
    writer.add(LogStream::Out, 7, 1'000'500);
    store(writer.header() + writer.take(true));
    const QList<ArrivalRange> expected{
        {.stream = LogStream::Out, .offset = 0, .length = 10, .time = 1'000'000},
        {.stream = LogStream::Err, .offset = 0, .length = 5, .time = 1'000'001},
        {.stream = LogStream::Out, .offset = 10, .length = 7, .time = 1'000'500},
    };
    QCOMPARE(readLogIndex(path()), expected);
}

void TestLogIndex::mergesWhatComesTogether()
{
    LogIndexWriter writer(0);
    for (int i = 0; i < 10; ++i)
        writer.add(LogStream::Out, 3, i);
    writer.add(LogStream::Out, 1, 1000);
    store(writer.header() + writer.take(true));
    const auto ranges = readLogIndex(path());
    QCOMPARE(ranges.size(), 2);
    QCOMPARE(ranges.first().length, 30);
}

void TestLogIndex::toleratesACutOffTail()
{
    LogIndexWriter writer(0);
    for (int i = 0; i < 4; ++i)
        writer.add(i % 2 == 0 ? LogStream::Out : LogStream::Err, 100, i);
    const QByteArray bytes = writer.header() + writer.take(true);
    qsizetype before = 0;
    for (qsizetype size = 0; size <= bytes.size(); ++size) {
        store(bytes.first(size));
        const auto ranges = readLogIndex(path()).size();
        QVERIFY(ranges == before || ranges == before + 1);
        before = ranges;
    }
    QCOMPARE(before, 4);
}

void TestLogIndex::refusesWhatIsNoIndex_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("this is not an index, but a text of some length");
}

void TestLogIndex::refusesWhatIsNoIndex()
{
    QFETCH(QByteArray, bytes);
    store(bytes);
    QVERIFY(readLogIndex(path()).isEmpty());
}

void TestLogIndex::splitsRunsLongerThanARecordHolds()
{
    constexpr qint64 length = 5LL << 30;
    LogIndexWriter writer(0);
    writer.add(LogStream::Err, length, 0);
    store(writer.header() + writer.take(true));
    qint64 sum = 0;
    for (const auto &range : readLogIndex(path())) {
        QCOMPARE(range.stream, LogStream::Err);
        QCOMPARE(range.offset, sum);
        sum += range.length;
    }
    QCOMPARE(sum, length);
}

QTEST_GUILESS_MAIN(TestLogIndex)
#include "tst_logindex.moc"
