#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diskusage.h"
#include "uniquefd.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestDiskUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void countsBlocksNotLengths();
    void countsEmptyEntries();
    void countsHardLinksOnce();
    void doesNotFollowLinks();
    void goesDeeperThanAnyPath();
    void stopsWhenItIsEnough();
    void stopsWhenAsked();
    void countsDeletedFilesHeldOpen();
    void countsDeletedFilesHeldMapped();

private:
    qint64 measured(qint64 enough = qint64{1} << 40, std::stop_token stop = {}) const;
    void write(const QString &name, qsizetype bytes) const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

namespace {
constexpr qint64 mebibyte = 1 << 20;

UniqueFd openFolder(const QString &path)
{
    return UniqueFd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}
} // namespace

void TestDiskUsage::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

qint64 TestDiskUsage::measured(qint64 enough, std::stop_token stop) const
{
    DiskUsage usage(enough, std::move(stop));
    usage.addFolder(openFolder(m_dir->path()).get());
    return usage.bytes();
}

void TestDiskUsage::write(const QString &name, qsizetype bytes) const
{
    QFile file(m_dir->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(QByteArray(bytes, 'x')), bytes);
}

void TestDiskUsage::countsBlocksNotLengths()
{
    write(u"full"_s, mebibyte);
    const auto full = measured();
    QVERIFY(full >= mebibyte && full < 2 * mebibyte);
    QFile sparse(m_dir->filePath(u"sparse"_s));
    QVERIFY(sparse.open(QIODevice::WriteOnly) && sparse.resize(1000 * mebibyte));
    QVERIFY(measured() < full + mebibyte);
}

void TestDiskUsage::countsEmptyEntries()
{
    for (int i = 0; i < 100; ++i)
        write(QString::number(i), 0);
    QCOMPARE(measured(), 100 * 4096);
}

void TestDiskUsage::countsHardLinksOnce()
{
    write(u"a"_s, mebibyte);
    const auto once = measured();
    QCOMPARE(::link(QFile::encodeName(m_dir->filePath(u"a"_s)).constData(),
                    QFile::encodeName(m_dir->filePath(u"b"_s)).constData()),
             0);
    QCOMPARE(measured(), once);
}

void TestDiskUsage::doesNotFollowLinks()
{
    QVERIFY(QFile::link(u"/usr"_s, m_dir->filePath(u"usr"_s)));
    QVERIFY(QFile::link(u"."_s, m_dir->filePath(u"loop"_s)));
    QCOMPARE(measured(), 2 * 4096);
}

void TestDiskUsage::goesDeeperThanAnyPath()
{
    constexpr int depth = 300;
    const QByteArray name(200, 'd'); // so that the path is many times longer than any call takes
    auto folder = openFolder(m_dir->path());
    for (int i = 0; i < depth; ++i) {
        QCOMPARE(::mkdirat(folder.get(), name.constData(), 0755), 0);
        folder = UniqueFd(::openat(folder.get(), name.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        QVERIFY(folder.isValid());
    }
    const UniqueFd file(::openat(folder.get(), "file", O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
    const QByteArray content(mebibyte, 'x');
    QCOMPARE(::write(file.get(), content.constData(), mebibyte), mebibyte);
    QVERIFY(measured() >= mebibyte + depth * 4096);
    QCOMPARE(QProcess::execute(u"rm"_s, {u"-rf"_s, m_dir->filePath(QString::fromLatin1(name))}), 0);
}

void TestDiskUsage::stopsWhenItIsEnough()
{
    for (int i = 0; i < 50; ++i)
        write(QString::number(i), 0);
    const auto bytes = measured(10 * 4096);
    QCOMPARE(bytes, 11 * 4096);
}

void TestDiskUsage::stopsWhenAsked()
{
    for (int i = 0; i < 50; ++i)
        write(QString::number(i), 0);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(measured(mebibyte, stop.get_token()) <= 4096);
}

void TestDiskUsage::countsDeletedFilesHeldOpen()
{
    write(u"gone"_s, mebibyte);
    const UniqueFd held(::open(QFile::encodeName(m_dir->filePath(u"gone"_s)).constData(), O_RDONLY | O_CLOEXEC));
    const UniqueFd again(::dup(held.get()));
    QVERIFY(QFile::remove(m_dir->filePath(u"gone"_s)));
    struct stat info = {};
    QCOMPARE(::fstat(held.get(), &info), 0);
    QCOMPARE(measured(), 0);
    DiskUsage usage(mebibyte * 100, {});
    usage.addDeletedFiles({::getpid()}, info.st_dev);
    QVERIFY(usage.bytes() >= mebibyte && usage.bytes() < 2 * mebibyte);
}

void TestDiskUsage::countsDeletedFilesHeldMapped()
{
    write(u"gone"_s, mebibyte);
    UniqueFd held(::open(QFile::encodeName(m_dir->filePath(u"gone"_s)).constData(), O_RDWR | O_CLOEXEC));
    struct stat info = {};
    QCOMPARE(::fstat(held.get(), &info), 0);
    void *mapped = ::mmap(nullptr, mebibyte, PROT_READ, MAP_SHARED, held.get(), 0);
    QVERIFY(mapped != MAP_FAILED);
    held.reset();
    QVERIFY(QFile::remove(m_dir->filePath(u"gone"_s)));
    DiskUsage usage(mebibyte * 100, {});
    usage.addDeletedFiles({::getpid()}, info.st_dev);
    QCOMPARE(usage.bytes(), mebibyte);
    ::munmap(mapped, mebibyte);
}

QTEST_GUILESS_MAIN(TestDiskUsage)
#include "tst_diskusage.moc"
