#include <KZip>
#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QRandomGenerator>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "resulttree.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// Packing workspaces, ordinary and hostile ones.
class TestResultPacker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_tree = std::make_unique<ResultTree>(); }
    void cleanup() { m_tree.reset(); }

    void packsFilesFoldersLogsAndManifest();
    void manifestTellsEveryFile();
    void modesAndTimesAreKept();
    void archiveIsReadByKArchive();
    void storesArchivesInsideArchives();
    void excludedFoldersAreListed();
    void orderIsAlwaysTheSame();
    void progressOnlyRises();
    void cancelLeavesNothing();
    void fullDiskLeavesNothing();
    void earlierResultSurvivesAFailure();
    void jobWithoutWorkspaceHasAResult();

private:
    std::unique_ptr<ResultTree> m_tree;
};

void TestResultPacker::packsFilesFoldersLogsAndManifest()
{
    m_tree->folder("sub");
    m_tree->folder("empty");
    m_tree->write("sub/file", "content");
    m_tree->write("nothing", "");
    m_tree->write("../logs/stdout.log", "out");
    m_tree->write("../logs/stderr.log", "err");
    m_tree->write("../logs/arrival.index", "not part of the result");
    const auto packed = m_tree->pack();
    QVERIFY2(packed, qPrintable(packed.error_or(Error{}).message));
    QCOMPARE(m_tree->names(),
             QStringList({u"logs/stderr.log"_s, u"logs/stdout.log"_s, u"manifest.json"_s, u"workspace/empty/"_s,
                          u"workspace/nothing"_s, u"workspace/sub/"_s, u"workspace/sub/file"_s}));
    QCOMPARE(m_tree->content(u"workspace/sub/file"_s), QByteArray("content"));
    QCOMPARE(m_tree->content(u"logs/stderr.log"_s), QByteArray("err"));
    QVERIFY(m_tree->listing()[u"bad"].isNull());
    QCOMPARE(m_tree->unzip({u"-tqq"_s}), 0);
    QCOMPARE(packed->bytes, QFile(packed->path).size());
    QCOMPARE(packed->files, 2);
    QCOMPARE(packed->leftOut, 0);
    QVERIFY(!QFile::exists(m_tree->jobDir() + u"/output.zip.part"_s));
}

void TestResultPacker::manifestTellsEveryFile()
{
    m_tree->write("a", "text");
    m_tree->write("odd\xFF", "x");
    QVERIFY(m_tree->pack());
    const QJsonObject manifest = m_tree->manifest();
    QCOMPARE(manifest[u"format"].toInt(), 1);
    QVERIFY(manifest[u"generator"].toString().startsWith(u"Containerized Agent "));
    QCOMPARE(manifest[u"job"][u"id"].toString(), u"1"_s);
    const auto file = manifest[u"files"][0].toObject();
    QCOMPARE(file[u"path"].toString(), u"workspace/a"_s);
    QCOMPARE(file[u"size"].toInt(), 4);
    QCOMPARE(file[u"sha256"].toString().toLatin1(),
             QCryptographicHash::hash("text", QCryptographicHash::Sha256).toHex());
    const auto odd = manifest[u"files"][1].toObject();
    QCOMPARE(odd[u"path"].toString(), u"workspace/odd%FF"_s);
    QCOMPARE(QByteArray::fromBase64(odd[u"original_base64"].toString().toLatin1()), QByteArray("workspace/odd\xFF"));
    QCOMPARE(manifest[u"totals"][u"files"].toInt(), 2);
    QCOMPARE(manifest[u"totals"][u"bytes"].toInt(), 5);
}

void TestResultPacker::modesAndTimesAreKept()
{
    m_tree->write("program", "#!/bin/sh\n");
    m_tree->write("setuid", "");
    const time_t when = 1'600'000'000;
    const timeval times[2] = {{when, 0}, {when, 0}};
    QCOMPARE(::chmod(m_tree->at("program").constData(), 0755), 0);
    QCOMPARE(::chmod(m_tree->at("setuid").constData(), 06755), 0);
    QCOMPARE(::utimes(m_tree->at("program").constData(), times), 0);
    QVERIFY(m_tree->pack());
    const auto entries = m_tree->listing()[u"entries"].toObject();
    QCOMPARE(entries[u"workspace/program"][u"mode"].toInt(), S_IFREG | 0755);
    QCOMPARE(entries[u"workspace/setuid"][u"mode"].toInt(), S_IFREG | 0755);
    QCOMPARE(entries[u"workspace/program"][u"mtime"].toInteger(), when);
}

void TestResultPacker::archiveIsReadByKArchive()
{
    m_tree->folder("sub");
    m_tree->write("sub/gr\xC3\xBC\xC3\x9F", "hello");
    m_tree->link("link", "sub");
    const auto packed = m_tree->pack();
    QVERIFY(packed);
    KZip zip(packed->path);
    QVERIFY2(zip.open(QIODevice::ReadOnly), qPrintable(zip.errorString()));
    const auto *file = zip.directory()->file(u"workspace/sub/grüß"_s);
    QVERIFY(file);
    QCOMPARE(file->data(), QByteArray("hello"));
    const auto *link = zip.directory()->entry(u"workspace/link"_s);
    QVERIFY(link);
    QCOMPARE(link->symLinkTarget(), u"sub"_s);
}

