#include <QTest>

#include "archivenames.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// Which names and links an archive may hold.
class TestArchiveNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void name_data();
    void name();
    void differentPathsStayDifferent();
    void link_data();
    void link();
};

void TestArchiveNames::name_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("expected");
    const auto row = [](const QByteArray &path, const QString &expected) {
        QTest::newRow(path.toPercentEncoding().constData()) << path << expected;
    };
    row("plain/file.txt", u"plain/file.txt"_s);
    row("gr\xC3\xBC\xC3\x9F"
        "e/\xE6\x97\xA5\xE6\x9C\xAC",
        u"grüße/日本"_s);
    row("de\xCC\x88"
        "composed",
        u"de\u0308composed"_s);
    row("with space and 100%", u"with space and 100%"_s);
    row("latin\xFC", u"latin%FC"_s);
    row("a\nb", u"a%0Ab"_s);
    row("..\\..\\evil", u"..%5C..%5Cevil"_s);
    row("C:\\evil", u"C:%5Cevil"_s);
    row("\x1b[31m", u"%1B[31m"_s);
    row("\xC0\xAF"
        "overlong",
        u"%C0%AFoverlong"_s);
    row("\xED\xA0\x80", u"%ED%A0%80"_s);
}

void TestArchiveNames::name()
{
    QFETCH(QByteArray, path);
    QTEST(archiveName(path), "expected");
}

void TestArchiveNames::differentPathsStayDifferent()
{
    const QByteArrayList paths{"\xFF", "%FF",    "%25FF", "%ff", "%",   "%\xFF",
                               "%%FF", "%2\x05", "%2%05", "\\",  "%5C", "%5c"};
    QSet<QString> names;
    for (const QByteArray &path : paths)
        names.insert(archiveName(path));
    QCOMPARE(names.size(), paths.size());
}

void TestArchiveNames::link_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("depth");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *target, int depth, bool expected) {
        QTest::addRow("%s at %d", target, depth) << QByteArray(target) << depth << expected;
    };
    row("file", 0, true);
    row("folder/file", 0, true);
    row("./file", 0, true);
    row(".", 0, true);
    row("..", 0, false);
    row("..", 1, true);
    row("../../x", 2, true);
    row("../../x", 1, false);
    row("/etc/passwd", 3, false);
    row("", 0, false);
    row("a/../..", 1, false);
    row("a/../../../etc", 1, false);
    row("here/..", 0, false);
    row("..a", 0, true);
}

void TestArchiveNames::link()
{
    QFETCH(QByteArray, target);
    QFETCH(int, depth);
    QTEST(isLinkContained(target, depth), "expected");
}

QTEST_GUILESS_MAIN(TestArchiveNames)
#include "tst_archivenames.moc"
