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

/// Indexes everything that is there.
void indexAll(LogFiles &files)
{
    files.refresh();
    while (files.extend(100'000)) {
    }
}

QStringList texts(LogFiles &files, LogSource source = LogSource::Both)
{
    QStringList all;
    for (const LogLine &line : PageBuilder(files).lines(source, 0, files.lines(source), nullptr))
        all.append(line.text);
    return all;
}

TextColor indexed(quint32 number)
{
    return {.kind = TextColor::Kind::Indexed, .value = number};
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
    void aVeryLongLineIsShownInPart();
    void textIsWhatATerminalShows_data();
    void textIsWhatATerminalShows();
    void stylesAreFollowed_data();
    void stylesAreFollowed();
    void stylesGoOnInLaterLines();
    void wideSignsTakeTwoCells();
    void searchFindsWhatIsShown_data();
    void searchFindsWhatIsShown();
    void searchGoesFromMatchToMatch();
    void aBadExpressionIsExplained();
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

void LogLinesTest::aVeryLongLineIsShownInPart()
{
    constexpr qint64 length = 20'000'000;
    SampleLog log;
    log.out("first\n" + QByteArray(length, 'x') + "\n\x1b[1mlast\n");
    LogFiles files(log.path());
    indexAll(files);
    const QList<LogLine> lines = PageBuilder(files).lines(LogSource::Both, 0, 10, nullptr);
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.at(1).text.size(), LineIndex::maxLineBytes);
    QCOMPARE(lines.at(1).hidden, length - LineIndex::maxLineBytes);
    QCOMPARE(lines.at(2).text, QStringLiteral("last"));
}

void LogLinesTest::textIsWhatATerminalShows_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &text) {
        QTest::newRow(name) << bytes << text;
    };
    row("plain", "a b", QStringLiteral("a b"));
    row("tab", "a\tb", QStringLiteral("a\tb"));
    row("colours", "\x1b[1;31mred\x1b[0m!", QStringLiteral("red!"));
    row("window title, BEL", "\x1b]0;title\x07ok", QStringLiteral("ok"));
    row("window title, ST", "\x1b]0;title\x1b\\ok", QStringLiteral("ok"));
    row("character set", "\x1b(Bok", QStringLiteral("ok"));
    row("cursor moves", "\x1b[2J\x1b[1;1H\x1b[?25lok", QStringLiteral("ok"));
    row("a broken off sequence", "\x1b[12", QString());
    row("a sequence in a sequence", "\x1b[3\x1b[1mok", QStringLiteral("ok"));
    row("carriage return overwrites", "10%\r90%\rdone", QStringLiteral("done"));
    row("a shorter text leaves the rest", "hello\rHE", QStringLiteral("HEllo"));
    row("erased to the end", "hello\rHE\x1b[K", QStringLiteral("HE"));
    row("dos line", "text\r", QStringLiteral("text"));
    row("backspace", "ab\bc", QStringLiteral("ac"));
    row("bell", "a\x07z", QStringLiteral("az"));
    row("other controls", QByteArray("a\x01\0z", 4), QStringLiteral("a\uFFFD\uFFFDz"));
    row("not UTF-8", "a\xffz", QStringLiteral("a\uFFFDz"));
    row("umlauts", "gr\xc3\xbc\xc3\x9f", QStringLiteral("grüß"));
    row("bidi override", "a\xe2\x80\xaez", QStringLiteral("a\uFFFDz"));
    row("zero width", "a\xe2\x80\x8bz", QStringLiteral("az"));
    row("combining", "e\xcc\x81!", QStringLiteral("e\u0301!"));
    row("too many marks", "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81", QStringLiteral("e\u0301\u0301"));
}

void LogLinesTest::textIsWhatATerminalShows()
{
    QFETCH(const QByteArray, bytes);
    AnsiParser parser;
    const LogLine line = LineBuilder().build(bytes, parser);
    QTEST(line.text, "text");
    QVERIFY(!parser.isInSequence());
    QVERIFY(line.cells.isEmpty() || line.cells.size() == line.text.size() + 1);
}

