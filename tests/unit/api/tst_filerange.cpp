#include <QTemporaryDir>
#include <QTest>

#include "filerange.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestFileRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void serves_data();
    void serves();
    void refusesWhatLiesOutside_data();
    void refusesWhatLiesOutside();
    void keepsItsWindowWhenTheFileGrows();
    void missingFileIsNotFound();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void TestFileRange::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(u"file"_s);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("0123456789");
}

void TestFileRange::serves_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("contentRange");
    QTest::newRow("no header") << QByteArray("") << QByteArray("0123456789") << QByteArray("");
    QTest::newRow("first bytes") << QByteArray("bytes=0-2") << QByteArray("012") << QByteArray("bytes 0-2/10");
    QTest::newRow("to the end") << QByteArray("bytes=7-") << QByteArray("789") << QByteArray("bytes 7-9/10");
    QTest::newRow("past the end") << QByteArray("bytes=7-99") << QByteArray("789") << QByteArray("bytes 7-9/10");
    QTest::newRow("last bytes") << QByteArray("bytes=-2") << QByteArray("89") << QByteArray("bytes 8-9/10");
    QTest::newRow("more last bytes than there are")
        << QByteArray("bytes=-99") << QByteArray("0123456789") << QByteArray("bytes 0-9/10");
    QTest::newRow("several ranges") << QByteArray("bytes=0-1,3-4") << QByteArray("0123456789") << QByteArray("");
    QTest::newRow("another unit") << QByteArray("lines=1-2") << QByteArray("0123456789") << QByteArray("");
    QTest::newRow("malformed") << QByteArray("bytes=a-b") << QByteArray("0123456789") << QByteArray("");
}

void TestFileRange::serves()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, contentRange);
    const auto range = FileRange::open(m_path, header);
    QVERIFY(range.has_value());
    QCOMPARE((*range)->isPartial(), !contentRange.isEmpty());
    if ((*range)->isPartial())
        QCOMPARE((*range)->contentRange(), contentRange);
    QTEST((*range)->readAll(), "bytes");
    QVERIFY((*range)->atEnd());
}

void TestFileRange::refusesWhatLiesOutside_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("after the end") << QByteArray("bytes=10-");
    QTest::newRow("backwards") << QByteArray("bytes=5-3");
    QTest::newRow("no last bytes") << QByteArray("bytes=-0");
}

void TestFileRange::refusesWhatLiesOutside()
{
    QFETCH(QByteArray, header);
    const auto range = FileRange::open(m_path, header);
    QVERIFY(!range.has_value());
    QCOMPARE(range.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(range.error().detail, u"10"_s);
}

void TestFileRange::keepsItsWindowWhenTheFileGrows()
{
    const auto range = FileRange::open(m_path, {});
    QVERIFY(range.has_value());
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::Append));
    file.write("more");
    file.close();
    QCOMPARE((*range)->size(), 10);
    QCOMPARE((*range)->readAll(), QByteArray("0123456789"));
}

void TestFileRange::missingFileIsNotFound()
{
    const auto range = FileRange::open(m_dir->filePath(u"none"_s), {});
    QVERIFY(!range.has_value());
    QCOMPARE(range.error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestFileRange)
#include "tst_filerange.moc"
