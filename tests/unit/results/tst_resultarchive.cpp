#include <QFile>
#include <QTest>
#include <limits>
#include <sys/stat.h>

#include "resultarchive.h"
#include "resultshelf.h"
#include "resulttree.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// A packed result is looked at without unpacking it.
class TestResultArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsWhatWasPacked();
    void readsFilesInBlocks();
    void whatIsNoneIsSaidSo_data();
    void whatIsNoneIsSaidSo();
    void damagedArchiveIsSaidSo();
    void shelfNoticesAnotherFile();

private:
    static Result<std::shared_ptr<ResultArchive>> open(const ResultTree &tree)
    {
        return ResultArchive::open(tree.jobDir() + u"/output.zip"_s);
    }
    static QByteArray content(const ResultArchive &archive, const QByteArray &path,
                              qint64 most = std::numeric_limits<qint64>::max())
    {
        QByteArray bytes;
        const auto read = archive.read(path, most, [&bytes](const QByteArray &block) {
            bytes += block;
            return true;
        });
        return read ? bytes : QByteArray("error");
    }
};

void TestResultArchive::listsWhatWasPacked()
{
    const ResultTree tree;
    tree.folder("sub");
    tree.write("sub/b.txt", "two");
    tree.write("gr\xC3\xBC\xC3\x9F.txt", "hello");
    tree.link("link", "sub/b.txt");
    QVERIFY(tree.pack());
    const auto archive = open(tree);
    QVERIFY(archive);
    const auto top = (*archive)->list({});
    QVERIFY(top);
    QVERIFY(std::ranges::contains(top->entries, QByteArray("workspace"), &FileEntry::name));
    const auto listing = (*archive)->list("workspace");
    QVERIFY(listing);
    QCOMPARE(listing->entries.size(), 3);
    QCOMPARE(listing->entries.at(0).name, "gr\xC3\xBC\xC3\x9F.txt");
    QCOMPARE(listing->entries.at(0).size, 5);
    QVERIFY(listing->entries.at(0).modified > 1'000'000'000'000);
    QCOMPARE(listing->entries.at(1).type, FileEntry::Type::Link);
    QCOMPARE(listing->entries.at(1).linkTarget, "sub/b.txt");
    QCOMPARE(listing->entries.at(2).type, FileEntry::Type::Folder);
    QCOMPARE((*archive)->list("workspace/sub")->entries.size(), 1);
}

void TestResultArchive::readsFilesInBlocks()
{
    const ResultTree tree;
    QByteArray big(1'000'000, 'x');
    big.replace(500'000, 1, "y");
    tree.write("big", big);
    tree.write("empty", {});
    QVERIFY(tree.pack());
    const auto archive = open(tree);
    QVERIFY(archive);
    QCOMPARE(content(**archive, "workspace/big"), big);
    QCOMPARE(content(**archive, "workspace/big", 10), QByteArray(10, 'x'));
    QCOMPARE(content(**archive, "workspace/empty"), QByteArray());
    int blocks = 0;
    const auto ended =
        (*archive)->read("workspace/big", big.size(), [&blocks](const QByteArray &) { return ++blocks < 2; });
    QVERIFY(!ended);
    QCOMPARE(ended.error().code, ErrorCode::Cancelled);
    QCOMPARE(blocks, 2);
}

void TestResultArchive::whatIsNoneIsSaidSo_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("missing") << QByteArray("workspace/nothing") << ErrorCode::NotFound;
    QTest::newRow("folder") << QByteArray("workspace/sub") << ErrorCode::InvalidArgument;
    QTest::newRow("link") << QByteArray("workspace/link") << ErrorCode::InvalidArgument;
    QTest::newRow("through a link") << QByteArray("workspace/link/b") << ErrorCode::NotFound;
    QTest::newRow("below a file") << QByteArray("workspace/sub/b/c") << ErrorCode::NotFound;
    QTest::newRow("up") << QByteArray("workspace/../workspace/sub/b") << ErrorCode::NotFound;
    QTest::newRow("absolute") << QByteArray("/workspace/sub/b") << ErrorCode::NotFound;
}

void TestResultArchive::whatIsNoneIsSaidSo()
{
    QFETCH(const QByteArray, path);
    QFETCH(const ErrorCode, code);
    const ResultTree tree;
    tree.folder("sub");
    tree.write("sub/b", "two");
    tree.link("link", "sub");
    QVERIFY(tree.pack());
    const auto archive = open(tree);
    QVERIFY(archive);
    const auto read = (*archive)->read(path, 10, [](const QByteArray &) { return true; });
    QVERIFY(!read);
    QCOMPARE(read.error().code, code);
}

void TestResultArchive::damagedArchiveIsSaidSo()
{
    const QTemporaryDir dir;
    QCOMPARE(ResultArchive::open(dir.filePath(u"output.zip"_s)).error().code, ErrorCode::NotFound);
    QFile file(dir.filePath(u"output.zip"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("PK\3\4 this is none");
    file.close();
    QCOMPARE(ResultArchive::open(file.fileName()).error().code, ErrorCode::Corrupt);
}

void TestResultArchive::shelfNoticesAnotherFile()
{
    const ResultTree tree;
    tree.write("first", "1");
    QVERIFY(tree.pack());
    const QString path = tree.jobDir() + u"/output.zip"_s;
    ResultShelf shelf;
    const auto first = shelf.open(path);
    QVERIFY(first);
    QCOMPARE(shelf.open(path)->get(), first->get());
    tree.write("second one", "22");
    QVERIFY(tree.pack());
    const auto second = shelf.open(path);
    QVERIFY(second);
    QVERIFY((*second)->entry("workspace/second one"));
    QVERIFY(QFile::remove(path));
    QCOMPARE(shelf.open(path).error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestResultArchive)
#include "tst_resultarchive.moc"