void LogLinesTest::stylesAreFollowed_data()
{
    QTest::addColumn<QByteArray>("sequence");
    QTest::addColumn<TextStyle>("style");
    QTest::newRow("none") << QByteArray("\x1b[m") << TextStyle();
    QTest::newRow("red") << QByteArray("\x1b[31m") << TextStyle{.text = indexed(1)};
    QTest::newRow("bright on blue") << QByteArray("\x1b[92;44m")
                                    << TextStyle{.text = indexed(10), .ground = indexed(4)};
    QTest::newRow("256") << QByteArray("\x1b[38;5;208m") << TextStyle{.text = indexed(208)};
    QTest::newRow("true colour") << QByteArray("\x1b[48;2;1;2;3m")
                                 << TextStyle{.ground = {.kind = TextColor::Kind::Mixed, .value = 0x010203}};
    QTest::newRow("true colour with colons")
        << QByteArray("\x1b[38:2::255:0:1m") << TextStyle{.text = {.kind = TextColor::Kind::Mixed, .value = 0xff0001}};
    QTest::newRow("bold underlined inverse")
        << QByteArray("\x1b[1m\x1b[4;7m") << TextStyle{.isBold = true, .isUnderlined = true, .isInverse = true};
    QTest::newRow("taken back") << QByteArray("\x1b[1;3;4;7;9;31;41m\x1b[22;23;24;27;29;39;49m") << TextStyle();
    QTest::newRow("unknown") << QByteArray("\x1b[77;1m") << TextStyle{.isBold = true};
    QTest::newRow("cut off") << QByteArray("\x1b[38;5m") << TextStyle{.text = indexed(0)};
    QTest::newRow("another sequence") << QByteArray("\x1b[?1m\x1b[>4;2m") << TextStyle();
}

void LogLinesTest::stylesAreFollowed()
{
    QFETCH(const QByteArray, sequence);
    QFETCH(const TextStyle, style);
    AnsiParser parser;
    const LogLine line = LineBuilder().build(QByteArray(sequence + "x"), parser);
    QCOMPARE(line.text, QStringLiteral("x"));
    QVERIFY(parser.style() == style);
    QCOMPARE(line.styles.isEmpty(), style == TextStyle());
}

