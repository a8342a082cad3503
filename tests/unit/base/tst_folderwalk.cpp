#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folderwalk.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// Walking a tree that a hostile job has made.
class TestFolderWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_dir.reset(); }
    void visitsEverythingInOrder();
    void doesNotFollowLinks();
    void skipsWhatTheVisitorSkips();
    void endsWhenTheVisitorStops();
    void reportsFoldersThatAreTooDeep();
    void survivesPathsLongerThanPathMax();
    void reportsFoldersWithTooManyNames();
    void canWalkTwice();

private:
    struct Seen
    {
        QByteArrayList paths;
        QByteArrayList problems;
    };
    [[nodiscard]] QString path(const QString &name) const { return m_dir->path() + u'/' + name; }
    void touch(const QString &name) const;
    static void makeDeep(int rootFd, const QByteArray &name, int levels);
    static void removeDeep(int rootFd, const QByteArray &name);
    static WalkStep note(Seen &seen, const WalkEntry &entry);

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestFolderWalk::init()
{
    // In memory where there is such a place: removing thousands of nested folders takes a disk many seconds.
    const QFileInfo shared(u"/dev/shm"_s);
    const QString place = shared.isDir() && shared.isWritable() ? shared.filePath() : QDir::tempPath();
    m_dir = std::make_unique<QTemporaryDir>(place + u"/ca-walk-XXXXXX"_s);
    QVERIFY(m_dir->isValid());
}

void TestFolderWalk::touch(const QString &name) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
}

WalkStep TestFolderWalk::note(Seen &seen, const WalkEntry &entry)
{
    (entry.problem == WalkProblem::None ? seen.paths : seen.problems).append(entry.path);
    return WalkStep::Continue;
}

/// By descriptor: such a path is longer than any call takes.
void TestFolderWalk::makeDeep(int rootFd, const QByteArray &name, int levels)
{
    UniqueFd at(::dup(rootFd));
    for (int level = 0; level < levels; ++level) {
        QCOMPARE(::mkdirat(at.get(), name.constData(), 0700), 0);
        at.reset(::openat(at.get(), name.constData(), O_RDONLY | O_DIRECTORY));
        QVERIFY(at.isValid());
    }
}

/// QDir::removeRecursively would need the whole path.
void TestFolderWalk::removeDeep(int rootFd, const QByteArray &name)
{
    UniqueFd at(::dup(rootFd));
    for (;;) {
        UniqueFd next(::openat(at.get(), name.constData(), O_RDONLY | O_DIRECTORY));
        if (!next.isValid())
            break;
        at = std::move(next);
    }
    struct stat root = {};
    QCOMPARE(::fstat(rootFd, &root), 0);
    for (;;) {
        struct stat here = {};
        QCOMPARE(::fstat(at.get(), &here), 0);
        if (here.st_ino == root.st_ino)
            return;
        at.reset(::openat(at.get(), "..", O_RDONLY | O_DIRECTORY));
        QVERIFY(at.isValid());
        QCOMPARE(::unlinkat(at.get(), name.constData(), AT_REMOVEDIR), 0);
    }
}

void TestFolderWalk::visitsEverythingInOrder()
{
    QVERIFY(QDir(m_dir->path()).mkpath(u"b/inner"_s));
    QVERIFY(QDir(m_dir->path()).mkpath(u"empty"_s));
    for (const auto &name : {u"z"_s, u"a"_s, u"B"_s, u"b/2"_s, u"b/10"_s, u"b/inner/x"_s})
        touch(name);
    Seen seen;
    const auto root = BeneathDir::open(m_dir->path());
    QVERIFY(root);
    const auto done = FolderWalk().run(*root, [&](const WalkEntry &entry) { return note(seen, entry); });
    QVERIFY(done);
    QVERIFY(*done);
    QCOMPARE(seen.paths, QByteArrayList({"B", "a", "b", "b/10", "b/2", "b/inner", "b/inner/x", "empty", "z"}));
    QVERIFY(seen.problems.isEmpty());
}

void TestFolderWalk::doesNotFollowLinks()
{
    QCOMPARE(::symlink("/etc", QFile::encodeName(path(u"out"_s)).constData()), 0);
    QCOMPARE(::symlink(".", QFile::encodeName(path(u"loop"_s)).constData()), 0);
    QCOMPARE(::mkfifo(QFile::encodeName(path(u"fifo"_s)).constData(), 0600), 0);
    const auto root = BeneathDir::open(m_dir->path());
    QVERIFY(root);
    QByteArrayList links;
    QByteArrayList others;
    QVERIFY(FolderWalk().run(*root, [&](const WalkEntry &entry) {
        (entry.isLink() ? links : others).append(entry.path);
        return WalkStep::Continue;
    }));
    QCOMPARE(links, QByteArrayList({"loop", "out"}));
    QCOMPARE(others, QByteArrayList({"fifo"}));
}

