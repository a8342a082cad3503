#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "beneathdir.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// Opening files in a folder that a hostile job has filled.
class TestBeneathDir : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void opensFilesBeneath();
    void refusesEverythingElse_data();
    void refusesEverythingElse();
    void opensFoldersBeneath();
    void missingFolderIsNotFound();

private:
    [[nodiscard]] QByteArray at(const char *name) const { return QFile::encodeName(m_dir.path()) + "/root/" + name; }

    QTemporaryDir m_dir;
};

void TestBeneathDir::initTestCase()
{
    QVERIFY(m_dir.isValid());
    QVERIFY(QDir(m_dir.path()).mkpath(u"root/folder"_s));
    for (const auto &name : {u"/secret"_s, u"/root/file"_s, u"/root/folder/inner"_s}) {
        QFile file(m_dir.path() + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write("text"), 4);
    }
    QCOMPARE(::mkfifo(at("fifo").constData(), 0600), 0);
    QCOMPARE(::symlink("file", at("link").constData()), 0);
    QCOMPARE(::symlink("folder", at("folderlink").constData()), 0);
    QCOMPARE(::symlink("/etc/passwd", at("passwd").constData()), 0);
    QCOMPARE(::symlink("..", at("up").constData()), 0);
    QCOMPARE(::symlink("/proc/self/root", at("magic").constData()), 0);
}

void TestBeneathDir::opensFilesBeneath()
{
    const auto dir = BeneathDir::open(m_dir.path() + u"/root"_s);
    QVERIFY(dir);
    for (const QByteArray &path : {QByteArray("file"), QByteArray("folder/inner"), QByteArray("folder/../file")}) {
        const auto file = dir->openFile(path);
        QVERIFY2(file, path.constData());
        char text[8] = {};
        QCOMPARE(::read(file->get(), text, sizeof text), 4);
        QVERIFY(::fcntl(file->get(), F_GETFD) & FD_CLOEXEC);
    }
}

void TestBeneathDir::refusesEverythingElse_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("code");
    const auto row = [](const char *path, ErrorCode code) {
        QTest::newRow(path) << QByteArray(path) << static_cast<int>(code);
    };
    row("missing", ErrorCode::NotFound);
    row("file/below", ErrorCode::NotFound);
    row("link", ErrorCode::InvalidArgument);
    row("passwd", ErrorCode::InvalidArgument);
    row("folderlink/inner", ErrorCode::InvalidArgument);
    row("up/secret", ErrorCode::InvalidArgument);
    row("magic/etc/passwd", ErrorCode::InvalidArgument);
    row("../secret", ErrorCode::InvalidArgument);
    row("folder/../../secret", ErrorCode::InvalidArgument);
    row("/etc/passwd", ErrorCode::InvalidArgument);
    row("folder", ErrorCode::InvalidArgument);
    row("fifo", ErrorCode::InvalidArgument);
}

void TestBeneathDir::refusesEverythingElse()
{
    QFETCH(QByteArray, path);
    const auto dir = BeneathDir::open(m_dir.path() + u"/root"_s);
    QVERIFY(dir);
    QElapsedTimer timer;
    timer.start();
    const auto file = dir->openFile(path);
    QVERIFY(!file);
    QTEST(static_cast<int>(file.error().code), "code");
    QVERIFY(!file.error().message.isEmpty());
    QVERIFY2(timer.elapsed() < 2'000, "opening must not wait for anyone");
}

void TestBeneathDir::opensFoldersBeneath()
{
    const auto dir = BeneathDir::open(m_dir.path() + u"/root"_s);
    QVERIFY(dir);
    const auto folder = dir->openDir("folder");
    QVERIFY(folder);
    QVERIFY(folder->openFile("inner"));
    QVERIFY2(!folder->openFile("../file"), "a folder is the edge of its own world");
    QVERIFY(!dir->openDir("folderlink"));
    QVERIFY(!dir->openDir("up"));
    QVERIFY(!dir->openDir("file"));
}

void TestBeneathDir::missingFolderIsNotFound()
{
    const auto dir = BeneathDir::open(m_dir.path() + u"/nowhere"_s);
    QVERIFY(!dir);
    QCOMPARE(dir.error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestBeneathDir)
#include "tst_beneathdir.moc"
