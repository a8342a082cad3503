#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "logindex.h"
#include "logtail.h"

using namespace ca;
using namespace ca::dashboard;

namespace {

/// A job's logs folder that is being written.
class LogFolder
{
public:
    LogFolder() { append("arrival.index", m_index.header()); }

    void write(LogStream stream, const QByteArray &bytes, bool indexed = true)
    {
        append(stream == LogStream::Out ? "stdout.log" : "stderr.log", bytes);
        if (!indexed)
            return;
        m_time += 1000;
        m_index.add(stream, bytes.size(), m_time);
        append("arrival.index", m_index.take(true));
    }

    [[nodiscard]] QString path() const { return m_folder.path(); }

private:
    void append(const char *name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::Append));
        file.write(bytes);
    }

    QTemporaryDir m_folder;
    LogIndexWriter m_index{0};
    qint64 m_time = 0;
};

LogRun out(const QString &text)
{
    return {.stream = LogStream::Out, .text = text};
}

LogRun err(const QString &text)
{
    return {.stream = LogStream::Err, .text = text};
}

} // namespace

class LogTailTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamsComeInOrderOfArrival();
    void onlyWhatIsNewIsRead();
    void whatTheIndexLacksIsReadOnce();
    void anotherJobStartsAtItsBeginning();
    void onlyTheEndOfALongLogIsRead();
    void muchTextComesInPieces();

private:
    LogBatch read(const LogFolder &folder, int generation = 1)
    {
        QSignalSpy batches(&m_tail, &LogTail::batchRead);
        m_tail.read({.generation = generation, .folder = folder.path()});
        return batches.isEmpty() ? LogBatch() : batches.constFirst().constFirst().value<LogBatch>();
    }

    LogTail m_tail;
};

void LogTailTest::streamsComeInOrderOfArrival()
{
    LogFolder folder;
    folder.write(LogStream::Out, "one\n");
    folder.write(LogStream::Err, "two\n");
    folder.write(LogStream::Out, "three\n");
    const LogBatch batch = read(folder, 10);
    QCOMPARE(batch.generation, 10);
    QCOMPARE(batch.runs,
             (QList{out(QStringLiteral("one\n")), err(QStringLiteral("two\n")), out(QStringLiteral("three\n"))}));
    QVERIFY(!batch.hasMore);
    QCOMPARE(batch.skipped, 0);
}

void LogTailTest::onlyWhatIsNewIsRead()
{
    LogFolder folder;
    folder.write(LogStream::Out, "one\n");
    QCOMPARE(read(folder, 20).runs.size(), 1);
    QVERIFY(read(folder, 20).runs.isEmpty());
    folder.write(LogStream::Out, "two\n");
    QCOMPARE(read(folder, 20).runs, QList{out(QStringLiteral("two\n"))});
}

void LogTailTest::whatTheIndexLacksIsReadOnce()
{
    LogFolder folder;
    folder.write(LogStream::Out, "indexed ");
    folder.write(LogStream::Out, "not yet", false);
    QCOMPARE(read(folder, 30).runs, QList{out(QStringLiteral("indexed not yet"))});
    QVERIFY(read(folder, 30).runs.isEmpty());
}

void LogTailTest::anotherJobStartsAtItsBeginning()
{
    LogFolder first;
    first.write(LogStream::Out, "first");
    LogFolder second;
    second.write(LogStream::Out, "second");
    QCOMPARE(read(first, 40).runs, QList{out(QStringLiteral("first"))});
    QCOMPARE(read(second, 41).runs, QList{out(QStringLiteral("second"))});
}

void LogTailTest::onlyTheEndOfALongLogIsRead()
{
    LogFolder folder;
    for (int round = 0; round < 30; ++round)
        folder.write(LogStream::Out, QByteArray("a line of exactly thirty-two by\n").repeated(4096));
    folder.write(LogStream::Err, "the end\n");
    QString text;
    LogBatch batch = read(folder, 50);
    QCOMPARE(batch.skipped, qint64{30} * 4096 * 32 + 8 - shownLogBytes);
    for (;;) {
        for (const LogRun &run : std::as_const(batch.runs))
            text += run.text;
        if (!batch.hasMore)
            break;
        batch = read(folder, 50);
        QCOMPARE(batch.skipped, 0);
    }
    QVERIFY(text.startsWith(QStringLiteral("a line of")));
    QVERIFY(text.endsWith(QStringLiteral("by\nthe end\n")));
    QVERIFY(text.size() <= shownLogBytes && text.size() > shownLogBytes - 64);
}

void LogTailTest::muchTextComesInPieces()
{
    LogFolder folder;
    folder.write(LogStream::Out, QByteArray(500'000, 'x'));
    qsizetype total = 0;
    int batches = 0;
    for (bool more = true; more; ++batches) {
        const LogBatch batch = read(folder, 60);
        for (const LogRun &run : batch.runs)
            total += run.text.size();
        more = batch.hasMore;
    }
    QCOMPARE(total, 500'000);
    QVERIFY(batches > 2);
}

QTEST_MAIN(LogTailTest)
#include "tst_logtail.moc"
