#include <QTest>

#include "displaywidth.h"
#include "texttable.h"
#include "timetext.h"

using namespace ca;
using namespace ca::cli;
using namespace Qt::StringLiterals;

class TestTextTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsLineUp();
    void lastColumnIsCutToFit();
    void hostileCellsStayInTheirRow();
    void coloursDoNotCountAsWidth();
    void widthOfText_data();
    void widthOfText();
    void elides_data();
    void elides();
    void times_data();
    void times();
};

void TestTextTable::columnsLineUp()
{
    TextTable table({u"ID"_s, u"TITLE"_s});
    table.add({{.text = u"12345678"_s}, {.text = u"first"_s}});
    table.add({{.text = u"日本"_s}, {.text = u"second"_s}});
    QCOMPARE(table.render(0, false), u"ID        TITLE\n12345678  first\n日本      second\n"_s);
}

void TestTextTable::lastColumnIsCutToFit()
{
    TextTable table({u"ID"_s, u"TITLE"_s});
    table.add({{.text = u"1234"_s}, {.text = QString(200, u'x')}});
    const QStringList rows = table.render(40, false).split(u'\n');
    QCOMPARE(displayWidth(rows.at(1)), 40);
    QVERIFY(rows.at(1).endsWith(u'…'));
}

void TestTextTable::hostileCellsStayInTheirRow()
{
    TextTable table({u"ID"_s, u"TITLE"_s});
    table.add({{.text = u"1"_s}, {.text = u"a\n\x1b[2Jb\u009bc"_s}});
    const QString text = table.render(0, false);
    QCOMPARE(text.count(u'\n'), 2);
    QVERIFY(!text.contains(u'\x1b') && !text.contains(QChar(0x9b)));
}

void TestTextTable::coloursDoNotCountAsWidth()
{
    TextTable table({u"ID"_s, u"TITLE"_s});
    table.add({{.text = u"12"_s, .style = Style::Red}, {.text = u"x"_s}});
    QVERIFY(table.render(0, true).contains(u"\x1b[31m12\x1b[0m  x\n"_s));
}

void TestTextTable::widthOfText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("width");
    QTest::newRow("empty") << u""_s << 0;
    QTest::newRow("Latin") << u"täst"_s << 4;
    QTest::newRow("combining") << u"a\u0308b"_s << 2;
    QTest::newRow("wide") << u"日本"_s << 4;
    QTest::newRow("emoji") << u"🙂"_s << 2;
}

void TestTextTable::widthOfText()
{
    QFETCH(QString, text);
    QTEST(displayWidth(text), "width");
}

void TestTextTable::elides_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("elidedText");
    QTest::newRow("fits") << u"four"_s << 4 << u"four"_s;
    QTest::newRow("cut") << u"fives"_s << 4 << u"fiv…"_s;
    QTest::newRow("wide") << u"日本語"_s << 4 << u"日…"_s;
    QTest::newRow("surrogates stay whole") << u"🙂🙂🙂"_s << 4 << u"🙂…"_s;
    QTest::newRow("no room") << u"abc"_s << 1 << u"…"_s;
}

void TestTextTable::elides()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    QTEST(elided(text, columns), "elidedText");
}

void TestTextTable::times_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("duration");
    QTest::addColumn<QString>("ago");
    QTest::newRow("nothing") << 0.0 << u"0.0 s"_s << u"now"_s;
    QTest::newRow("a clock that went back") << -5.0 << u"0.0 s"_s << u"now"_s;
    QTest::newRow("seconds") << 9.97 << u"10 s"_s << u"9 s ago"_s;
    QTest::newRow("minutes") << 184.2 << u"3 min 4 s"_s << u"3 min ago"_s;
    QTest::newRow("hours") << 7500.0 << u"2 h 5 min"_s << u"2 h ago"_s;
    QTest::newRow("days") << 400'000.0 << u"111 h 6 min"_s << u"4 d ago"_s;
}

void TestTextTable::times()
{
    QFETCH(double, seconds);
    QTEST(durationText(seconds), "duration");
    QTEST(agoText(seconds), "ago");
}

QTEST_GUILESS_MAIN(TestTextTable)
#include "tst_texttable.moc"
