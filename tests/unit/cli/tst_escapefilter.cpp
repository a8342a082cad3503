#include <QTest>

#include "escapefilter.h"
#include "harmless.h"

using namespace ca::cli;
using namespace Qt::StringLiterals;

/// What a hostile job may print, and what of it reaches a terminal.
class TestEscapeFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filters_data();
    void filters();
    void piecesGiveTheSame_data() { filters_data(); }
    void piecesGiveTheSame();
    void coloursAreDroppedWhenUnwanted();
    void resetsOnlyWhatIsOn();
    void textBecomesHarmless_data();
    void textBecomesHarmless();
    void jsonStaysTheSameForParsers();
};

void TestEscapeFilter::filters_data()
{
    QTest::addColumn<QByteArray>("in");
    QTest::addColumn<QByteArray>("out");
    const auto row = [](const char *name, const QByteArray &in, const QByteArray &out) {
        QTest::newRow(name) << in << out;
    };
    row("plain", "one\ttwo\r\n", "one\ttwo\r\n");
    row("UTF-8", "täst 日本 🙂\n", "täst 日本 🙂\n");
    row("colours", "\x1b[1;31mred\x1b[0m \x1b[38:5:3mx\x1b[m", "\x1b[1;31mred\x1b[0m \x1b[38:5:3mx\x1b[m");
    row("cursor", "a\x1b[2J\x1b[1;1Hb\x1b[Ac\x1b[?25ld", "abcd");
    row("private SGR", "a\x1b[>4;2mb", "ab");
    row("SGR with an intermediate", "a\x1b[1 mb", "ab");
    row("title, BEL",
        "a\x1b]0;owned\x07"
        "b",
        "ab");
    row("title, ST", "a\x1b]0;owned\x1b\\b", "ab");
    row("clipboard",
        "a\x1b]52;c;cm0gLXJm\x07"
        "b",
        "ab");
    row("DCS", "a\x1bP$q\"p\x1b\\b", "ab");
    row("APC and PM", "a\x1b_x\x1b\\b\x1b^y\x1b\\c", "abc");
    row("C1 sequence",
        "a\xc2\x9b"
        "2Jb",
        "ab");
    row("C1 colour is a colour",
        "a\xc2\x9b"
        "31mb",
        "a\x1b[31mb");
    row("C1 string",
        "a\xc2\x9d"
        "0;owned\xc2\x9c"
        "b",
        "ab");
    row("reset",
        "a\x1b"
        "cb",
        "ab");
    row("character set", "a\x1b(0b\x0e\x0f", "ab");
    row("controls",
        QByteArray("a\0\a\b\v\f\x7f"
                   "b",
                   9),
        "ab");
    row("not UTF-8",
        "a\xff"
        "b",
        "a\xef\xbf\xbd"
        "b");
    row("raw C1 byte",
        "a\x9b"
        "2Jb",
        "a\xef\xbf\xbd"
        "2Jb");
    row("unfinished string ends with the line", "a\x1b]0;never\nb", "a\nb");
    row("sequence in a sequence", "a\x1b[3\x1b[1mb", "a\x1b[1mb");
    row("string broken off by a sequence", "a\x1b]0;x\x1b[2Jb", "ab");
}

void TestEscapeFilter::filters()
{
    QFETCH(QByteArray, in);
    EscapeFilter filter(EscapeFilter::Colours::Keep);
    QTEST(filter.filter(in), "out");
}

void TestEscapeFilter::piecesGiveTheSame()
{
    QFETCH(QByteArray, in);
    EscapeFilter filter(EscapeFilter::Colours::Keep);
    QByteArray out;
    for (const char c : in)
        out += filter.filter(QByteArray(1, c));
    QTEST(out, "out");
}

void TestEscapeFilter::coloursAreDroppedWhenUnwanted()
{
    EscapeFilter filter(EscapeFilter::Colours::Drop);
    QCOMPARE(filter.filter("a\x1b[31mb"), QByteArray("ab"));
    QCOMPARE(filter.reset(), QByteArray());
}

void TestEscapeFilter::resetsOnlyWhatIsOn()
{
    EscapeFilter filter(EscapeFilter::Colours::Keep);
    QCOMPARE(filter.filter("a"), QByteArray("a"));
    QCOMPARE(filter.reset(), QByteArray());
    QCOMPARE(filter.filter("\x1b[31mb"), QByteArray("\x1b[31mb"));
    QCOMPARE(filter.reset(), QByteArray("\x1b[0m"));
    QCOMPARE(filter.reset(), QByteArray());
}

void TestEscapeFilter::textBecomesHarmless_data()
{
    QTest::addColumn<QString>("in");
    QTest::addColumn<QString>("out");
    QTest::newRow("plain") << u"täst 日本 🙂"_s << u"täst 日本 🙂"_s;
    QTest::newRow("escape") << u"a\x1b[31m"_s << u"a␛[31m"_s;
    QTest::newRow("lines and tabs") << u"a\r\nb\tc"_s << u"a  b c"_s;
    QTest::newRow("C1") << u"a\u009b2J"_s << u"a\ufffd2J"_s;
    QTest::newRow("turned direction") << u"a\u202egpj.exe"_s << u"a\ufffdgpj.exe"_s;
    QTest::newRow("joined emoji") << u"👩\u200d💻"_s << u"👩\u200d💻"_s;
}

void TestEscapeFilter::textBecomesHarmless()
{
    QFETCH(QString, in);
    QTEST(harmless(in), "out");
}

void TestEscapeFilter::jsonStaysTheSameForParsers()
{
    const QByteArray json = "{\"title\":\"a\xc2\x9b"
                            "2J\x7f \xe2\x80\xae\"}";
    QCOMPARE(harmlessJson(json), QByteArray("{\"title\":\"a\\u009b2J\\u007f \\u202e\"}"));
}

QTEST_GUILESS_MAIN(TestEscapeFilter)
#include "tst_escapefilter.moc"
