#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

#include "envlines.h"
#include "settingsfile.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// Changing one value in the user's settings.env.
class TestSettingsFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatItDoesNotChange_data();
    void keepsWhatItDoesNotChange();
    void writtenValuesAreReadBack_data();
    void writtenValuesAreReadBack();
    void makesAPrivateFile();
    void anOpenFileBecomesPrivate();
    void keepsWhatOthersWroteMeanwhile();
    void refuses_data();
    void refuses();
    void aFileThatCannotBeWrittenIsLeftAlone();
};

namespace {
QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}
} // namespace

void TestSettingsFile::keepsWhatItDoesNotChange_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const QByteArray &before, const QString &value, const QByteArray &after) {
        QTest::newRow(name) << before << value << after;
    };
    row("empty file", "", u"5"_s, "AGENT_MAX_JOBS=5\n");
    row("other lines", "# mine\nA=1\n\nB='x\ny'\n", u"5"_s, "# mine\nA=1\n\nB='x\ny'\nAGENT_MAX_JOBS=5\n");
    row("no line end", "A=1", u"5"_s, "A=1\nAGENT_MAX_JOBS=5\n");
    row("in its place", "A=1\nAGENT_MAX_JOBS=3\nB=2\n", u"5"_s, "A=1\nAGENT_MAX_JOBS=5\nB=2\n");
    row("comment behind it", "AGENT_MAX_JOBS=3 # slow disk\n", u"5"_s, "AGENT_MAX_JOBS=5 # slow disk\n");
    row("comment behind quotes", "AGENT_MAX_JOBS=\"3\" # slow\n", u"5"_s, "AGENT_MAX_JOBS=5 # slow\n");
    row("over several lines", "AGENT_MAX_JOBS='3\n4'\nB=2\n", u"5"_s, "AGENT_MAX_JOBS=5\nB=2\n");
    row("twice", "AGENT_MAX_JOBS=3\nA=1\nAGENT_MAX_JOBS=4\n", u"5"_s, "A=1\nAGENT_MAX_JOBS=5\n");
    row("taken out", "A=1\nAGENT_MAX_JOBS=3\nB=2\nAGENT_MAX_JOBS=4\n", QString(), "A=1\nB=2\n");
    row("taken out where it is not", "A=1\n", QString(), "A=1\n");
    row("only one", "AGENT_MAX_JOBS=3\n", QString(), "");
    row("Windows' line ends", "A=1\r\nAGENT_MAX_JOBS=3\r\n", u"5"_s, "A=1\r\nAGENT_MAX_JOBS=5\r\n");
    row("export", "export AGENT_MAX_JOBS=3\n", u"5"_s, "AGENT_MAX_JOBS=5\n");
}

void TestSettingsFile::keepsWhatItDoesNotChange()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QString, value);
    QFETCH(const QByteArray, after);
    const auto changed = withEnvValue(before, u"AGENT_MAX_JOBS"_s, value);
    QVERIFY(changed);
    QCOMPARE(*changed, after);
}

void TestSettingsFile::writtenValuesAreReadBack_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("plain") << u"127.0.0.1:8000"_s;
    QTest::newRow("spaces") << u"a b, c"_s;
    QTest::newRow("quotes") << u"\"it's\" so"_s;
    QTest::newRow("what shells expand") << u"$HOME `id` \\n"_s;
    QTest::newRow("number sign") << u"a #b"_s;
    QTest::newRow("line end") << u"a\nb"_s;
    QTest::newRow("letters") << u"/home/zoë/Übung"_s;
}

void TestSettingsFile::writtenValuesAreReadBack()
{
    QFETCH(const QString, value);
    const auto content = withEnvValue("A=1\n", u"KEY"_s, value);
    QVERIFY(content);
    const auto lines = parseEnvLines(*content);
    QVERIFY(lines);
    QCOMPARE(lines->constLast().value, value);
    QCOMPARE(lines->constLast().problem, QString());
}

void TestSettingsFile::makesAPrivateFile()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"new/folder/settings.env"_s);
    auto file = SettingsFile::read(path);
    QVERIFY(file);
    QVERIFY(file->set(u"AGENT_API_TOKEN"_s, u"0123456789abcdef"_s));
    QCOMPARE(read(path), "AGENT_API_TOKEN=0123456789abcdef\n");
    struct stat info{};
    QCOMPARE(::stat(path.toLocal8Bit().constData(), &info), 0);
    QCOMPARE(info.st_mode & 07777, 0600U);
    const auto again = SettingsFile::read(path);
    QVERIFY(again);
    QCOMPARE(again->values().value(u"AGENT_API_TOKEN"_s), u"0123456789abcdef"_s);
}

void TestSettingsFile::anOpenFileBecomesPrivate()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"settings.env"_s);
    write(path, "AGENT_MAX_JOBS=3\n");
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    auto file = SettingsFile::read(path);
    QVERIFY(file);
    QVERIFY(file->set(u"AGENT_MAX_JOBS"_s, u"4"_s));
    QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
}

void TestSettingsFile::keepsWhatOthersWroteMeanwhile()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"settings.env"_s);
    auto file = SettingsFile::read(path);
    QVERIFY(file);
    write(path, "# by hand\nRETENTION_DAYS=7\n");
    QVERIFY(file->set(u"AGENT_MAX_JOBS"_s, u"4"_s));
    QCOMPARE(read(path), "# by hand\nRETENTION_DAYS=7\nAGENT_MAX_JOBS=4\n");
}

void TestSettingsFile::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("word");
    QTest::newRow("no such setting") << u"AGENT_MAX_JOB"_s << u"4"_s << u"no setting"_s;
    QTest::newRow("misfit") << u"AGENT_MAX_JOBS"_s << u"0"_s << u"whole number"_s;
    QTest::newRow("a key") << u"GEMINI_API_KEY"_s << u"sk-1234567890123456"_s << u"keychain"_s;
    QTest::newRow("another name of a key") << u"ALCHEMYST_AI_API_KEY"_s << u"sk-1234567890123456"_s << u"keychain"_s;
    QTest::newRow("two lines") << u"GEMINI_MODEL"_s << u"a\nb"_s << u"one line"_s;
}

void TestSettingsFile::refuses()
{
    QFETCH(const QString, name);
    QFETCH(const QString, value);
    QFETCH(const QString, word);
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"settings.env"_s);
    auto file = SettingsFile::read(path);
    QVERIFY(file);
    const auto result = file->set(name, value);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::InvalidArgument);
    QVERIFY2(result.error().message.contains(word), qPrintable(result.error().message));
    QVERIFY2(!result.error().message.contains(u"sk-"_s), "a key must not be in a sentence");
    QVERIFY(!QFile::exists(path));
}

void TestSettingsFile::aFileThatCannotBeWrittenIsLeftAlone()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"settings.env"_s);
    auto file = SettingsFile::read(path);
    QVERIFY(file);
    write(path, "this is no setting\n");
    const auto result = file->set(u"AGENT_MAX_JOBS"_s, u"4"_s);
    QVERIFY(!result);
    QVERIFY2(result.error().message.contains(u"line 1"_s), qPrintable(result.error().message));
    QCOMPARE(read(path), "this is no setting\n");
}

QTEST_GUILESS_MAIN(TestSettingsFile)
#include "tst_settingsfile.moc"
