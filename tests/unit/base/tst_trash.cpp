#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "trash.h"
#include "uniquefd.h"

using namespace ca;
using namespace Qt::StringLiterals;

namespace {
void writeFile(const QString &path, const QByteArray &text = "x")
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write");
}

/// A chain of folders much longer than a path may be and deeper than a process may have descriptors.
void makeDeep(const QString &path, int depth)
{
    QDir().mkpath(path);
    UniqueFd dir(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY));
    for (int i = 0; i < depth; ++i) {
        if (::mkdirat(dir.get(), "a-folder", 0700) != 0)
            qFatal("cannot make the folder");
        dir.reset(::openat(dir.get(), "a-folder", O_RDONLY | O_DIRECTORY));
    }
    const UniqueFd file(::openat(dir.get(), "deep.txt", O_CREAT | O_WRONLY, 0600));
}
} // namespace

class TestTrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void empties_data();
    void empties();
    void followsNoLink();
    void whatIsNotThereIsNoError();
    void stopsWhenAsked();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_dir->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestTrash::empties_data()
{
    using Make = std::function<void(QString)>;
    QTest::addColumn<Make>("make");
    QTest::newRow("empty folder") << Make([](const QString &) {});
    QTest::newRow("files") << Make([](const QString &dir) {
        for (int i = 0; i < 2000; ++i)
            writeFile(dir + u"/%1"_s.arg(i));
    });
    QTest::newRow("deep") << Make([](const QString &dir) { makeDeep(dir + u"/a"_s, 3000); });
    QTest::newRow("closed folders") << Make([](const QString &dir) {
        QDir().mkpath(dir + u"/closed/inner"_s);
        writeFile(dir + u"/closed/inner/file"_s);
        ::chmod(QFile::encodeName(dir + u"/closed/inner"_s).constData(), 0);
        ::chmod(QFile::encodeName(dir + u"/closed"_s).constData(), 0);
        ::chmod(QFile::encodeName(dir).constData(), 0);
    });
    QTest::newRow("names of its own kind") << Make([](const QString &dir) {
        for (int i = 0; i < 20; ++i)
            QDir().mkpath(dir + u"/moved-%1/moved-%2/moved-0"_s.arg(i).arg(19 - i));
    });
    QTest::newRow("fifo and odd names") << Make([](const QString &dir) {
        ::mkfifo(QFile::encodeName(dir + u"/fifo"_s).constData(), 0600);
        ::mkdir(QByteArray(QFile::encodeName(dir) + "/\xff\n\x01").constData(), 0700);
    });
}

void TestTrash::empties()
{
    using Make = std::function<void(QString)>;
    QFETCH(Make, make);
    const Trash trash(path(u"trash"_s));
    QDir().mkpath(path(u"job"_s));
    make(path(u"job"_s));
    QVERIFY(trash.put(path(u"job"_s)).has_value());
    QVERIFY(!QFileInfo::exists(path(u"job"_s)));
    QVERIFY(trash.holds(u"job"_s));
    const auto emptied = trash.empty({});
    QVERIFY2(emptied.has_value(), emptied ? "" : qPrintable(emptied.error().message));
    QVERIFY(QDir(path(u"trash"_s)).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System));
}

void TestTrash::followsNoLink()
{
    const Trash trash(path(u"trash"_s));
    QDir().mkpath(path(u"outside/inner"_s));
    writeFile(path(u"outside/precious"_s));
    QDir().mkpath(path(u"job/sub"_s));
    QVERIFY(QFile::link(path(u"outside"_s), path(u"job/sub/folder"_s)));
    QVERIFY(QFile::link(path(u"outside/precious"_s), path(u"job/file"_s)));
    QVERIFY(trash.put(path(u"job"_s)).has_value());
    QVERIFY(trash.empty({}).has_value());
    QVERIFY(QFile::exists(path(u"outside/precious"_s)));
    QVERIFY(QDir(path(u"outside/inner"_s)).exists());
    QVERIFY(QDir(path(u"trash"_s)).isEmpty());
}

void TestTrash::whatIsNotThereIsNoError()
{
    const Trash trash(path(u"trash"_s));
    QVERIFY(trash.empty({}).has_value());
    QVERIFY(trash.put(path(u"nothing"_s)).has_value());
    QVERIFY(!trash.holds(u"nothing"_s));
}

void TestTrash::stopsWhenAsked()
{
    const Trash trash(path(u"trash"_s));
    QDir().mkpath(path(u"job"_s));
    writeFile(path(u"job/file"_s));
    QVERIFY(trash.put(path(u"job"_s)).has_value());
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(trash.empty(stop.get_token()).has_value());
    QVERIFY(trash.holds(u"job"_s));
}

QTEST_GUILESS_MAIN(TestTrash)
#include "tst_trash.moc"
