#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "logreader.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// Reading logs that may be huge.
class TestLogReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lastLines_data();
    void lastLines();
    void lastLinesOfAHugeLogAreCheap();
    void aVeryLongLineIsBounded();
    void readsRanges();
    void noLogIsEmpty();

private:
    void store(const QByteArray &text) const;

    QTemporaryDir m_dir;
};

void TestLogReader::store(const QByteArray &text) const
{
    QFile file(m_dir.path() + u"/stdout.log"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

void TestLogReader::lastLines_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<int>("lines");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &log, int lines, const QByteArray &expected) {
        QTest::newRow(name) << log << lines << expected;
    };
    row("empty", "", 3, "");
    row("fewer than asked for", "a\nb\n", 3, "a\nb\n");
    row("exactly as many", "a\nb\nc\n", 3, "a\nb\nc\n");
    row("more", "a\nb\nc\nd\n", 3, "b\nc\nd\n");
    row("last line unfinished", "a\nb\nc", 2, "b\nc");
    row("empty lines count", "a\n\n\n", 2, "\n\n");
    row("none, unfinished", "a\nb", 0, "");
    row("none, finished", "a\nb\n", 0, "");
    const QByteArray line = QByteArray(99, 'x') + '\n';
    row("across blocks", line.repeated(10'000), 2000, line.repeated(2000));
    const QByteArray shortLine = QByteArray(63, 'x') + '\n';
    row("an edge of lines at an edge of blocks", shortLine.repeated(2048), 1024, shortLine.repeated(1024));
}

void TestLogReader::lastLines()
{
    QFETCH(QByteArray, log);
    QFETCH(int, lines);
    store(log);
    const auto tail = LogReader(m_dir.path()).lastLines(LogStream::Out, lines, 1 << 20);
    QVERIFY(tail);
    QTEST(*tail, "expected");
}

void TestLogReader::lastLinesOfAHugeLogAreCheap()
{
    const QByteArray line("a line of a log of ordinary length, as programs print them all day long\n");
    QFile file(m_dir.path() + u"/stdout.log"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(1LL << 30)); // a hole: what is not read costs nothing, what is read has no lines
    QVERIFY(file.seek(1LL << 30));
    QCOMPARE(file.write('\n' + line.repeated(1000)), 1 + line.size() * 1000);
    file.close();
    QElapsedTimer timer;
    timer.start();
    const auto tail = LogReader(m_dir.path()).lastLines(LogStream::Out, 1000, 1 << 20);
    QVERIFY2(timer.elapsed() < 500, qPrintable(u"%1 ms"_s.arg(timer.elapsed())));
    QVERIFY(tail);
    QCOMPARE(*tail, line.repeated(1000));
}

void TestLogReader::aVeryLongLineIsBounded()
{
    constexpr qint64 bound = 100'000;
    store("first\n" + QByteArray(5 << 20, 'y'));
    const auto alone = LogReader(m_dir.path()).lastLines(LogStream::Out, 3, bound);
    QVERIFY(alone);
    QCOMPARE(*alone, QByteArray(bound, 'y'));
    store(QByteArray(5 << 20, 'y') + "\nlast\n");
    const auto whole = LogReader(m_dir.path()).lastLines(LogStream::Out, 3, bound);
    QVERIFY(whole);
    QVERIFY2(*whole == "last\n", "with a line's edge in reach the text begins there");
}

void TestLogReader::readsRanges()
{
    store("0123456789");
    const LogReader reader(m_dir.path());
    QCOMPARE(reader.size(LogStream::Out), 10);
    QCOMPARE(reader.read(LogStream::Out, 3, 4).value_or("error"), QByteArray("3456"));
    QCOMPARE(reader.read(LogStream::Out, 8, 100).value_or("error"), QByteArray("89"));
    QCOMPARE(reader.read(LogStream::Out, 20, 5).value_or("error"), QByteArray());
}

void TestLogReader::noLogIsEmpty()
{
    const LogReader reader(m_dir.path());
    QCOMPARE(reader.size(LogStream::Err), 0);
    QCOMPARE(reader.lastLines(LogStream::Err, 10, 1000).value_or("error"), QByteArray());
}

QTEST_GUILESS_MAIN(TestLogReader)
#include "tst_logreader.moc"
