#include <QElapsedTimer>
#include <QFile>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <csignal>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

#include "logcapture.h"
#include "logindex.h"
#include "logthread.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// A job's output on its way from the pipes to the files.
class TestLogCapture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_dir.reset(); }
    void keepsBothStreamsAndTheirOrder();
    void goesOnBehindAnEarlierCapture_data();
    void goesOnBehindAnEarlierCapture();
    void floodArrivesWholeAndIsAnnouncedSparingly();
    void backstopDropsTheRestAndSaysSo();
    void fullDiskIsReportedAndThePipeStaysOpen();
    void manyCapturesShareOneThread();
    void goesAwayWhileTheJobStillWrites();
    void missingFolderIsAnError();

private:
    [[nodiscard]] QByteArray content(const QString &name) const;
    static bool put(int fd, QByteArrayView bytes);

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestLogCapture::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

QByteArray TestLogCapture::content(const QString &name) const
{
    QFile file(m_dir->path() + u'/' + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be opened)");
}

bool TestLogCapture::put(int fd, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(fd, bytes.data(), static_cast<size_t>(bytes.size()));
        if (written < 0)
            return false;
        bytes = bytes.sliced(written);
    }
    return true;
}

void TestLogCapture::keepsBothStreamsAndTheirOrder()
{
    LogThread thread;
    auto capture = LogCapture::start(thread, m_dir->path(), 1 << 20);
    QVERIFY(capture);
    QSignalSpy appended(capture->get(), &LogCapture::appended);
    QSignalSpy finished(capture->get(), &LogCapture::finished);
    UniqueFd out = (*capture)->takeOut();
    UniqueFd err = (*capture)->takeErr();
    // Each waits for the one before it to be in the files: only then is the order between two pipes defined.
    const auto expectSizes = [&](qint64 outBytes, qint64 errBytes) {
        return QTest::qWaitFor(
            [&] { return !appended.isEmpty() && appended.last() == QVariantList({outBytes, errBytes}); });
    };
    QVERIFY(put(out.get(), "one\n"));
    QVERIFY(expectSizes(4, 0));
    QVERIFY(put(err.get(), "two\n"));
    QVERIFY(expectSizes(4, 4));
    QVERIFY(put(out.get(), "three\n"));
    QVERIFY(expectSizes(10, 4));
    out.reset();
    err.reset();
    QVERIFY(finished.size() == 1 || finished.wait());
    QCOMPARE(finished.first().first().toString(), QString());
    QCOMPARE(content(u"stdout.log"_s), QByteArray("one\nthree\n"));
    QCOMPARE(content(u"stderr.log"_s), QByteArray("two\n"));
    const auto ranges = readLogIndex(m_dir->path() + u"/arrival.index"_s);
    QCOMPARE(ranges.size(), 3);
    QCOMPARE(ranges.at(0).stream, LogStream::Out);
    QCOMPARE(ranges.at(1).stream, LogStream::Err);
    QCOMPARE(ranges.at(2).offset, 4);
    QCOMPARE(ranges.at(2).length, 6);
}

void TestLogCapture::goesOnBehindAnEarlierCapture_data()
{
    QTest::addColumn<qint64>("indexBytes");
    QTest::newRow("a whole index") << qint64{-1};
    QTest::newRow("an index cut off within a record") << qint64{logIndexHeaderBytes + logIndexRecordBytes + 3};
    QTest::newRow("an index with nothing in it") << qint64{logIndexHeaderBytes};
    QTest::newRow("an index cut off within its head") << qint64{5};
}

void TestLogCapture::goesOnBehindAnEarlierCapture()
{
    QFETCH(qint64, indexBytes);
    LogThread thread;
    const auto print = [](LogCapture &capture, QByteArrayView outText, QByteArrayView errText) {
        QSignalSpy finished(&capture, &LogCapture::finished);
        UniqueFd out = capture.takeOut();
        UniqueFd err = capture.takeErr();
        const bool isPut = put(out.get(), outText) && put(err.get(), errText);
        out.reset();
        err.reset();
        return isPut && (finished.size() == 1 || finished.wait()) && finished.first().first().toString().isEmpty();
    };
    auto first = LogCapture::start(thread, m_dir->path(), 1 << 20);
    QVERIFY(first && print(**first, "one\ntwo", "bad\n"));
    const QString index = m_dir->path() + u"/arrival.index"_s;
    QVERIFY(indexBytes < 0 || QFile::resize(index, indexBytes));
    auto second = LogCapture::resume(thread, m_dir->path(), 1 << 20);
    QVERIFY(second);
    QCOMPARE((*second)->outBytesBefore(), 7);
    QCOMPARE((*second)->errBytesBefore(), 4);
    QVERIFY(print(**second, "three\n", "worse\n"));
    QCOMPARE(content(u"stdout.log"_s), QByteArray("one\ntwothree\n"));
    QCOMPARE(content(u"stderr.log"_s), QByteArray("bad\nworse\n"));
    std::array<qint64, 2> indexed{};
    for (const ArrivalRange &range : readLogIndex(index)) {
        QCOMPARE(range.offset, indexed.at(static_cast<size_t>(range.stream)));
        indexed.at(static_cast<size_t>(range.stream)) += range.length;
    }
    QCOMPARE(indexed, (std::array<qint64, 2>{13, 10}));
}

