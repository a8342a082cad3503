#include <QTest>

#include "archivename.h"
#include "inputname.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestInputName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesThatFilesMayHave_data();
    void namesThatFilesMayHave();
    void secondOnesGetNumbers();
    void archivesAreKnownByTheirNames_data();
    void archivesAreKnownByTheirNames();
};

void TestInputName::namesThatFilesMayHave_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isFit");
    QTest::newRow("plain") << u"data.csv"_s << true;
    QTest::newRow("spaces and dots") << u"a b..c .txt"_s << true;
    QTest::newRow("hidden") << u".env"_s << true;
    QTest::newRow("not ASCII") << u"Übersicht – 概要.pdf"_s << true;
    QTest::newRow("like an option") << u"--help"_s << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("dot") << u"."_s << false;
    QTest::newRow("dots") << u".."_s << false;
    QTest::newRow("a path") << u"a/b"_s << false;
    QTest::newRow("absolute") << u"/etc/passwd"_s << false;
    QTest::newRow("a line's end") << u"a\nb"_s << false;
    QTest::newRow("zero") << u"a\0b"_s << false;
    QTest::newRow("long") << QString(240, u'a') << true;
    QTest::newRow("too long") << QString(241, u'a') << false;
    QTest::newRow("too long in bytes") << QString(121, u'ä') << false;
}

void TestInputName::namesThatFilesMayHave()
{
    QFETCH(QString, name);
    const auto checked = checkInputName(name);
    QTEST(checked.has_value(), "isFit");
    if (!checked)
        QCOMPARE(checked.error().detail, u"name"_s);
}

void TestInputName::secondOnesGetNumbers()
{
    QSet<QString> taken = reservedNames();
    QCOMPARE(freeName(u"a.tar.gz"_s, taken), u"a.tar.gz"_s);
    QCOMPARE(freeName(u"a.tar.gz"_s, taken), u"a-2.tar.gz"_s);
    QCOMPARE(freeName(u"a.tar.gz"_s, taken), u"a-3.tar.gz"_s);
    QCOMPARE(freeName(u"Makefile"_s, taken), u"Makefile"_s);
    QCOMPARE(freeName(u"Makefile"_s, taken), u"Makefile-2"_s);
    QCOMPARE(freeName(u".env"_s, taken), u".env"_s);
    QCOMPARE(freeName(u".env"_s, taken), u".env-2"_s);
    QCOMPARE(freeName(u"context.txt"_s, taken), u"context-2.txt"_s);
}

void TestInputName::archivesAreKnownByTheirNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("folder");
    QTest::newRow("zip") << u"data.zip"_s << u"data"_s;
    QTest::newRow("upper case") << u"DATA.ZIP"_s << u"DATA"_s;
    QTest::newRow("tar.gz") << u"a.b.tar.gz"_s << u"a.b"_s;
    QTest::newRow("tgz") << u"a.tgz"_s << u"a"_s;
    QTest::newRow("7z") << u"a.7z"_s << u"a"_s;
    QTest::newRow("tar.zst") << u"a.tar.zst"_s << u"a"_s;
    QTest::newRow("only an ending") << u".zip"_s << QString();
    QTest::newRow("a compressed file") << u"data.csv.gz"_s << QString();
    QTest::newRow("a document") << u"report.docx"_s << QString();
    QTest::newRow("a program") << u"tool.jar"_s << QString();
    QTest::newRow("text") << u"zip"_s << QString();
}

void TestInputName::archivesAreKnownByTheirNames()
{
    QFETCH(QString, name);
    QTEST(unpackedName(name), "folder");
}

QTEST_GUILESS_MAIN(TestInputName)
#include "tst_inputname.moc"