void TestFolderWalk::skipsWhatTheVisitorSkips()
{
    QVERIFY(QDir(m_dir->path()).mkpath(u"skipped/inner"_s));
    QVERIFY(QDir(m_dir->path()).mkpath(u"taken/inner"_s));
    const auto root = BeneathDir::open(m_dir->path());
    QVERIFY(root);
    Seen seen;
    QVERIFY(FolderWalk().run(*root, [&](const WalkEntry &entry) {
        note(seen, entry);
        return entry.path == "skipped" ? WalkStep::SkipFolder : WalkStep::Continue;
    }));
    QCOMPARE(seen.paths, QByteArrayList({"skipped", "taken", "taken/inner"}));
}

void TestFolderWalk::endsWhenTheVisitorStops()
{
    for (const auto &name : {u"1"_s, u"2"_s, u"3"_s})
        touch(name);
    const auto root = BeneathDir::open(m_dir->path());
    QVERIFY(root);
    int visits = 0;
    const auto done =
        FolderWalk().run(*root, [&](const WalkEntry &) { return ++visits == 2 ? WalkStep::Stop : WalkStep::Continue; });
    QVERIFY(done);
    QVERIFY(!*done);
    QCOMPARE(visits, 2);
}

void TestFolderWalk::reportsFoldersThatAreTooDeep()
{
    const auto root = BeneathDir::open(m_dir->path());
    QVERIFY(root);
    makeDeep(root->fd(), "d", 3000);
    touch(u"after"_s);
    Seen seen;
    WalkProblem problem = WalkProblem::None;
    const auto done = FolderWalk({.maxDepth = 50}).run(*root, [&](const WalkEntry &entry) {
        if (entry.problem != WalkProblem::None)
            problem = entry.problem;
        return note(seen, entry);
    });
    removeDeep(root->fd(), "d");
    QVERIFY(done);
    QVERIFY(*done);
    QCOMPARE(problem, WalkProblem::TooDeep);
    QCOMPARE(seen.problems.size(), 1);
    QCOMPARE(seen.problems.first().count('d'), 50);
    QVERIFY2(seen.paths.contains("after"), "what lies beside the deep folder must not be hidden by it");
}

void TestFolderWalk::survivesPathsLongerThanPathMax()
{
    const auto root = BeneathDir::open(m_dir->path());
    QVERIFY(root);
    const QByteArray name(250, 'n');
    makeDeep(root->fd(), name, 60);
    qsizetype longest = 0;
    const auto done = FolderWalk().run(*root, [&](const WalkEntry &entry) {
        longest = std::max(longest, entry.path.size());
        return entry.problem == WalkProblem::None ? WalkStep::Continue : WalkStep::Stop;
    });
    removeDeep(root->fd(), name);
    QVERIFY(done);
    QVERIFY(*done);
    QCOMPARE(longest, 60 * 251 - 1);
}

void TestFolderWalk::reportsFoldersWithTooManyNames()
{
    QVERIFY(QDir(m_dir->path()).mkpath(u"crowd"_s));
    for (int i = 0; i < 5; ++i)
        touch(u"crowd/%1"_s.arg(i));
    const auto root = BeneathDir::open(m_dir->path());
    QVERIFY(root);
    Seen seen;
    QVERIFY(FolderWalk({.maxNames = 4}).run(*root, [&](const WalkEntry &entry) { return note(seen, entry); }));
    QCOMPARE(seen.paths, QByteArrayList({"crowd"}));
    QCOMPARE(seen.problems, QByteArrayList({"crowd"}));
}

void TestFolderWalk::canWalkTwice()
{
    touch(u"file"_s);
    const auto root = BeneathDir::open(m_dir->path());
    QVERIFY(root);
    for (int round = 0; round < 2; ++round) {
        Seen seen;
        QVERIFY(FolderWalk().run(*root, [&](const WalkEntry &entry) { return note(seen, entry); }));
        QCOMPARE(seen.paths, QByteArrayList({"file"}));
    }
}

QTEST_GUILESS_MAIN(TestFolderWalk)
#include "tst_folderwalk.moc"
