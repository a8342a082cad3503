#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>
#include <unistd.h>

#include "envfile.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestEnvFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAFile();
    void whatIsNotThereIsNoError_data();
    void whatIsNotThereIsNoError();
    void namesAFileThatCannotBeRead_data();
    void namesAFileThatCannotBeRead();
    void aFolderThatIsClosedHoldsNoSettings();
    void tellsWhoCanReadIt_data();
    void tellsWhoCanReadIt();

private:
    /// Makes a file in the folder and returns its path.
    static QString make(const QTemporaryDir &dir, const QByteArray &content, mode_t mode = 0600);
};

QString TestEnvFile::make(const QTemporaryDir &dir, const QByteArray &content, mode_t mode)
{
    QFile file(dir.filePath(u"settings.env"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || ::fchmod(file.handle(), mode) != 0)
        return {};
    return file.fileName();
}

void TestEnvFile::readsAFile()
{
    const QTemporaryDir dir;
    const QByteArray content(EnvFile::maxBytes, 'x');
    const auto file = EnvFile::read(make(dir, content));
    QVERIFY(file.has_value() && file->has_value());
    QCOMPARE((*file)->content, content);
    QCOMPARE((*file)->owner, ::geteuid());
}

void TestEnvFile::whatIsNotThereIsNoError_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("no file") << u"/none.env"_s;
    QTest::newRow("no folder") << u"/none/settings.env"_s;
    QTest::newRow("below a file") << u"/settings.env/.env"_s;
    QTest::newRow("a folder") << QString();
}

void TestEnvFile::whatIsNotThereIsNoError()
{
    QFETCH(QString, name);
    const QTemporaryDir dir;
    QVERIFY(!make(dir, {}).isEmpty());
    const auto file = EnvFile::read(dir.path() + name);
    QVERIFY2(file.has_value(), qPrintable(file.has_value() ? QString() : file.error().message));
    QVERIFY(!file->has_value());
}

void TestEnvFile::namesAFileThatCannotBeRead_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("reason");
    QTest::newRow("too large") << u"large"_s << u"64 KiB"_s;
    QTest::newRow("a link") << u"link"_s << u"link"_s;
    QTest::newRow("a pipe") << u"pipe"_s << u"no regular file"_s;
    QTest::newRow("no permission") << u"closed"_s << u"Permission denied"_s;
}

/// Root may read every file.
static Result<std::optional<EnvFile>> readAsOrdinaryUser(const QString &path)
{
    constexpr uid_t ordinary = 60'700;
    const bool isRoot = ::geteuid() == 0;
    if (isRoot && ::seteuid(ordinary) != 0)
        return std::nullopt;
    auto file = EnvFile::read(path);
    if (isRoot && ::seteuid(0) != 0)
        return std::nullopt;
    return file;
}

void TestEnvFile::namesAFileThatCannotBeRead()
{
    QFETCH(QString, kind);
    QFETCH(QString, reason);
    const QTemporaryDir dir;
    QString path =
        make(dir, QByteArray(kind == "large"_L1 ? EnvFile::maxBytes + 1 : 1, '\n'), kind == "closed"_L1 ? 0000 : 0666);
    QVERIFY(QFile::setPermissions(dir.path(), QFileDevice::Permissions(0x7755)));
    const QString other = dir.filePath(u"other"_s);
    if (kind == "link"_L1)
        QVERIFY(QFile::link(path, other));
    if (kind == "pipe"_L1) {
        QCOMPARE(::mkfifo(QFile::encodeName(other).constData(), 0600), 0);
        QCOMPARE(::chmod(QFile::encodeName(other).constData(), 0666), 0);
    }
    if (QFile::exists(other))
        path = other;
    const auto file = readAsOrdinaryUser(path);
    QVERIFY(!file.has_value());
    QCOMPARE(file.error().code, ErrorCode::InvalidArgument);
    QVERIFY2(file.error().message.contains(path) && file.error().message.contains(reason),
             qPrintable(file.error().message));
}

void TestEnvFile::aFolderThatIsClosedHoldsNoSettings()
{
    const QTemporaryDir dir;
    const QString closed = dir.filePath(u"closed"_s);
    QVERIFY(QFile::setPermissions(dir.path(), QFileDevice::Permissions(0x7755)) && QDir().mkdir(closed) &&
            QFile::setPermissions(closed, {}));
    const auto file = readAsOrdinaryUser(closed + u"/.env");
    QVERIFY(file.has_value() && !file->has_value());
    QVERIFY(QFile::setPermissions(closed, QFileDevice::Permissions(0x7700)));
}

void TestEnvFile::tellsWhoCanReadIt_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<bool>("isPrivate");
    QTest::newRow("owner") << 0600 << true;
    QTest::newRow("owner, not writable") << 0400 << true;
    QTest::newRow("group") << 0640 << false;
    QTest::newRow("everyone") << 0604 << false;
    QTest::newRow("others write") << 0602 << false;
}

void TestEnvFile::tellsWhoCanReadIt()
{
    QFETCH(int, mode);
    const QTemporaryDir dir;
    const auto file = EnvFile::read(make(dir, "A=1", static_cast<mode_t>(mode)));
    QVERIFY(file.has_value() && file->has_value());
    QTEST((*file)->isPrivate, "isPrivate");
}

QTEST_GUILESS_MAIN(TestEnvFile)
#include "tst_envfile.moc"