void LogLinesTest::stylesGoOnInLaterLines()
{
    SampleLog log;
    QByteArray text = QByteArray("plain\n").repeated(20'000) + "\x1b[31mred\n";
    text +=
        QByteArray("still red\n").repeated(20'000) + "\x1b[0mplain again\n" + QByteArray("plain\n").repeated(20'000);
    log.out(text);
    LogFiles files(log.path());
    indexAll(files);
    PageBuilder pages(files);
    const auto isRed = [&pages](qint64 line) {
        const QList<LogLine> one = pages.lines(LogSource::Both, line, 1, nullptr);
        return !one.isEmpty() && !one.constFirst().styles.isEmpty();
    };
    for (const qint64 line : {0, 10'000, 19'999, 40'001, 45'000, 60'000})
        QVERIFY2(!isRed(line), QByteArray::number(line).constData());
    for (const qint64 line : {20'000, 20'001, 30'000, 33'333, 40'000})
        QVERIFY2(isRed(line), QByteArray::number(line).constData());
}

void LogLinesTest::wideSignsTakeTwoCells()
{
    AnsiParser parser;
    const LogLine line = LineBuilder().build("a\xe6\x97\xa5\xe6\x9c\xac\tb", parser);
    QCOMPARE(line.cellAt(1), 1);
    QCOMPARE(line.cellAt(2), 3);
    QCOMPARE(line.cellAt(3), 5);
    QCOMPARE(line.cellAt(4), 8);
    QCOMPARE(line.width(), 9);
    QCOMPARE(line.unitAt(2), 1);
    QCOMPARE(line.unitAt(3), 2);
    QCOMPARE(line.unitAt(7), 3);
    QCOMPARE(line.unitAt(100), 5);
}

void LogLinesTest::searchFindsWhatIsShown_data()
{
    QTest::addColumn<LogQuery>("query");
    QTest::addColumn<QList<int>>("lines");
    const auto row = [](const char *name, const LogQuery &query, const QList<int> &lines) {
        QTest::newRow(name) << query << lines;
    };
    row("text", {.text = QStringLiteral("error")}, {1, 2, 4});
    row("case", {.text = QStringLiteral("error"), .matchesCase = true}, {1, 4});
    row("regex", {.text = QStringLiteral("^e.*r$"), .isRegex = true}, {2, 4});
    row("regex with case", {.text = QStringLiteral("E[a-z]+"), .isRegex = true, .matchesCase = true}, {2});
    row("umlaut", {.text = QStringLiteral("GRÜN")}, {3});
    row("nothing", {.text = QStringLiteral("zebra")}, {});
    row("an expression that matches nothing at all", {.text = QStringLiteral("q*"), .isRegex = true}, {});
}

void LogLinesTest::searchFindsWhatIsShown()
{
    QFETCH(const LogQuery, query);
    QFETCH(const QList<int>, lines);
    SampleLog log;
    log.out("all is well\nan error came\nError\ngr\xc3\xbcn\ner\x1b[31mror\nend\n");
    LogFiles files(log.path());
    indexAll(files);
    auto matcher = LogMatcher::from(query);
    QVERIFY(matcher.has_value());
    LogSearch search(files, LogSource::Both, std::move(*matcher));
    while (search.advance(files.lines(LogSource::Both))) {
    }
    QList<int> found;
    for (auto line = search.next(-1, true); line; line = search.next(*line, true))
        found.append(static_cast<int>(*line));
    QCOMPARE(found, lines);
    QCOMPARE(search.found(), lines.size());
    const QList<LogLine> shown = PageBuilder(files).lines(LogSource::Both, 0, 6, &search.matcher());
    for (int line = 0; line < 6; ++line)
        QCOMPARE(!shown.at(line).matches.isEmpty(), lines.contains(line));
}

void LogLinesTest::searchGoesFromMatchToMatch()
{
    SampleLog log;
    QRandomGenerator random(11);
    QList<qint64> expected;
    QByteArray text;
    for (qint64 line = 0; line < 5000; ++line) {
        const bool hasIt = random.bounded(50) == 0;
        text += hasIt ? "needle\n" : "hay\n";
        if (hasIt)
            expected.append(line);
    }
    log.out(text);
    LogFiles files(log.path());
    indexAll(files);
    LogSearch search(files, LogSource::Out, *LogMatcher::from({.text = QStringLiteral("needle")}));
    while (search.advance(5000)) {
    }
    QList<qint64> down;
    for (auto line = search.next(-1, true); line; line = search.next(*line, true)) {
        down.append(*line);
        QCOMPARE(search.ordinalOf(*line), down.size());
    }
    QCOMPARE(down, expected);
    QList<qint64> up;
    for (auto line = search.next(5000, false); line; line = search.next(*line, false))
        up.prepend(*line);
    QCOMPARE(up, expected);
    const QList<bool> marks = search.marks(5000, 100);
    for (qint64 part = 0; part < 100; ++part) {
        const bool isMarked = std::ranges::any_of(expected, [part](qint64 line) { return line / 50 == part; });
        QCOMPARE(marks.at(part), isMarked);
    }
}

void LogLinesTest::aBadExpressionIsExplained()
{
    const auto matcher = LogMatcher::from({.text = QStringLiteral("a(b"), .isRegex = true});
    QVERIFY(!matcher.has_value());
    QVERIFY(matcher.error().size() > 20);
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
