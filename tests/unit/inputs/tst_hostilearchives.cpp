#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTest>
#include <numeric>

#include "archivemaker.h"
#include "placertest.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// Archives made to do harm: nothing gets outside of the workspace, and the job's error names the archive.
class TestHostileArchives : public PlacerTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void entriesThatLeaveAreRefused_data();
    void entriesThatLeaveAreRefused();
    void linkIsNotWrittenThrough();
    void bombsAreRefused_data();
    void bombsAreRefused();
    void sizesAcrossInputsAddUp();
    void encryptedOnesAreSaidToBe_data();
    void encryptedOnesAreSaidToBe();
    void damagedOnesAreSaidToBe_data();
    void damagedOnesAreSaidToBe();
    void manyEntriesAreUnpackedQuickly();
    void tooManyEntriesAreRefused();
    void sizeInAHeaderIsNotBelieved();

private:
    [[nodiscard]] QStringList outside() const;
};

void TestHostileArchives::init()
{
    PlacerTest::init();
    QVERIFY(QDir(folder()).mkdir(u"outside"_s) && writeTo(folder() + u"/outside/victim"_s, "whole"));
}

/// What there is beside the workspace and the inputs; a victim that was changed has another name here.
QStringList TestHostileArchives::outside() const
{
    QStringList found;
    QDirIterator entries(folder(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString name = entries.next().sliced(folder().size() + 1);
        if (!name.startsWith("workspace"_L1) && !name.startsWith("inputs"_L1))
            found.append(name);
    }
    if (contentOf(folder() + u"/outside/victim"_s) != "whole")
        found.append(u"changed"_s);
    found.sort();
    return found;
}

void TestHostileArchives::entriesThatLeaveAreRefused_data()
{
    QTest::addColumn<QString>("archive");
    QTest::addColumn<QList<MadeEntry>>("entries");
    const auto row = [](const QByteArray &name, const QString &archive, const QList<MadeEntry> &entries) {
        QTest::newRow(name.constData()) << archive << entries;
    };
    for (const QString &archive : {u"a.zip"_s, u"a.tar"_s, u"a.7z"_s, u"a.tar.gz"_s}) {
        const auto named = [&](const char *name) { return QByteArray(archive.toLatin1() + ' ' + name); };
        row(named("dots"), archive, {{.name = "../outside/evil", .content = "x"}});
        row(named("dots inside"), archive, {{.name = "a/../../outside/victim", .content = "x"}});
        row(named("dots at the end"), archive, {{.name = "a/..", .content = "x"}});
        row(named("absolute"), archive, {{.name = "/tmp/ca-evil", .content = "x"}});
        row(named("link to a folder outside"), archive,
            {{.name = "l", .type = S_IFLNK, .linkTarget = "../outside"}, {.name = "l/victim", .content = "x"}});
        row(named("absolute link"), archive, {{.name = "l", .type = S_IFLNK, .linkTarget = "/etc/passwd"}});
        row(named("link that climbs late"), archive,
            {{.name = "d/l", .type = S_IFLNK, .linkTarget = "x/../../../outside"}});
    }
    row("tar hard link outside", u"a.tar"_s, {{.name = "h", .hardLinkTo = "../outside/victim"}});
    row("tar absolute hard link", u"a.tar"_s, {{.name = "h", .hardLinkTo = "/etc/passwd"}});
    row("tar device", u"a.tar"_s, {{.name = "null", .type = S_IFCHR}});
    row("tar block device", u"a.tar"_s, {{.name = "sda", .type = S_IFBLK}});
    row("tar pipe", u"a.tar"_s, {{.name = "pipe", .type = S_IFIFO}});
    row("tar hard link to nothing", u"a.tar"_s, {{.name = "h", .hardLinkTo = "nothing"}});
    row("tar too deep", u"a.tar"_s, {{.name = QByteArray("d/").repeated(101) + "f", .content = "x"}});
    row("tar name too long", u"a.tar"_s, {{.name = QByteArray(256, 'n'), .content = "x"}});
    row("tar file in a file", u"a.tar"_s, {{.name = "f", .content = "x"}, {.name = "f/g", .content = "x"}});
    row("tar file over a folder", u"a.tar"_s, {{.name = "d/f", .content = "x"}, {.name = "d", .content = "x"}});
    row("zip too deep", u"a.zip"_s, {{.name = QByteArray("d/").repeated(20'000) + "f", .content = "x"}});
}

void TestHostileArchives::entriesThatLeaveAreRefused()
{
    QFETCH(QString, archive);
    QFETCH(QList<MadeEntry>, entries);
    const QStringList before = outside();
    QVERIFY(makeArchive(input(archive), entries));
    const auto placed = place({archive});
    QVERIFY(!placed.has_value());
    QCOMPARE(placed.error().code, ErrorCode::InvalidArgument);
    QVERIFY2(placed.error().message.contains(u"\"%1\""_s.arg(archive)), qPrintable(placed.error().message));
    QCOMPARE(placed.error().detail, archive);
    QCOMPARE(outside(), before);
    QVERIFY(!QFile::exists(u"/tmp/ca-evil"_s));
}

void TestHostileArchives::linkIsNotWrittenThrough()
{
    const QStringList before = outside();
    // Each link by itself stays inside; the second leads through the first.
    QVERIFY(makeArchive(input(u"a.tar"_s), {{.name = "d/e/up", .type = S_IFLNK, .linkTarget = "../.."},
                                            {.name = "out", .type = S_IFLNK, .linkTarget = "d/e/up"},
                                            {.name = "out/f", .content = "x"}}));
    const auto placed = place({u"a.tar"_s});
    QVERIFY(!placed.has_value()); // "out" is a folder by then, which no link replaces
    QCOMPARE(placed.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(outside(), before);
}

void TestHostileArchives::bombsAreRefused_data()
{
    QTest::addColumn<QString>("archive");
    QTest::addColumn<UnpackLimits>("limits");
    const UnpackLimits sizes{.bytes = 20'000'000};
    const UnpackLimits ratios{.ratio = 100, .harmlessBytes = 1'000'000};
    for (const char *ending : {"zip", "tar.gz", "tar.xz", "tar.zst", "7z"}) {
        const QString archive = u"bomb."_s + QLatin1StringView(ending);
        QTest::addRow("%s, size", ending) << archive << sizes;
        QTest::addRow("%s, ratio", ending) << archive << ratios;
    }
}

void TestHostileArchives::bombsAreRefused()
{
    QFETCH(QString, archive);
    QFETCH(UnpackLimits, limits);
    QList<MadeEntry> entries;
    for (int i = 0; i < 6; ++i)
        entries.append({.name = "f" + QByteArray::number(i), .content = QByteArray(8'000'000, '\0')});
    QVERIFY(makeArchive(input(archive), entries));
    const auto placed = place({archive}, limits);
    QVERIFY(!placed.has_value());
    QCOMPARE(placed.error().code, ErrorCode::TooLarge);
    qint64 written = 0;
    QDirIterator files(inWorkspace({}), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        written += files.nextFileInfo().size();
    QVERIFY(written <= 20'000'000);
}

void TestHostileArchives::sizesAcrossInputsAddUp()
{
    QVERIFY(makeArchive(input(u"a.tar"_s), {{.name = "f", .content = QByteArray(600, 'x')}}));
    QVERIFY(writeTo(input(u"b"_s), QByteArray(600, 'x')));
    QVERIFY(place({u"a.tar"_s, u"b"_s}, {.bytes = 1200}).has_value());
    const auto placed = place({u"a.tar"_s, u"b"_s}, {.bytes = 1199});
    QCOMPARE(placed.error().code, ErrorCode::TooLarge);
    QCOMPARE(placed.error().detail, u"b"_s);
}

void TestHostileArchives::encryptedOnesAreSaidToBe_data()
{
    QTest::addColumn<QString>("archive");
    QTest::newRow("zip") << u"a.zip"_s;
    QTest::newRow("7z with names in the clear") << u"a.7z"_s;
}

void TestHostileArchives::encryptedOnesAreSaidToBe()
{
    QFETCH(QString, archive);
    if (archive.endsWith(".7z"_L1)) {
        // libarchive does not write encrypted 7z files: this one says that its only file is AES-encrypted.
        const QByteArray bytes = QByteArray::fromBase64("N3q8ryccAASF81FlEAAAAAAAAAAmAAAAAAAAAFEGxgsAAQIDBAUGBwgJCgsMDQ"
                                                        "4PAQQGAAEJEAAHCwEAASQG8QcBAhMADAUACAAABQERBQBmAAAA"
                                                        "AAA=");
        QVERIFY(writeTo(input(archive), bytes));
    } else {
        QVERIFY(makeArchive(input(archive), {{.name = "f", .content = "hello"}}, "secret"));
    }
    const auto placed = place({archive});
    QVERIFY(!placed.has_value());
    QCOMPARE(placed.error().code, ErrorCode::Unsupported);
    QVERIFY2(placed.error().message.contains(u"encrypted"_s), qPrintable(placed.error().message));
    QVERIFY(placed.error().message.contains(archive));
}

void TestHostileArchives::damagedOnesAreSaidToBe_data()
{
    QTest::addColumn<QString>("archive");
    QTest::addColumn<double>("kept");
    QTest::addColumn<bool>("isTurned");
    for (const char *ending : {"zip", "tar.gz", "tar.xz", "tar.zst", "tar.bz2", "tar", "7z"}) {
        const QString archive = u"a."_s + QLatin1StringView(ending);
        QTest::addRow("%s, cut in the middle", ending) << archive << 0.5 << false;
        QTest::addRow("%s, cut at the start", ending) << archive << 0.001 << false;
        QTest::addRow("%s, empty", ending) << archive << 0.0 << false;
        const QStringList unchecked{u"a.tar"_s, u"a.tar.gz"_s,
                                    u"a.tar.zst"_s}; // without checksums that anybody looks at
        if (!unchecked.contains(archive))
            QTest::addRow("%s, a byte changed", ending) << archive << 1.0 << true;
    }
}

void TestHostileArchives::damagedOnesAreSaidToBe()
{
    QFETCH(QString, archive);
    QFETCH(double, kept);
    QFETCH(bool, isTurned);
    QByteArray noise;
    for (quint32 i = 0, state = 1; i < 300'000; ++i, state = state * 1664525 + 1013904223)
        noise += static_cast<char>(state >> 24U);
    QVERIFY(makeArchive(input(archive), {{.name = "f", .content = noise}}));
    QByteArray bytes = contentOf(input(archive));
    bytes.truncate(static_cast<qsizetype>(static_cast<double>(bytes.size()) * kept));
    if (isTurned)
        bytes[bytes.size() / 2] = static_cast<char>(bytes.at(bytes.size() / 2) ^ 0x55);
    QVERIFY(writeTo(input(archive), bytes));
    const auto placed = place({archive});
    QVERIFY(!placed.has_value());
    QCOMPARE(placed.error().code, ErrorCode::Corrupt);
    QVERIFY2(placed.error().message.contains(archive) && placed.error().message.contains(u"damaged"_s),
             qPrintable(placed.error().message));
}

void TestHostileArchives::manyEntriesAreUnpackedQuickly()
{
    // 100,000 entries; not all are files, for the disk's sake.
    QList<MadeEntry> entries;
    for (int i = 0; i < 10'000; ++i) {
        const QByteArray folder = "d" + QByteArray::number(i / 100);
        entries.append({.name = folder + "/f" + QByteArray::number(i), .content = "x"});
        for (int again = 0; again < 9; ++again)
            entries.append({.name = folder + '/', .type = S_IFDIR, .permissions = 0755});
    }
    QVERIFY(makeArchive(input(u"a.zip"_s), entries));
    QElapsedTimer timer;
    timer.start();
    const auto placed = place({u"a.zip"_s});
    QVERIFY2(placed.has_value(), qPrintable(placed ? QString() : placed.error().message));
    QVERIFY2(timer.elapsed() < 120'000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(placed->size(), 100);
    QCOMPARE(QDir(inWorkspace(u"d99"_s)).count(), 100 + 2);
}

void TestHostileArchives::tooManyEntriesAreRefused()
{
    QList<MadeEntry> entries;
    for (int i = 0; i < 101; ++i)
        entries.append({.name = "f" + QByteArray::number(i)});
    QVERIFY(makeArchive(input(u"a.zip"_s), entries));
    QCOMPARE(place({u"a.zip"_s}, {.entries = 100}).error().code, ErrorCode::TooLarge);
    QVERIFY(place({u"a.zip"_s}, {.entries = 101}).has_value());
}

void TestHostileArchives::sizeInAHeaderIsNotBelieved()
{
    QVERIFY(makeArchive(input(u"a.tar"_s), {{.name = "f", .content = "x"}}));
    const QByteArray archive = contentOf(input(u"a.tar"_s));
    QByteArray header = archive.first(512);
    constexpr qsizetype sizeField = 124; // POSIX ustar: 12 bytes; then a checksum of 8 bytes at 148
    constexpr qsizetype sumField = 148;
    header.replace(sizeField, 12, "77777777777 "); // 8 GiB
    header.replace(sumField, 8, QByteArray(8, ' '));
    const unsigned sum = std::accumulate(header.begin(), header.end(), 0U,
                                         [](unsigned all, char c) { return all + static_cast<unsigned char>(c); });
    const QByteArray sumText = QByteArray::number(sum, 8).rightJustified(6, '0') + QByteArray("\0 ", 2);
    header.replace(sumField, 8, sumText);
    QVERIFY(writeTo(input(u"a.tar"_s), header + archive.sliced(header.size())));
    const auto placed = place({u"a.tar"_s}, {.bytes = 1'000'000});
    QVERIFY(!placed.has_value());
    QVERIFY(placed.error().code == ErrorCode::Corrupt || placed.error().code == ErrorCode::TooLarge);
}

QTEST_GUILESS_MAIN(TestHostileArchives)
#include "tst_hostilearchives.moc"
