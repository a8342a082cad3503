#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <tuple>
#include <unistd.h>

#include "madefiles.h"
#include "tempfolder.h"
#include "workspace.h"

using ca::agent::MadeFiles;
using ca::agent::TempFolder;
using ca::agent::Workspace;
using namespace Qt::StringLiterals;

class TestWorkspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void writesFiles_data();
    void writesFiles();
    void appends();
    void scriptsBecomeExecutable();
    void neverLeavesTheWorkspace_data();
    void neverLeavesTheWorkspace();
    void replacesWhateverIsThere_data();
    void replacesWhateverIsThere();
    void refusesToReplaceFullFolder();
    void listsWhatWasMade();
    void listingIsBounded();
    void tempFolderGoes();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_dir->filePath(u"workspace/"_s + name); }
    [[nodiscard]] QByteArray read(const QString &name) const;
    [[nodiscard]] Workspace open() const;
    void trap(const QByteArray &kind, const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestWorkspace::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_dir->path()).mkpath(u"workspace"_s) && QDir(m_dir->path()).mkpath(u"outside"_s));
    QFile victim(m_dir->filePath(u"outside/victim"_s));
    QVERIFY(victim.open(QIODevice::WriteOnly) && victim.write("precious") == 8);
}

void TestWorkspace::cleanup()
{
    m_dir.reset();
}

QByteArray TestWorkspace::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
}

Workspace TestWorkspace::open() const
{
    return std::move(*Workspace::open(path({}).toStdString()));
}

/// Leaves what a hostile step might leave.
void TestWorkspace::trap(const QByteArray &kind, const QString &name) const
{
    const auto target = path(name).toStdString();
    const auto outside = m_dir->filePath(u"outside"_s).toStdString();
    if (kind == "link to file")
        QCOMPARE(::symlink((outside + "/victim").c_str(), target.c_str()), 0);
    else if (kind == "link to nothing")
        QCOMPARE(::symlink((outside + "/new").c_str(), target.c_str()), 0);
    else if (kind == "link to folder")
        QCOMPARE(::symlink(outside.c_str(), target.c_str()), 0);
    else if (kind == "fifo")
        QCOMPARE(::mkfifo(target.c_str(), 0600), 0);
    else if (kind == "folder")
        QCOMPARE(::mkdir(target.c_str(), 0700), 0);
    else if (kind == "file")
        QVERIFY(open().write(name.toStdString(), "old"));
}

void TestWorkspace::writesFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"a.txt"_s;
    QTest::newRow("in new folders") << u"a/b/c.txt"_s;
    QTest::newRow("odd slashes") << u"./a//b.txt"_s;
    QTest::newRow("dots and blanks") << u"..a/ b ..txt"_s;
}

void TestWorkspace::writesFiles()
{
    QFETCH(QString, name);
    const auto workspace = open();
    for (const auto *text : {"a long text", "short"}) {
        const auto outcome = workspace.write(name.toStdString(), text);
        QVERIFY2(outcome.has_value(), outcome ? "" : outcome.error().c_str());
        QCOMPARE(read(name), QByteArray(text));
    }
}

void TestWorkspace::appends()
{
    const auto workspace = open();
    QVERIFY(workspace.write("log", "a", Workspace::Mode::Append));
    QVERIFY(workspace.write("log", "b", Workspace::Mode::Append));
    QCOMPARE(read(u"log"_s), QByteArray("ab"));
    QVERIFY(workspace.createDirectory("x/y"));
    QVERIFY(workspace.createDirectory("x/y"));
    QVERIFY(QFileInfo(path(u"x/y"_s)).isDir());
}

void TestWorkspace::scriptsBecomeExecutable()
{
    QVERIFY(open().write("run", "#!/bin/sh\n"));
    QVERIFY(open().write("data", "x"));
    QVERIFY(QFileInfo(path(u"run"_s)).isExecutable());
    QVERIFY(!(QFile::permissions(path(u"data"_s)) & QFile::ExeOwner));
}

void TestWorkspace::neverLeavesTheWorkspace_data()
{
    QTest::addColumn<QByteArray>("trapKind");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("link to file") << QByteArray("link to file") << QByteArray("t");
    QTest::newRow("link to nothing") << QByteArray("link to nothing") << QByteArray("t");
    QTest::newRow("below link") << QByteArray("link to folder") << QByteArray("t/victim");
    QTest::newRow("new folder below link") << QByteArray("link to folder") << QByteArray("t/x/y");
    QTest::newRow("fifo") << QByteArray("fifo") << QByteArray("t");
    QTest::newRow("folder") << QByteArray("folder") << QByteArray("t");
    QTest::newRow("parent") << QByteArray("folder") << QByteArray("../outside/victim");
    QTest::newRow("parent inside") << QByteArray("folder") << QByteArray("t/../../outside/victim");
    QTest::newRow("only parent") << QByteArray("folder") << QByteArray("..");
    QTest::newRow("absolute") << QByteArray("folder") << QByteArray("/tmp/ca-agent-escape");
    QTest::newRow("empty") << QByteArray("folder") << QByteArray("");
}

