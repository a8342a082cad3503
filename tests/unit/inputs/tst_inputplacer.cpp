#include <QFile>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QTest>
#include <unistd.h>

#include "archivemaker.h"
#include "inputplacer.h"
#include "placertest.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// Files and archives reach the workspace as people expect them there.
class TestInputPlacer : public PlacerTest
{
    Q_OBJECT

private Q_SLOTS:
    void unpacksEveryFormat_data();
    void unpacksEveryFormat();
    void filesKeepTheirNames();
    void severalArchivesGetFolders();
    void namesOfFoldersDoNotCollide();
    void keepsModesTimesAndLinks();
    void oddNamesSurvive();
    void laterEntryReplacesEarlierOne();
    void missingInputIsNamed();
    void canBeCancelled();
    void tellsProgress();
    void belongsToWhoRunsTheJob();
};

void TestInputPlacer::unpacksEveryFormat_data()
{
    QTest::addColumn<QString>("name");
    for (const char *ending : {"zip", "7z", "tar", "tar.gz", "tgz", "tar.bz2", "tar.xz", "tar.zst"})
        QTest::newRow(ending) << QString(u"data."_s + QLatin1StringView(ending));
}

void TestInputPlacer::unpacksEveryFormat()
{
    QFETCH(QString, name);
    const QByteArray big = QByteArray("0123456789abcdef").repeated(100'000);
    QVERIFY(makeArchive(input(name), {{.name = "a/", .type = S_IFDIR, .permissions = 0755},
                                      {.name = "a/one.txt", .content = "one"},
                                      {.name = "./b/deep/er/two.bin", .content = big},
                                      {.name = "empty"}}));
    const auto names = place({name});
    QVERIFY2(names.has_value(), qPrintable(names ? QString() : names.error().message));
    QCOMPARE(QSet<QString>(names->begin(), names->end()), (QSet<QString>{u"a"_s, u"b"_s, u"empty"_s}));
    QCOMPARE(contentOf(inWorkspace(u"a/one.txt"_s)), "one"_ba);
    QCOMPARE(contentOf(inWorkspace(u"b/deep/er/two.bin"_s)), big);
    QCOMPARE(contentOf(inWorkspace(u"empty"_s)), QByteArray());
}

void TestInputPlacer::filesKeepTheirNames()
{
    const QByteArray content = QByteArray("x\0y", 3).repeated(3'000'000);
    QVERIFY(writeTo(input(u"data.csv"_s), content));
    QVERIFY(writeTo(input(u"Ü b.txt"_s), "text"));
    QCOMPARE(place({u"data.csv"_s, u"Ü b.txt"_s}).value(), (QStringList{u"data.csv"_s, u"Ü b.txt"_s}));
    QCOMPARE(contentOf(inWorkspace(u"data.csv"_s)), content);
    QCOMPARE(contentOf(inWorkspace(u"Ü b.txt"_s)), "text"_ba);
    QCOMPARE(contentOf(input(u"data.csv"_s)), content); // a retry needs it
}

void TestInputPlacer::severalArchivesGetFolders()
{
    QVERIFY(makeArchive(input(u"a.zip"_s), {{.name = "f", .content = "1"}}));
    QVERIFY(makeArchive(input(u"b.tar.gz"_s), {{.name = "f", .content = "2"}}));
    QVERIFY(writeTo(input(u"f"_s), "3"));
    QCOMPARE(place({u"a.zip"_s, u"b.tar.gz"_s, u"f"_s}).value(), (QStringList{u"a"_s, u"b"_s, u"f"_s}));
    QCOMPARE(contentOf(inWorkspace(u"a/f"_s)), "1"_ba);
    QCOMPARE(contentOf(inWorkspace(u"b/f"_s)), "2"_ba);
    QCOMPARE(contentOf(inWorkspace(u"f"_s)), "3"_ba);
}

void TestInputPlacer::namesOfFoldersDoNotCollide()
{
    QVERIFY(makeArchive(input(u"a.zip"_s), {{.name = "f", .content = "1"}}));
    QVERIFY(makeArchive(input(u"a.7z"_s), {{.name = "f", .content = "2"}}));
    QVERIFY(writeTo(input(u"a"_s), "3"));
    QCOMPARE(place({u"a.zip"_s, u"a.7z"_s, u"a"_s}).value(), (QStringList{u"a-2"_s, u"a-3"_s, u"a"_s}));
    QCOMPARE(contentOf(inWorkspace(u"a-3/f"_s)), "2"_ba);
}

void TestInputPlacer::keepsModesTimesAndLinks()
{
    QVERIFY(makeArchive(input(u"a.tar"_s), {{.name = "bin/link", .type = S_IFLNK, .linkTarget = "../lib/run"},
                                            {.name = "lib/run", .content = "#!", .permissions = 06777},
                                            {.name = "lib/closed", .content = "c", .permissions = 0000},
                                            {.name = "lib/same", .hardLinkTo = "lib/run"}}));
    const auto names = place({u"a.tar"_s});
    QVERIFY2(names.has_value(), qPrintable(names ? QString() : names.error().message));
    QCOMPARE(QFile::symLinkTarget(inWorkspace(u"bin/link"_s)), inWorkspace(u"lib/run"_s));
    struct stat run{};
    struct stat same{};
    struct stat closed{};
    QCOMPARE(::stat(QFile::encodeName(inWorkspace(u"lib/run"_s)).constData(), &run), 0);
    QCOMPARE(::stat(QFile::encodeName(inWorkspace(u"lib/same"_s)).constData(), &same), 0);
    QCOMPARE(::stat(QFile::encodeName(inWorkspace(u"lib/closed"_s)).constData(), &closed), 0);
    QCOMPARE(run.st_mode & 07777U, 0755U); // neither setuid nor writable by everybody
    QCOMPARE(run.st_ino, same.st_ino);
    QCOMPARE(closed.st_mode & 07777U, 0600U);
    QCOMPARE(run.st_mtim.tv_sec, 1'000'000'000);
}

void TestInputPlacer::oddNamesSurvive()
{
    QByteArrayList names{"Ünïcode – 概要", "new\nline",          "\x1b[31mred", "a  b ", "-rf",
                         "%2e%2e",         QByteArray(255, 'n'), "..."};
    for (const QString &archive : {u"a.zip"_s, u"a.tar"_s}) {
        init();
        if (archive == "a.tar"_L1) // in a ZIP it separates folders
            names += "back\\slash";
        QList<MadeEntry> entries;
        for (const QByteArray &name : std::as_const(names))
            entries.append({.name = name, .content = name});
        QVERIFY(makeArchive(input(archive), entries));
        const auto done = place({archive});
        QVERIFY2(done.has_value(), qPrintable(done ? QString() : done.error().message));
        for (const QByteArray &name : std::as_const(names))
            QCOMPARE(contentOf(inWorkspace(QFile::decodeName(name))), name);
    }
}

void TestInputPlacer::laterEntryReplacesEarlierOne()
{
    QVERIFY(makeArchive(
        input(u"a.tar"_s),
        {{.name = "f", .content = "old"}, {.name = "other", .hardLinkTo = "f"}, {.name = "f", .content = "new"}}));
    QVERIFY(place({u"a.tar"_s}).has_value());
    QCOMPARE(contentOf(inWorkspace(u"f"_s)), "new"_ba);
    QCOMPARE(contentOf(inWorkspace(u"other"_s)), "old"_ba); // not written through
}

void TestInputPlacer::missingInputIsNamed()
{
    for (const QString &name : {u"gone.zip"_s, u"gone.txt"_s}) {
        const auto placed = place({name});
        QVERIFY(!placed.has_value());
        QCOMPARE(placed.error().code, ErrorCode::NotFound);
        QVERIFY(placed.error().message.contains(name));
        QCOMPARE(placed.error().detail, name);
    }
}

void TestInputPlacer::canBeCancelled()
{
    QVERIFY(makeArchive(input(u"a.tar"_s), {{.name = "f", .content = QByteArray(10'000'000, 'x')}}));
    QVERIFY(writeTo(input(u"g"_s), QByteArray(10'000'000, 'x')));
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(place({u"a.tar"_s}, {}, stop.get_token()).error().code, ErrorCode::Cancelled);
}

void TestInputPlacer::tellsProgress()
{
    QVERIFY(makeArchive(input(u"a.zip"_s), {{.name = "f", .content = QByteArray(1'000'000, 'x')}}));
    QVERIFY(writeTo(input(u"g"_s), QByteArray(10'000'000, 'x')));
    QFutureWatcher<Result<QStringList>> watcher;
    QStringList texts;
    int last = 0;
    connect(&watcher, &QFutureWatcherBase::progressTextChanged, this,
            [&texts](const QString &text) { texts.append(text); });
    connect(&watcher, &QFutureWatcherBase::progressValueChanged, this, [&last](int percent) { last = percent; });
    watcher.setFuture(placeInputs(request({u"a.zip"_s, u"g"_s}), {}));
    QVERIFY(QTest::qWaitFor([&] { return watcher.isFinished(); }, 30'000));
    QVERIFY(watcher.result().has_value());
    QVERIFY(texts.contains(u"copying g"_s));
    QCOMPARE(last, 100);
}

void TestInputPlacer::belongsToWhoRunsTheJob()
{
    if (::geteuid() != 0)
        QSKIP("only root can give files away");
    constexpr uid_t somebody = 60600;
    QVERIFY(makeArchive(input(u"a.tar"_s),
                        {{.name = "d/e/f", .content = "1"}, {.name = "d/l", .type = S_IFLNK, .linkTarget = "e"}}));
    PlacementRequest given = request({u"a.tar"_s});
    given.owner = FileOwner{.user = somebody, .group = somebody};
    const auto done = InputPlacer(given, {}, [](int, const QString &) {}).run();
    QVERIFY(done.has_value());
    for (const QString &name : {u"d"_s, u"d/e"_s, u"d/e/f"_s, u"d/l"_s}) {
        struct stat info{};
        QCOMPARE(::lstat(QFile::encodeName(inWorkspace(name)).constData(), &info), 0);
        QCOMPARE(info.st_uid, somebody);
        QCOMPARE(info.st_gid, somebody);
    }
}

QTEST_GUILESS_MAIN(TestInputPlacer)
#include "tst_inputplacer.moc"
