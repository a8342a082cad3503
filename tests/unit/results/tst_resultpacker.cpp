#include <KZip>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>
#include <clocale>
#include <csignal>
#include <fcntl.h>
#include <linux/capability.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <thread>
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
    void initTestCase();
    void init() { m_tree = std::make_unique<ResultTree>(); }
    void cleanup() { m_tree.reset(); }

    void packsFilesFoldersLogsAndManifest();
    void manifestTellsEveryFile();
    void modesAndTimesAreKept();
    void archiveIsReadByKArchive();
    void storesArchivesInsideArchives();
    void excludedFoldersAreListed();
    void orderIsAlwaysTheSame();
    void insideLinksGoInAndOthersAreListed();
    void nothingUnpacksOutside();
    void namesAreUtf8WhateverTheLocale_data();
    void namesAreUtf8WhateverTheLocale();
    void specialFilesAreListed();
    void unreadableThingsAreListed();
    void deepFoldersAreListed();
    void namesTooLongForAnArchiveAreListed();
    void changingFileIsListed();
    void progressOnlyRises();
    void cancelLeavesNothing();
    void fullDiskLeavesNothing();
    void earlierResultSurvivesAFailure();
    void jobWithoutWorkspaceHasAResult();

private:
    std::unique_ptr<ResultTree> m_tree;
};

