#include <KZip>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <unistd.h>

#include "resulttree.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// Results past the old limits of ZIP, in bounded time and memory.
class TestBigPacking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_tree = std::make_unique<ResultTree>(); }
    void cleanup() { m_tree.reset(); }
    void sparseFileOfMoreThan4GiB();
    void seventyThousandFiles();

private:
    /// In kilobytes; writing to clear_refs starts the peak anew.
    static qint64 peakMemory();
    static void resetPeakMemory();
    Result<PackedResult> packMeasured(qint64 maxExtraKb);

    std::unique_ptr<ResultTree> m_tree;
};

qint64 TestBigPacking::peakMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.simplified().split(' ').at(1).toLongLong();
    }
    return 0;
}

void TestBigPacking::resetPeakMemory()
{
    QFile refs(u"/proc/self/clear_refs"_s);
    if (refs.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        refs.write("5");
}

Result<PackedResult> TestBigPacking::packMeasured([[maybe_unused]] qint64 maxExtraKb)
{
    resetPeakMemory();
    const qint64 before = peakMemory();
    QElapsedTimer timer;
    timer.start();
    auto packed = m_tree->pack();
    const qint64 extra = peakMemory() - before;
    qInfo("packed in %lld ms, with %lld MB more memory", timer.elapsed(), extra / 1024);
#ifndef __SANITIZE_ADDRESS__ // which keeps what was freed, for a while
    if (extra > maxExtraKb)
        return failure(ErrorCode::LimitReached, u"packing took %1 kB of memory"_s.arg(extra));
#endif
    return packed;
}

void TestBigPacking::sparseFileOfMoreThan4GiB()
{
    constexpr qint64 size = 4500LL << 20;
    m_tree->write("big", "begin");
    QFile file(QFile::decodeName(m_tree->at("big")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(size - 3));
    QVERIFY(file.seek(size - 3));
    QCOMPARE(file.write("end"), 3);
    file.close();
    m_tree->write("z", "behind it");
    const auto packed = packMeasured(64 << 10);
    QVERIFY2(packed, qPrintable(packed.error_or(Error{}).message));
    KZip zip(packed->path);
    QVERIFY2(zip.open(QIODevice::ReadOnly), qPrintable(zip.errorString()));
    QVERIFY(zip.directory()->file(u"workspace/big"_s));
    QCOMPARE(zip.directory()->file(u"workspace/big"_s)->size(), size);
    QCOMPARE(m_tree->content(u"workspace/z"_s), QByteArray("behind it"));
    QCOMPARE(m_tree->unzip({u"-tqq"_s}), 0);
}

void TestBigPacking::seventyThousandFiles()
{
    constexpr int folders = 70;
    for (int folder = 0; folder < folders; ++folder) {
        const QByteArray name = 'd' + QByteArray::number(folder);
        m_tree->folder(name);
        for (int i = 0; i < 1000; ++i)
            m_tree->write(name + '/' + QByteArray::number(i), name + " file " + QByteArray::number(i));
    }
    const auto packed = packMeasured(200 << 10);
    QVERIFY2(packed, qPrintable(packed.error_or(Error{}).message));
    QCOMPARE(packed->files, folders * 1000);
    QCOMPARE(m_tree->names().size(), folders * 1001 + 1);
    QCOMPARE(m_tree->content(u"workspace/d69/999"_s), QByteArray("d69 file 999"));
    QCOMPARE(m_tree->unzip({u"-tqq"_s}), 0);
    KZip zip(packed->path);
    QVERIFY2(zip.open(QIODevice::ReadOnly), qPrintable(zip.errorString()));
    QVERIFY(zip.directory()->file(u"workspace/d0/0"_s));
}

QTEST_GUILESS_MAIN(TestBigPacking)
#include "tst_bigpacking.moc"
