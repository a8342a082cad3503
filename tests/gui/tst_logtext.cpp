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

TextColor indexed(quint32 number)
{
    return {.kind = TextColor::Kind::Indexed, .value = number};
}

} // namespace

/// What lines of a log look like, and what is found in them.
class LogTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
    void aVeryLongLineIsShownInPart();
};

void LogTextTest::aVeryLongLineIsShownInPart()
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

void LogTextTest::textIsWhatATerminalShows_data()
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

void LogTextTest::textIsWhatATerminalShows()
{
    QFETCH(const QByteArray, bytes);
    AnsiParser parser;
    const LogLine line = LineBuilder().build(bytes, parser);
    QTEST(line.text, "text");
    QVERIFY(!parser.isInSequence());
    QVERIFY(line.cells.isEmpty() || line.cells.size() == line.text.size() + 1);
}

void LogTextTest::stylesAreFollowed_data()
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

void LogTextTest::stylesAreFollowed()
{
    QFETCH(const QByteArray, sequence);
    QFETCH(const TextStyle, style);
    AnsiParser parser;
    const LogLine line = LineBuilder().build(QByteArray(sequence + "x"), parser);
    QCOMPARE(line.text, QStringLiteral("x"));
    QVERIFY(parser.style() == style);
    QCOMPARE(line.styles.isEmpty(), style == TextStyle());
}

void LogTextTest::stylesGoOnInLaterLines()
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

void LogTextTest::wideSignsTakeTwoCells()
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

void LogTextTest::searchFindsWhatIsShown_data()
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

void LogTextTest::searchFindsWhatIsShown()
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

void LogTextTest::searchGoesFromMatchToMatch()
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

void LogTextTest::aBadExpressionIsExplained()
{
    const auto matcher = LogMatcher::from({.text = QStringLiteral("a(b"), .isRegex = true});
    QVERIFY(!matcher.has_value());
    QVERIFY(matcher.error().size() > 20);
}

QTEST_GUILESS_MAIN(LogTextTest)
#include "tst_logtext.moc"