/// Root reads everything; without these two capabilities it is an owner like any other. The test alone loses them.
void TestResultPacker::initTestCase()
{
    __user_cap_header_struct header{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    __user_cap_data_struct data[2] = {};
    QCOMPARE(::syscall(SYS_capget, &header, data), 0);
    data[0].effective &= ~((1U << CAP_DAC_OVERRIDE) | (1U << CAP_DAC_READ_SEARCH));
    QCOMPARE(::syscall(SYS_capset, &header, data), 0);
}

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

void TestResultPacker::insideLinksGoInAndOthersAreListed()
{
    m_tree->folder("sub");
    m_tree->write("sub/file", "inside");
    m_tree->link("good", "sub/file");
    m_tree->link("sub/up", "../good");
    m_tree->link("passwd", "/etc/passwd");
    m_tree->link("relative", "../../../../../../etc/passwd");
    m_tree->link("logs", "../logs");
    m_tree->link("here", ".");
    m_tree->link("chain", "here/../../etc"); // its names stay inside, its way does not
    const auto packed = m_tree->pack();
    QVERIFY(packed);
    const QStringList names = m_tree->names();
    for (const auto &name : {u"workspace/good"_s, u"workspace/sub/up"_s, u"workspace/here"_s}) {
        QVERIFY2(names.contains(name), qPrintable(name));
        QVERIFY(S_ISLNK(static_cast<mode_t>(m_tree->listing()[u"entries"][name][u"mode"].toInt())));
    }
    QCOMPARE(m_tree->content(u"workspace/sub/up"_s), QByteArray("../good"));
    for (const auto &name : {u"passwd"_s, u"relative"_s, u"logs"_s, u"chain"_s}) {
        QVERIFY2(!names.contains(u"workspace/"_s + name), qPrintable(name));
        QVERIFY2(!m_tree->reason(u"workspace/"_s + name).isEmpty(), qPrintable(name));
    }
}

void TestResultPacker::nothingUnpacksOutside()
{
    m_tree->folder("d");
    m_tree->write("..\\..\\up", "x");
    m_tree->write("C:\\windows", "x");
    m_tree->write("line\nbreak", "x");
    m_tree->write("\x1b]0;title\x07", "x");
    m_tree->write("bad\xFF\xFE", "x");
    m_tree->link("\xFF", "..");
    m_tree->link("d/\xFF", "..");
    m_tree->link("d/via", "%FF/../x");
    m_tree->link("d/escape", "%FF/../../x");
    QVERIFY(m_tree->pack());
    for (const QString &name : m_tree->names()) {
        QVERIFY2(name == u"manifest.json" || name.startsWith(u"workspace/"), qPrintable(name));
        QVERIFY2(!name.split(u'/').contains(u".."_s) && !name.contains(u'\\'), qPrintable(name));
        QVERIFY2(std::ranges::none_of(name, [](QChar c) { return c < u' '; }), qPrintable(name));
    }
    const QTemporaryDir out;
    const QString target = QDir(out.path()).canonicalPath() + u"/in"_s;
    QVERIFY(m_tree->unzip({u"-qq"_s}, {u"-d"_s, target}) <= 1);
    QDirIterator it(target, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QFileInfo info = it.nextFileInfo();
        const QString real = info.canonicalFilePath();
        QVERIFY2(real.isEmpty() || real.startsWith(target + u"/workspace"_s) ||
                     real.startsWith(target + u"/manifest"_s),
                 qPrintable(info.filePath() + u" leads to "_s + real));
    }
}

void TestResultPacker::namesAreUtf8WhateverTheLocale_data()
{
    QTest::addColumn<QByteArray>("locale");
    QTest::newRow("C") << QByteArray("C");
    QTest::newRow("C.UTF-8") << QByteArray("C.UTF-8");
}

void TestResultPacker::namesAreUtf8WhateverTheLocale()
{
    QFETCH(QByteArray, locale);
    const QByteArray before = std::setlocale(LC_CTYPE, nullptr);
    const auto restore = qScopeGuard([&before] { std::setlocale(LC_CTYPE, before.constData()); });
    QVERIFY(std::setlocale(LC_CTYPE, locale.constData()));
    m_tree->folder("\xE6\x97\xA5\xE6\x9C\xAC");
    m_tree->write("\xE6\x97\xA5\xE6\x9C\xAC/gr\xC3\xBC\xC3\x9F.txt", "hello");
    m_tree->write("same-e\xCC\x81", "decomposed");
    m_tree->write("same-\xC3\xA9", "composed");
    m_tree->link("link-\xC3\xBC", "\xE6\x97\xA5\xE6\x9C\xAC");
    const auto packed = m_tree->pack();
    std::setlocale(LC_CTYPE, before.constData());
    QVERIFY2(packed, qPrintable(packed.error_or(Error{}).message));
    const auto entries = m_tree->listing()[u"entries"].toObject();
    for (const auto &name : {u"workspace/日本/"_s, u"workspace/日本/grüß.txt"_s, u"workspace/same-e\u0301"_s,
                             u"workspace/same-\u00e9"_s, u"workspace/link-ü"_s}) {
        QVERIFY2(entries.contains(name), qPrintable(name + u" is not among "_s + entries.keys().join(u", ")));
        QVERIFY2(entries[name][u"utf8"].toBool(), qPrintable(name));
    }
    QCOMPARE(QString::fromUtf8(m_tree->content(u"workspace/link-ü"_s)), u"日本"_s);
}

void TestResultPacker::specialFilesAreListed()
{
    QCOMPARE(::mkfifo(m_tree->at("fifo").constData(), 0600), 0);
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    const QByteArray path = m_tree->at("socket");
    QVERIFY(path.size() < qsizetype(sizeof address.sun_path));
    std::ranges::copy(path, address.sun_path);
    QCOMPARE(::bind(fd, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    ::close(fd);
    m_tree->write("file", "x");
    QCOMPARE(::link(m_tree->at("file").constData(), m_tree->at("hardlink").constData()), 0);
    const auto packed = m_tree->pack();
    QVERIFY(packed);
    QVERIFY(!m_tree->reason(u"workspace/fifo"_s).isEmpty());
    QVERIFY(!m_tree->reason(u"workspace/socket"_s).isEmpty());
    QCOMPARE(packed->files, 2);
    QCOMPARE(m_tree->content(u"workspace/hardlink"_s), QByteArray("x"));
}

void TestResultPacker::unreadableThingsAreListed()
{
    m_tree->write("secret", "x");
    m_tree->folder("locked");
    m_tree->write("locked/inner", "x");
    m_tree->write("visible", "x");
    QCOMPARE(::chmod(m_tree->at("secret").constData(), 0), 0);
    QCOMPARE(::chmod(m_tree->at("locked").constData(), 0), 0);
    const auto packed = m_tree->pack();
    QVERIFY2(packed, qPrintable(packed.error_or(Error{}).message));
    QVERIFY(!m_tree->reason(u"workspace/secret"_s).isEmpty());
    QVERIFY(!m_tree->reason(u"workspace/locked"_s).isEmpty());
    QVERIFY(m_tree->names().contains(u"workspace/visible"_s));
    QCOMPARE(packed->files, 1);
}

void TestResultPacker::deepFoldersAreListed()
{
    int at = ::open(m_tree->at("").constData(), O_RDONLY | O_DIRECTORY);
    for (int level = 0; level < 3000; ++level) {
        QCOMPARE(::mkdirat(at, "d", 0700), 0);
        const int next = ::openat(at, "d", O_RDONLY | O_DIRECTORY);
        ::close(std::exchange(at, next));
    }
    ::close(at);
    m_tree->write("e", "beside it");
    const auto packed = m_tree->pack();
    QVERIFY2(packed, qPrintable(packed.error_or(Error{}).message));
    QCOMPARE(packed->leftOut, 1);
    QVERIFY(m_tree->names().contains(u"workspace/e"_s));
    QCOMPARE(m_tree->unzip({u"-tqq"_s}), 0);
}

/// A ZIP's names have 16 bits for their length: longer ones would corrupt everything behind them.
void TestResultPacker::namesTooLongForAnArchiveAreListed()
{
    const QByteArray name(250, '\xFF'); // three times as long once escaped
    int at = ::open(m_tree->at("").constData(), O_RDONLY | O_DIRECTORY);
    for (int level = 0; level < 150; ++level) {
        QCOMPARE(::mkdirat(at, name.constData(), 0700), 0);
        const int next = ::openat(at, name.constData(), O_RDONLY | O_DIRECTORY);
        ::close(std::exchange(at, next));
    }
    ::close(at);
    const auto packed = m_tree->pack();
    QVERIFY2(packed, qPrintable(packed.error_or(Error{}).message));
    QVERIFY(packed->leftOut > 0);
    QVERIFY(m_tree->listing()[u"bad"].isNull());
    for (const QString &entry : m_tree->names())
        QVERIFY2(entry.toUtf8().size() <= 4096, "no unpacker can make such a path");
}

void TestResultPacker::changingFileIsListed()
{
    m_tree->write("growing", QByteArray(64 << 20, 'x'));
    std::stop_source done;
    std::jthread changer([path = m_tree->at("growing"), stop = done.get_token()] {
        while (!stop.stop_requested()) {
            const int fd = ::open(path.constData(), O_WRONLY | O_APPEND);
            static_cast<void>(::write(fd, "y", 1));
            ::close(fd);
        }
    });
    const auto packed = m_tree->pack();
    done.request_stop();
    changer.join();
    QVERIFY(packed);
    QVERIFY(m_tree->listing()[u"bad"].isNull());
    QVERIFY2(!m_tree->reason(u"workspace/growing"_s).isEmpty(), "the manifest must say that it may be a mixture");
}

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
