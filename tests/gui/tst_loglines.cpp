#include <QRandomGenerator>
#include <QTest>
#include <stop_token>

#include "logexport.h"
#include "logfiles.h"
#include "logsearch.h"
#include "pagebuilder.h"
#include "samplelog.h"

using namespace ca;
using namespace ca::dashboard;

namespace {

QByteArray randomText(QRandomGenerator &random, int pieces)
{
    QByteArray text;
    for (int piece = 0; piece < pieces; ++piece) {
        switch (random.bounded(6)) {
        case 0:
            text += QByteArray(random.bounded(4), '\n');
            break;
        case 1:
            text += QByteArray(random.bounded(200'000), 'l');
            break;
        case 2:
            text += "a\rb\x1b[31m";
            break;
        default:
            text += QByteArray(random.bounded(300), 'x') + '\n';
        }
    }
    return text;
}

QStringList texts(LogFiles &files, LogSource source = LogSource::Both)
{
    QStringList all;
    for (const LogLine &line : PageBuilder(files).lines(source, 0, files.lines(source), nullptr))
        all.append(line.text);
    return all;
}

} // namespace

class LogLinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesAreWhereANaiveReaderFindsThem();
    void aGrowingLogIsIndexedInParts();
    void streamsComeInOrderOfArrival();
    void linesStayWholeWhenStreamsMix();
    void alternatingStreamsKeepTheirOrder();
    void timesComeFromTheIndex();
    void aShorterFileBeginsAnew();
    void exportWritesTheLinesInOrder();
    void theEndIsThereBeforeTheIndex();
};

void LogLinesTest::linesAreWhereANaiveReaderFindsThem()
{
    QRandomGenerator random(20'261'121);
    for (int round = 0; round < 20; ++round) {
        SampleLog log;
        const QByteArray text = randomText(random, 200);
        log.out(text);
        LogFiles files(log.path());
        indexAll(files);
        QList<QByteArray> naive = text.split('\n');
        if (naive.constLast().isEmpty())
            naive.removeLast();
        QCOMPARE(files.lines(LogSource::Out), naive.size());
        LineIndex &index = files.stream(LogStream::Out);
        qint64 offset = 0;
        for (qint64 line = 0; line < naive.size(); ++line) {
            QCOMPARE(index.lineStart(line), offset);
            QCOMPARE(index.lineAt(offset), line);
            QCOMPARE(index.startsBefore(offset + 1), line + 1);
            offset += naive.at(line).size() + 1;
        }
        for (int probe = 0; probe < 50; ++probe) {
            const qint64 line = random.bounded(naive.size());
            index.read(line, 3, [&naive](const RawLine &raw) {
                const QByteArray &whole = naive.at(raw.number);
                const bool isWhole = whole.size() <= LineIndex::maxLineBytes;
                return isWhole ? QTest::qCompare(raw.bytes.toByteArray(), whole, "bytes", "whole", __FILE__, __LINE__)
                               : raw.hidden > 0 || whole.contains('\r');
            });
        }
    }
}

void LogLinesTest::aGrowingLogIsIndexedInParts()
{
    QRandomGenerator random(7);
    SampleLog log;
    LogFiles files(log.path());
    QByteArray all;
    for (int round = 0; round < 60; ++round) {
        const QByteArray part = randomText(random, 5);
        log.out(part);
        all += part;
        indexAll(files);
        QCOMPARE(files.lines(LogSource::Both), all.count('\n') + (all.isEmpty() || all.endsWith('\n') ? 0 : 1));
    }
}

void LogLinesTest::streamsComeInOrderOfArrival()
{
    SampleLog log;
    log.out("one\n");
    log.err("two\n");
    log.out("three\nfour\n");
    log.write(LogStream::Err, "not in the index yet\n", false);
    LogFiles files(log.path());
    indexAll(files);
    QCOMPARE(texts(files).join(u'|'), QStringLiteral("one|two|three|four|not in the index yet"));
    QCOMPARE(texts(files, LogSource::Err).join(u'|'), QStringLiteral("two|not in the index yet"));
    QCOMPARE(files.lineAt(LogSource::Both, LogStream::Out, 4), 2);
    QCOMPARE(files.lineAt(LogSource::Both, LogStream::Err, 0), 1);
    QCOMPARE(files.lineAt(LogSource::Out, LogStream::Err, 0), std::nullopt);
}

void LogLinesTest::linesStayWholeWhenStreamsMix()
{
    SampleLog log;
    log.out("begun ");
    log.err("between\n");
    log.out("and ended\nnext");
    LogFiles files(log.path());
    indexAll(files);
    QCOMPARE(texts(files).join(u'|'), QStringLiteral("begun and ended|between|next"));
}

void LogLinesTest::alternatingStreamsKeepTheirOrder()
{
    SampleLog log;
    QStringList expected;
    QRandomGenerator random(3);
    for (int round = 0; round < 3000; ++round) {
        const bool isError = random.bounded(2) == 0;
        const int lines = random.bounded(4);
        for (int line = 0; line < lines; ++line) {
            const QString text = QString::number(expected.size());
            expected.append(text);
            log.write(isError ? LogStream::Err : LogStream::Out, text.toLatin1() + '\n');
        }
    }
    LogFiles files(log.path());
    indexAll(files);
    QCOMPARE(texts(files), expected);
    for (qint64 line = 0; line < expected.size(); line += 37) {
        const LineRun run = files.runAt(LogSource::Both, line);
        const qint64 offset = files.stream(run.stream).lineStart(run.line);
        QCOMPARE(files.lineAt(LogSource::Both, run.stream, offset), line);
    }
}

void LogLinesTest::timesComeFromTheIndex()
{
    SampleLog log(1'700'000'000'000);
    for (int line = 0; line < 2000; ++line)
        log.write(line % 2 == 0 ? LogStream::Out : LogStream::Err, "x\n");
    LogFiles files(log.path());
    indexAll(files);
    const QList<LogLine> lines = PageBuilder(files).lines(LogSource::Both, 0, 2000, nullptr);
    QCOMPARE(lines.size(), 2000);
    for (qsizetype line = 0; line < lines.size(); line += 111)
        QCOMPARE(lines.at(line).time, 1'700'000'000'000 + (line + 1) * 1000);
}

void LogLinesTest::aShorterFileBeginsAnew()
{
    SampleLog log;
    log.out("one\ntwo\nthree\n");
    LogFiles files(log.path());
    indexAll(files);
    QCOMPARE(files.lines(LogSource::Both), 3);
    QVERIFY(QFile::resize(log.file("stdout.log"), 4));
    QVERIFY(!files.refresh());
    while (files.extend(1000)) {
    }
    QCOMPARE(files.lines(LogSource::Out), 1);
    QCOMPARE(texts(files, LogSource::Out), QStringList{QStringLiteral("one")});
    QVERIFY(QFile::remove(log.file("stdout.log")));
    QVERIFY(!files.refresh());
    QCOMPARE(files.lines(LogSource::Out), 0);
}

void LogLinesTest::exportWritesTheLinesInOrder()
{
    SampleLog log;
    log.out("one\n");
    log.err("two\n");
    log.out("three\xff\nfour");
    const auto saved = [&log](LogSource source) {
        const QString path = log.file("saved.log");
        const Result<void> result = exportLog(log.path(), source, path, std::stop_token(), [](int) {});
        QFile file(path);
        return result && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("failed");
    };
    QCOMPARE(saved(LogSource::Both), QByteArray("one\ntwo\nthree\xff\nfour"));
    QCOMPARE(saved(LogSource::Err), QByteArray("two\n"));
    std::stop_source stop;
    stop.request_stop();
    const Result<void> cancelled =
        exportLog(log.path(), LogSource::Both, log.file("none"), stop.get_token(), [](int) {});
    QVERIFY(!cancelled && cancelled.error().code == ErrorCode::Cancelled);
    QVERIFY(!QFile::exists(log.file("none")));
}

void LogLinesTest::theEndIsThereBeforeTheIndex()
{
    SampleLog log;
    log.out(QByteArray("a line\n").repeated(100'000));
    log.err("trouble\n");
    log.out("the end\n");
    LogFiles files(log.path());
    files.refresh();
    const QList<LogLine> tail = PageBuilder(files).tail(LogSource::Both, 3);
    QCOMPARE(tail.size(), 3);
    QCOMPARE(tail.at(0).text, QStringLiteral("a line"));
    QCOMPARE(tail.at(1).text, QStringLiteral("trouble"));
    QVERIFY(tail.at(1).stream == LogStream::Err);
    QCOMPARE(tail.at(2).text, QStringLiteral("the end"));
}

QTEST_GUILESS_MAIN(LogLinesTest)
#include "tst_loglines.moc"