void TestWorkspace::neverLeavesTheWorkspace()
{
    QFETCH(QByteArray, trapKind);
    QFETCH(QByteArray, name);
    trap(trapKind, u"t"_s);
    const auto workspace = open();
    for (const auto mode : {Workspace::Mode::Replace, Workspace::Mode::Append}) {
        const auto outcome = workspace.write(name.toStdString(), "stolen", mode);
        QVERIFY(!outcome.has_value());
        QVERIFY(!outcome.error().empty());
    }
    if (name.contains("..") || name.startsWith('/'))
        QVERIFY(!workspace.createDirectory(name.toStdString()).has_value());
    QFile victim(m_dir->filePath(u"outside/victim"_s));
    QVERIFY(victim.open(QIODevice::ReadOnly));
    QCOMPARE(victim.readAll(), QByteArray("precious"));
    QCOMPARE(QDir(m_dir->filePath(u"outside"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 1);
    QVERIFY(!QFile::exists(u"/tmp/ca-agent-escape"_s));
}

void TestWorkspace::replacesWhateverIsThere_data()
{
    QTest::addColumn<QByteArray>("kind");
    for (const auto *kind : {"nothing", "file", "link to file", "link to nothing", "link to folder", "fifo", "folder"})
        QTest::newRow(kind) << QByteArray(kind);
}

void TestWorkspace::replacesWhateverIsThere()
{
    QFETCH(QByteArray, kind);
    trap(kind, u"result.json"_s);
    const auto outcome = open().replace("result.json", "{}");
    QVERIFY2(outcome.has_value(), outcome ? "" : outcome.error().c_str());
    struct stat status{};
    QCOMPARE(::lstat(path(u"result.json"_s).toLocal8Bit().constData(), &status), 0);
    QVERIFY(S_ISREG(status.st_mode));
    QCOMPARE(read(u"result.json"_s), QByteArray("{}"));
    QCOMPARE(QDir(path({})).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot).size(), 1);
    QFile victim(m_dir->filePath(u"outside/victim"_s));
    QVERIFY(victim.open(QIODevice::ReadOnly));
    QCOMPARE(victim.readAll(), QByteArray("precious"));
}

void TestWorkspace::refusesToReplaceFullFolder()
{
    QVERIFY(open().write("result.json/x", "mine"));
    QVERIFY(!open().replace("result.json", "{}").has_value());
    QCOMPARE(read(u"result.json/x"_s), QByteArray("mine"));
    QCOMPARE(QDir(path({})).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 1);
}

void TestWorkspace::listsWhatWasMade()
{
    const auto workspace = open();
    QVERIFY(workspace.write("input", "old"));
    // A file may be stamped finer than the clock ticks, and so later than the clock says until the tick after.
    struct stat input{};
    QCOMPARE(::fstatat(workspace.fd(), "input", &input, 0), 0);
    timespec since{};
    QVERIFY(QTest::qWaitFor([&] {
        since = MadeFiles::now();
        return std::tie(since.tv_sec, since.tv_nsec) > std::tie(input.st_ctim.tv_sec, input.st_ctim.tv_nsec);
    }));
    QVERIFY(workspace.write("b/c", "123"));
    QVERIFY(workspace.write("a", "1"));
    QVERIFY(workspace.write("node_modules/x", "1"));
    trap("link to folder", u"link"_s);
    trap("fifo", u"fifo"_s);
    const auto made = MadeFiles::list(workspace.fd(), since);
    QCOMPARE(made.files.size(), 2U);
    QCOMPARE(made.files[0].name, std::string("a"));
    QCOMPARE(made.files[1].name, std::string("b/c"));
    QCOMPARE(made.files[1].bytes, 3U);
    QVERIFY(!made.isCut);
}

void TestWorkspace::listingIsBounded()
{
    const auto workspace = open();
    std::string deep;
    for (int i = 0; i < 100; ++i)
        deep += "d/";
    QVERIFY(workspace.write(deep + "x", "1"));
    for (int i = 0; i < 1100; ++i)
        QVERIFY(workspace.write("f" + std::to_string(i), "1"));
    const auto made = MadeFiles::list(workspace.fd(), {});
    QCOMPARE(made.files.size(), 1000U);
    QVERIFY(made.isCut);
}

void TestWorkspace::tempFolderGoes()
{
    QString folder;
    {
        auto temp = TempFolder::create();
        QVERIFY(temp.has_value());
        const auto file = temp->write("step-1.sh", "true");
        QVERIFY(file.has_value());
        folder = QFileInfo(QString::fromStdString(*file)).path();
        QCOMPARE(QFile::permissions(folder) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QVERIFY(QFile::exists(QString::fromStdString(*file)));
    }
    QVERIFY(!QFile::exists(folder));
}

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