/// Readers that search for the next entry's mark must not find that of an archive within.
void TestResultPacker::storesArchivesInsideArchives()
{
    m_tree->write("inner", "text");
    const auto first = m_tree->pack();
    QVERIFY(first);
    QVERIFY(QFile::rename(first->path, QFile::decodeName(m_tree->at("first.zip"))));
    m_tree->write("z", "behind it");
    const auto second = m_tree->pack();
    QVERIFY(second);
    KZip zip(second->path);
    QVERIFY2(zip.open(QIODevice::ReadOnly), qPrintable(zip.errorString()));
    QVERIFY(zip.directory()->file(u"workspace/z"_s));
    QCOMPARE(zip.directory()->file(u"workspace/z"_s)->data(), QByteArray("behind it"));
    QCOMPARE(m_tree->unzip({u"-tqq"_s}), 0);
}

void TestResultPacker::excludedFoldersAreListed()
{
    m_tree->folder("node_modules");
    m_tree->write("node_modules/x", "");
    m_tree->folder("app");
    m_tree->folder("app/__pycache__");
    m_tree->write("app/__pycache__/y", "");
    m_tree->write("app/node_modules", "a file of that name is no folder");
    const auto packed = m_tree->pack();
    QVERIFY(packed);
    QCOMPARE(m_tree->names().filter(u"workspace/"_s),
             QStringList({u"workspace/app/"_s, u"workspace/app/node_modules"_s}));
    QCOMPARE(packed->leftOut, 2);
    QVERIFY(!m_tree->reason(u"workspace/node_modules"_s).isEmpty());
    QVERIFY(!m_tree->reason(u"workspace/app/__pycache__"_s).isEmpty());
}

void TestResultPacker::orderIsAlwaysTheSame()
{
    for (const char *name : {"z", "a", "M", "10", "2"})
        m_tree->write(name, name);
    QStringList paths;
    QVERIFY(m_tree->pack());
    for (const auto &file : m_tree->manifest()[u"files"].toArray())
        paths.append(file[u"path"].toString());
    QCOMPARE(paths,
             QStringList({u"workspace/10"_s, u"workspace/2"_s, u"workspace/M"_s, u"workspace/a"_s, u"workspace/z"_s}));
}

/// A ZIP's names have 16 bits for their length: longer ones would corrupt everything behind them.
void TestResultPacker::progressOnlyRises()
{
    for (int i = 0; i < 20; ++i)
        m_tree->write("f" + QByteArray::number(i), QByteArray(1 << 20, 'x'));
    QList<int> values;
    QFutureWatcher<Result<PackedResult>> watcher;
    connect(&watcher, &QFutureWatcherBase::progressValueChanged, this, [&values](int value) { values.append(value); });
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(packResult({.jobDir = m_tree->jobDir(), .exclude = {}, .jobJson = "{}"}, {}));
    QVERIFY(finished.wait(30'000));
    QVERIFY(watcher.result());
    QVERIFY(std::ranges::is_sorted(values));
    QVERIFY(values.size() > 2);
    QCOMPARE(values.last(), 100);
    QCOMPARE(watcher.progressMaximum(), 100);
}

void TestResultPacker::cancelLeavesNothing()
{
    m_tree->write("big", {});
    QCOMPARE(::truncate(m_tree->at("big").constData(), 4LL << 30), 0);
    std::stop_source stop;
    QFutureWatcher<Result<PackedResult>> watcher;
    QSignalSpy progress(&watcher, &QFutureWatcherBase::progressValueChanged);
    QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
    watcher.setFuture(packResult({.jobDir = m_tree->jobDir(), .exclude = {}, .jobJson = "{}"}, stop.get_token()));
    QVERIFY(progress.wait(30'000));
    QElapsedTimer timer;
    timer.start();
    stop.request_stop();
    QVERIFY(finished.size() == 1 || finished.wait(5'000));
    QVERIFY2(timer.elapsed() < 500, qPrintable(u"%1 ms"_s.arg(timer.elapsed()))); // 100 and the machine's moods
    QVERIFY(!watcher.result());
    QCOMPARE(watcher.result().error().code, ErrorCode::Cancelled);
    QVERIFY(QDir(m_tree->jobDir()).entryList({u"output*"_s}).isEmpty());
}

void TestResultPacker::fullDiskLeavesNothing()
{
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
    const auto restore = qScopeGuard([&] {
        ::setrlimit(RLIMIT_FSIZE, &before);
        static_cast<void>(std::signal(SIGXFSZ, oldHandler));
    });
    QByteArray noise(4 << 20, Qt::Uninitialized);
    QRandomGenerator(1).generate(reinterpret_cast<quint32 *>(noise.begin()), reinterpret_cast<quint32 *>(noise.end()));
    m_tree->write("noise", noise);
    const rlimit small{.rlim_cur = 1'000'000, .rlim_max = before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto packed = m_tree->pack();
    QVERIFY(!packed);
    QCOMPARE(packed.error().code, ErrorCode::Io);
    QVERIFY(!packed.error().message.isEmpty());
    QVERIFY(QDir(m_tree->jobDir()).entryList({u"output*"_s}).isEmpty());
}

void TestResultPacker::earlierResultSurvivesAFailure()
{
    m_tree->write("file", "x");
    const auto first = m_tree->pack();
    QVERIFY(first);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!m_tree->pack(stop.get_token()));
    QCOMPARE(QFile(first->path).size(), first->bytes);
}

void TestResultPacker::jobWithoutWorkspaceHasAResult()
{
    QVERIFY(QDir(m_tree->jobDir()).rmdir(u"workspace"_s));
    const auto packed = m_tree->pack();
    QVERIFY(packed);
    QCOMPARE(packed->files, 0);
    QCOMPARE(m_tree->names(), QStringList({u"manifest.json"_s}));
}

QTEST_GUILESS_MAIN(TestResultPacker)
#include "tst_resultpacker.moc"
