#include <QCoroTask>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "uploadstore.h"

using namespace ca;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestUploadStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesPartsInOrder();
    void partAtTheWrongPlaceIsToldTheRightOne_data();
    void partAtTheWrongPlaceIsToldTheRightOne();
    void twoPartsAtOnceDoNotMix();
    void limitsHold();
    void sizeThatWasSaidIsKept();
    void unusedOnesGoAfterTheirTime();
    void onlyCompleteOnesAreTaken();
    void takenOnesAreLeftAlone();
    void fullDiskIsSaidAndNothingIsKept();

private:
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(not there)");
    }
};

void TestUploadStore::takesPartsInOrder()
{
    const QTemporaryDir dir;
    UploadStore store(dir.filePath(u"uploads"_s));
    const auto upload = QCoro::waitFor(store.create(u"data.csv"_s, -1));
    QVERIFY(upload.has_value());
    QByteArray whole;
    for (int i = 0; i < 5; ++i) {
        const QByteArray part(100'000 + i, static_cast<char>('a' + i));
        const auto added = QCoro::waitFor(store.append(upload->id, whole.size(), part));
        QVERIFY(added.has_value());
        whole += part;
        QCOMPARE(added->received, whole.size());
        const auto found = store.find(upload->id);
        QVERIFY(found.has_value());
        QVERIFY(*found == *added);
    }
    QCOMPARE(contentOf(store.pathOf(upload->id)), whole);
    QVERIFY(QCoro::waitFor(store.remove(upload->id)).has_value());
    QVERIFY(!QFile::exists(store.pathOf(upload->id)));
    QCOMPARE(store.find(upload->id).error().code, ErrorCode::NotFound);
}

void TestUploadStore::partAtTheWrongPlaceIsToldTheRightOne_data()
{
    QTest::addColumn<qint64>("offset");
    QTest::newRow("a gap") << qint64{11};
    QTest::newRow("once more") << qint64{0};
    QTest::newRow("overlapping") << qint64{9};
    QTest::newRow("negative") << qint64{-1};
}

void TestUploadStore::partAtTheWrongPlaceIsToldTheRightOne()
{
    QFETCH(qint64, offset);
    const QTemporaryDir dir;
    UploadStore store(dir.path());
    const QString id = QCoro::waitFor(store.create(u"a"_s, -1))->id;
    QVERIFY(QCoro::waitFor(store.append(id, 0, "0123456789")).has_value());
    const auto added = QCoro::waitFor(store.append(id, offset, "x"));
    QVERIFY(!added.has_value());
    QCOMPARE(added.error().code, ErrorCode::WrongState);
    QCOMPARE(added.error().detail, u"10"_s);
    QCOMPARE(contentOf(store.pathOf(id)), "0123456789"_ba);
}

void TestUploadStore::twoPartsAtOnceDoNotMix()
{
    const QTemporaryDir dir;
    UploadStore store(dir.path());
    const QString id = QCoro::waitFor(store.create(u"a"_s, -1))->id;
    auto first = store.append(id, 0, "first");
    auto second = store.append(id, 0, "other");
    QVERIFY(QCoro::waitFor(std::move(first)).has_value());
    QCOMPARE(QCoro::waitFor(std::move(second)).error().code, ErrorCode::WrongState);
    QCOMPARE(contentOf(store.pathOf(id)), "first"_ba);
}

void TestUploadStore::limitsHold()
{
    const QTemporaryDir dir;
    UploadStore store(dir.path(), {.uploadBytes = 10, .uploads = 2, .allBytes = 15});
    QCOMPARE(QCoro::waitFor(store.create(u"a"_s, 11)).error().code, ErrorCode::TooLarge);
    QCOMPARE(QCoro::waitFor(store.create(u"a/b"_s, 1)).error().code, ErrorCode::InvalidArgument);
    const auto first = QCoro::waitFor(store.create(u"a"_s, 10));
    QVERIFY(first.has_value());
    QCOMPARE(QCoro::waitFor(store.create(u"b"_s, 6)).error().code, ErrorCode::QueueFull); // 16 bytes in all
    const auto second = QCoro::waitFor(store.create(u"b"_s, -1));
    QVERIFY(second.has_value());
    QCOMPARE(QCoro::waitFor(store.append(second->id, 0, QByteArray(6, 'x'))).error().code, ErrorCode::TooLarge);
    QVERIFY(QCoro::waitFor(store.append(second->id, 0, QByteArray(5, 'x'))).has_value());
    QCOMPARE(QCoro::waitFor(store.create(u"c"_s, 0)).error().code, ErrorCode::QueueFull); // two already
    QVERIFY(QCoro::waitFor(store.remove(first->id)).has_value());
    QVERIFY(QCoro::waitFor(store.create(u"c"_s, 10)).has_value());
}

void TestUploadStore::sizeThatWasSaidIsKept()
{
    const QTemporaryDir dir;
    UploadStore store(dir.path());
    const QString id = QCoro::waitFor(store.create(u"a"_s, 4))->id;
    QCOMPARE(QCoro::waitFor(store.append(id, 0, "12345")).error().code, ErrorCode::TooLarge);
    QVERIFY(!QCoro::waitFor(store.append(id, 0, "123"))->isComplete());
    QVERIFY(QCoro::waitFor(store.append(id, 3, "4"))->isComplete());
    QCOMPARE(QCoro::waitFor(store.append(id, 4, "5")).error().code, ErrorCode::TooLarge);
}

void TestUploadStore::unusedOnesGoAfterTheirTime()
{
    const QTemporaryDir dir;
    UploadStore store(dir.path(), {.age = 1s});
    const QString first = QCoro::waitFor(store.create(u"a"_s, -1))->id;
    const QString taken = QCoro::waitFor(store.create(u"b"_s, -1))->id;
    QVERIFY(store.reserve({taken}).has_value());
    QVERIFY(QTest::qWaitFor([&] { return !QFile::exists(store.pathOf(first)); }, 20'000));
    QVERIFY(!store.find(first).has_value());
    QVERIFY(QFile::exists(store.pathOf(taken))); // a job is taking it just now
    store.release({taken});
    QVERIFY(QTest::qWaitFor([&] { return !QFile::exists(store.pathOf(taken)); }, 20'000));
}

void TestUploadStore::onlyCompleteOnesAreTaken()
{
    const QTemporaryDir dir;
    UploadStore store(dir.path());
    const QString half = QCoro::waitFor(store.create(u"a"_s, 2))->id;
    QVERIFY(QCoro::waitFor(store.append(half, 0, "1")).has_value());
    const QString whole = QCoro::waitFor(store.create(u"b"_s, 0))->id;
    for (const QStringList &ids : {QStringList{half}, {whole, half}, {whole, whole}, {u"no such id"_s}}) {
        const auto reserved = store.reserve(ids);
        QVERIFY(!reserved.has_value());
        QCOMPARE(reserved.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(reserved.error().detail, u"inputs"_s);
    }
    QVERIFY(store.reserve({whole}).has_value()); // what was refused reserved nothing
}

void TestUploadStore::takenOnesAreLeftAlone()
{
    const QTemporaryDir dir;
    UploadStore store(dir.path());
    const QString id = QCoro::waitFor(store.create(u"a"_s, -1))->id;
    QVERIFY(store.reserve({id}).has_value());
    QVERIFY(!store.reserve({id}).has_value());
    QCOMPARE(QCoro::waitFor(store.append(id, 0, "x")).error().code, ErrorCode::WrongState);
    QCOMPARE(QCoro::waitFor(store.remove(id)).error().code, ErrorCode::WrongState);
    store.release({id});
    QVERIFY(QCoro::waitFor(store.append(id, 0, "x")).has_value());
}

void TestUploadStore::fullDiskIsSaidAndNothingIsKept()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("there is no /dev/full");
    const QTemporaryDir dir;
    UploadStore store(dir.path());
    const QString id = QCoro::waitFor(store.create(u"a"_s, -1))->id;
    QVERIFY(QFile::remove(store.pathOf(id)));
    QVERIFY(QFile::link(u"/dev/full"_s, store.pathOf(id))); // and a link is not followed
    QVERIFY(!QCoro::waitFor(store.append(id, 0, "x")).has_value());
    QCOMPARE(store.find(id)->received, 0);
}

QTEST_GUILESS_MAIN(TestUploadStore)
#include "tst_uploadstore.moc"
