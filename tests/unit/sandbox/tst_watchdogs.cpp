#include <QProcess>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <unistd.h>

#include "diskwatchdog.h"
#include "memorywatchdog.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// The watchdogs on small real processes.
class TestWatchdogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void memoryOfTheTreeIsMissedByNobody_data();
    void memoryOfTheTreeIsMissedByNobody();
    void memoryWithinTheLimitIsLeftAlone();
    void diskLimitIsNoticed();
    void diskWithinTheLimitIsLeftAlone();
    void stopsAtOnce();

private:
    static void startPython(QProcess &process, const QString &code);
    static void end(QProcess &process);
};

namespace {
constexpr qint64 mebibyte = 1 << 20;
constexpr int noticeMs = 10'000;
constexpr int quietMs = 500;
} // namespace

void TestWatchdogs::startPython(QProcess &process, const QString &code)
{
    // With a /dev/shm and /tmp of its own, as in a sandbox: what others keep in memory there is not this tree's.
    process.start(u"unshare"_s,
                  {u"--user"_s, u"--map-root-user"_s, u"--mount"_s, u"sh"_s, u"-c"_s,
                   u"mount -t tmpfs none /dev/shm && mount -t tmpfs none /tmp && exec python3 -c \"$0\""_s,
                   code + u"\nprint('up', flush=True)\nimport time; time.sleep(1000)\n"});
    QVERIFY(process.waitForReadyRead());
}

void TestWatchdogs::end(QProcess &process)
{
    process.closeWriteChannel();
    process.kill();
    QVERIFY(process.waitForFinished());
}

void TestWatchdogs::memoryOfTheTreeIsMissedByNobody_data()
{
    QTest::addColumn<QString>("code");
    QTest::newRow("private") << u"x = b'x' * (150 << 20)"_s;
    QTest::newRow("in a child") << u"import subprocess\n"
                                   "p = subprocess.Popen(['python3', '-c', 'x = b\"x\" * (150 << 20); input()'], "
                                   "stdin=0)"_s;
    QTest::newRow("shared and let go of") << u"import mmap\nm = mmap.mmap(-1, 150 << 20)\n"
                                             "for i in range(0, 150 << 20, 4096): m[i] = 1\n"
                                             "m.madvise(mmap.MADV_DONTNEED)"_s;
}

void TestWatchdogs::memoryOfTheTreeIsMissedByNobody()
{
    QFETCH(QString, code);
    QProcess python;
    startPython(python, code);
    QSemaphore exceeded;
    const MemoryWatchdog watchdog(static_cast<pid_t>(python.processId()), 100 * mebibyte, [&] { exceeded.release(); });
    const bool noticed = exceeded.tryAcquire(1, noticeMs);
    end(python);
    QVERIFY(noticed);
}

void TestWatchdogs::memoryWithinTheLimitIsLeftAlone()
{
    QProcess python;
    // Four processes that share 60 MB: counted for each they would be past the limit.
    startPython(python, u"import os\nx = b'x' * (60 << 20)\nfor i in range(3):\n"
                        "  if os.fork() == 0:\n    os.read(0, 1); os._exit(0)"_s);
    QSemaphore exceeded;
    const MemoryWatchdog watchdog(static_cast<pid_t>(python.processId()), 150 * mebibyte, [&] { exceeded.release(); });
    const bool noticed = exceeded.tryAcquire(1, quietMs);
    end(python);
    QVERIFY(!noticed);
}

void TestWatchdogs::diskLimitIsNoticed()
{
    QTemporaryDir folder;
    QSemaphore exceeded;
    const DiskWatchdog watchdog({folder.path()}, ::getpid(), 8 * mebibyte, [&](DiskWatchdog::Reason reason) {
        if (reason == DiskWatchdog::Reason::Limit)
            exceeded.release();
    });
    QFile file(folder.filePath(u"big"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(QByteArray(10 * mebibyte, 'x')), 10 * mebibyte);
    file.close();
    QVERIFY(exceeded.tryAcquire(1, noticeMs));
}

void TestWatchdogs::diskWithinTheLimitIsLeftAlone()
{
    QTemporaryDir folder;
    QSemaphore exceeded;
    QFile file(folder.filePath(u"small"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(QByteArray(4 * mebibyte, 'x')), 4 * mebibyte);
    file.close();
    const DiskWatchdog watchdog({folder.path()}, ::getpid(), 8 * mebibyte,
                                [&](DiskWatchdog::Reason) { exceeded.release(); });
    QVERIFY(!exceeded.tryAcquire(1, quietMs));
}

void TestWatchdogs::stopsAtOnce()
{
    QElapsedTimer timer;
    timer.start();
    {
        WatchThread thread([](const std::stop_token &) { return std::chrono::hours(1); });
    }
    QVERIFY(timer.elapsed() < 5000);
}

QTEST_GUILESS_MAIN(TestWatchdogs)
#include "tst_watchdogs.moc"