void TestLogCapture::floodArrivesWholeAndIsAnnouncedSparingly()
{
    constexpr qint64 total = 64 << 20;
    LogThread thread;
    auto capture = LogCapture::start(thread, m_dir->path(), 1LL << 30);
    QVERIFY(capture);
    QSignalSpy appended(capture->get(), &LogCapture::appended);
    QSignalSpy finished(capture->get(), &LogCapture::finished);
    QElapsedTimer timer;
    timer.start();
    std::jthread writer([out = (*capture)->takeOut(), err = (*capture)->takeErr()]() mutable {
        const QByteArray block(64 << 10, 'x');
        for (qint64 done = 0; done < total; done += block.size())
            put(((done / block.size()) % 4 == 0 ? err : out).get(), block);
        out.reset();
        err.reset();
    });
    QVERIFY(finished.wait(60'000));
    QCOMPARE(QFile(m_dir->path() + u"/stdout.log"_s).size() + QFile(m_dir->path() + u"/stderr.log"_s).size(), total);
    QCOMPARE(appended.last(), QVariantList({total / 4 * 3, total / 4}));
    QVERIFY2(appended.size() <= timer.elapsed() / 16 + 2,
             qPrintable(u"%1 in %2 ms"_s.arg(appended.size()).arg(timer.elapsed())));
    qint64 indexed = 0;
    for (const auto &range : readLogIndex(m_dir->path() + u"/arrival.index"_s))
        indexed += range.length;
    QCOMPARE(indexed, total);
}

void TestLogCapture::backstopDropsTheRestAndSaysSo()
{
    LogThread thread;
    auto capture = LogCapture::start(thread, m_dir->path(), 1000);
    QVERIFY(capture);
    QSignalSpy finished(capture->get(), &LogCapture::finished);
    UniqueFd out = (*capture)->takeOut();
    UniqueFd err = (*capture)->takeErr();
    std::jthread writer([&] {
        put(out.get(), QByteArray(8 << 20, 'o'));
        put(err.get(), QByteArray(8 << 20, 'e'));
        out.reset();
        err.reset();
    });
    QVERIFY2(finished.wait(30'000), "the pipes must be emptied past the limit, too");
    QCOMPARE(content(u"stdout.log"_s).size() + content(u"stderr.log"_s).size(), 1000);
    QVERIFY2(!finished.first().first().toString().isEmpty(), "what is missing must be said");
}

void TestLogCapture::fullDiskIsReportedAndThePipeStaysOpen()
{
    // A limit on file size fails a write as a full disk does, without needing one.
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
    const auto restore = qScopeGuard([&] {
        ::setrlimit(RLIMIT_FSIZE, &before);
        static_cast<void>(std::signal(SIGXFSZ, oldHandler));
    });
    LogThread thread;
    auto capture = LogCapture::start(thread, m_dir->path(), 1LL << 30);
    QVERIFY(capture);
    const rlimit small{.rlim_cur = 100'000, .rlim_max = before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    QSignalSpy finished(capture->get(), &LogCapture::finished);
    UniqueFd out = (*capture)->takeOut();
    UniqueFd err = (*capture)->takeErr();
    bool isWritten = false;
    std::jthread writer([&] {
        isWritten = put(out.get(), QByteArray(4 << 20, 'o'));
        out.reset();
        err.reset();
    });
    QVERIFY(finished.wait(30'000));
    writer.join();
    QVERIFY2(isWritten, "the job must not notice");
    QVERIFY(!finished.first().first().toString().isEmpty());
}

void TestLogCapture::manyCapturesShareOneThread()
{
    LogThread thread;
    std::vector<std::unique_ptr<QTemporaryDir>> dirs;
    std::vector<std::unique_ptr<LogCapture>> captures;
    int ended = 0;
    for (int i = 0; i < 20; ++i) {
        dirs.push_back(std::make_unique<QTemporaryDir>());
        auto capture = LogCapture::start(thread, dirs.back()->path(), 1 << 20);
        QVERIFY(capture);
        connect(capture->get(), &LogCapture::finished, this, [&ended] { ++ended; });
        QVERIFY(put((*capture)->takeOut().get(), QByteArray::number(i)));
        (*capture)->takeErr().reset();
        captures.push_back(std::move(*capture));
    }
    QVERIFY(QTest::qWaitFor([&ended] { return ended == 20; }, 30'000));
    for (size_t i = 0; i < dirs.size(); ++i) {
        QFile file(dirs.at(i)->path() + u"/stdout.log"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray::number(i));
    }
}

void TestLogCapture::goesAwayWhileTheJobStillWrites()
{
    const auto oldHandler = std::signal(SIGPIPE, SIG_IGN);
    const auto restore = qScopeGuard([&] { static_cast<void>(std::signal(SIGPIPE, oldHandler)); });
    LogThread thread;
    auto capture = LogCapture::start(thread, m_dir->path(), 1 << 20);
    QVERIFY(capture);
    UniqueFd out = (*capture)->takeOut();
    QVERIFY(put(out.get(), "text"));
    capture->reset();
    // The reading end is closed on the log thread: from then on writing fails instead of waiting for ever.
    QVERIFY(QTest::qWaitFor([&out] { return !put(out.get(), "more"); }, 10'000));
}

void TestLogCapture::missingFolderIsAnError()
{
    LogThread thread;
    const auto capture = LogCapture::start(thread, m_dir->path() + u"/nowhere"_s, 1000);
    QVERIFY(!capture);
    QCOMPARE(capture.error().code, ErrorCode::Io);
}

QTEST_GUILESS_MAIN(TestLogCapture)
#include "tst_logcapture.moc"
