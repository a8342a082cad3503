#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTest>
#include <QThread>
#include <algorithm>

#include "settings.h"
#include "settingstest.h"
#include "settingtable.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// Settings: what they are when nobody says anything, and whose word counts.
class TestSettings : public SettingsTest
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreTheProducts();
    void theFirstSourceCounts_data();
    void theFirstSourceCounts();
    void everySettingIsReadFromTheEnvironment_data();
    void everySettingIsReadFromTheEnvironment();
    void foldersBecomeAbsolute_data();
    void foldersBecomeAbsolute();
    void jsonHoldsEverySetting();
    void helpNeedsNoSettings();
};

void TestSettings::defaultsAreTheProducts()
{
    const auto options = read();
    QCOMPARE(errorOf(options), QString());
    const Settings &settings = options->settings;
    QCOMPARE(settings.dataDir(),
             QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/containerized-agent"_s);
    QCOMPARE(settings.listen().address, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(settings.listen().port, quint16{8000});
    QCOMPARE(settings.apiToken(), QString());
    QCOMPARE(settings.engine(), u"auto"_s);
    QCOMPARE(settings.maxJobs(), QThread::idealThreadCount());
    QCOMPARE(settings.maxQueued(), 10'000);
    QCOMPARE(settings.retentionDays(), 30);
    QCOMPARE(settings.limits(), Limits());
    QCOMPARE(settings.source(u"AGENT_LISTEN"_s), u"the default"_s);
}

void TestSettings::theFirstSourceCounts_data()
{
    QTest::addColumn<QByteArray>("ownFile");
    QTest::addColumn<QByteArray>("sharedFile");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<QString>("option");
    QTest::addColumn<int>("value");
    QTest::addColumn<QString>("source");
    const auto row = [](const char *name, const QByteArray &ownFile, const QByteArray &sharedFile,
                        const QString &environment, const QString &option, int value, const QString &source) {
        QTest::newRow(name) << ownFile << sharedFile << environment << option << value << source;
    };
    const QByteArray own = "AGENT_PIDS=101";
    const QByteArray shared = "\nAGENT_PIDS=102";
    row("no source", {}, {}, {}, {}, 512, u"the default"_s);
    row("own file", own, {}, {}, {}, 101, u"config/settings.env, line 1"_s);
    row("shared file", own, shared, {}, {}, 102, u"work/.env, line 2"_s);
    row("environment", own, shared, u"103"_s, {}, 103, u"the environment"_s);
    row("option", own, shared, u"103"_s, u"104"_s, 104, u"--pids"_s);
    row("empty option", own, shared, u"103"_s, u""_s, 103, u"the environment"_s);
    row("empty everywhere", "AGENT_PIDS=", "AGENT_PIDS=''", u""_s, u""_s, 512, u"the default"_s);
    row("empty in the shared file", own, "AGENT_PIDS=", {}, {}, 101, u"config/settings.env, line 1"_s);
    row("wrong where it does not count", "AGENT_PIDS=x", "AGENT_PIDS=-5", u"103"_s, {}, 103, u"the environment"_s);
    row("the last line of a file", "AGENT_PIDS=1\nAGENT_PIDS=99", {}, {}, {}, 99, u"settings.env, line 2"_s);
    row("emptied by the last line", "AGENT_PIDS=99\nAGENT_PIDS=", {}, {}, {}, 512, u"the default"_s);
}

void TestSettings::theFirstSourceCounts()
{
    QFETCH(QByteArray, ownFile);
    QFETCH(QByteArray, sharedFile);
    QFETCH(QString, environment);
    QFETCH(QString, option);
    QFETCH(QString, source);
    if (!ownFile.isEmpty())
        write(u"config/settings.env"_s, ownFile);
    if (!sharedFile.isEmpty())
        write(u"work/.env"_s, sharedFile);
    if (!environment.isNull())
        m_sources.environment.insert(u"AGENT_PIDS"_s, environment);
    const auto options = read(option.isNull() ? QStringList() : QStringList{u"--pids"_s, option});
    QCOMPARE(errorOf(options), QString());
    QTEST(options->settings.limits().pids, "value");
    QVERIFY2(options->settings.source(u"AGENT_PIDS"_s).endsWith(source),
             qPrintable(options->settings.source(u"AGENT_PIDS"_s)));
}

void TestSettings::everySettingIsReadFromTheEnvironment_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *name, const QString &text, const QJsonValue &value) {
        QTest::newRow(name) << QString::fromLatin1(name) << text << value;
    };
    row("AGENT_OUTPUT_DIR", u"/a/b"_s, u"/a/b"_s);
    row("AGENT_LISTEN", u"[::1]:9"_s, u"[::1]:9"_s);
    row("AGENT_API_TOKEN", u"0123456789abcdef"_s, QJsonValue());
    row("AGENT_ENGINE", u"bubblewrap"_s, u"bubblewrap"_s);
    row("AGENT_IMAGE", u"debian:trixie-slim"_s, u"debian:trixie-slim"_s);
    row("AGENT_RUNTIME", u"runsc"_s, u"runsc"_s);
    row("AGENT_NETWORK", u"open"_s, u"open"_s);
    row("AGENT_ALLOWED_HOSTS", u"a.example, *.b.example:81"_s, u"a.example, *.b.example:81"_s);
    row("AGENT_PROXY", u"http://me:secret@proxy:3128"_s, QJsonValue());
    row("AGENT_MAX_JOBS", u"7"_s, 7);
    row("AGENT_MAX_QUEUED", u"77"_s, 77);
    row("RETENTION_DAYS", u"0"_s, 0);
    row("AGENT_APPROVAL_TIMEOUT", u"60"_s, 60);
    row("AGENT_REJOIN_TIMEOUT", u"7"_s, 7);
    row("AGENT_CPUS", u"0.5"_s, 0.5);
    row("AGENT_MEMORY_MB", u"64"_s, 64);
    row("AGENT_PIDS", u"20"_s, 20);
    row("AGENT_DISK_MB", u"30"_s, 30);
    row("AGENT_LOG_MB", u"4"_s, 4);
    row("AGENT_WALL_TIME", u"5"_s, 5);
    row("AGENT_STEPS", u"6"_s, 6);
    row("AGENT_STEP_TIMEOUT", u"8"_s, 8);
    row("AGENT_CALLS", u"9"_s, 9);
    row("AGENT_TOKENS", u"20000000000"_s, qint64{20'000'000'000});
    row("AGENT_PROVIDERS", u"gemini, llama.cpp"_s, u"gemini, llama.cpp"_s);
    row("GEMINI_API_KEY", u"k"_s, QJsonValue());
    row("ALCHEMYST_AI_API_KEY", u"k"_s, QJsonValue());
    row("GEMINI_BASE_URL", u"http://127.0.0.1:1/v1"_s, u"http://127.0.0.1:1/v1"_s);
    row("LLAMACPP_MODEL", u"a model:7b"_s, u"a model:7b"_s);
    row("OPENAI_TEMPERATURE", u"0.2"_s, 0.2);
    row("CUSTOM_HEADERS", u"X-One: 1; X-Two: 2"_s, QJsonValue());
    row("OLLAMA_CONTEXT", u"8192"_s, 8192);
}

void TestSettings::everySettingIsReadFromTheEnvironment()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    m_sources.environment.insert(name, text);
    const auto options = read();
    QCOMPARE(errorOf(options), QString());
    for (const QJsonValue entry : options->settings.toJson()) {
        const bool isThis = entry[u"name"].toString() == name;
        QCOMPARE(entry[u"is_set"].toBool(), isThis);
        QCOMPARE(entry[u"source"].toString(), isThis ? u"the environment"_s : u"the default"_s);
        if (isThis)
            QTEST(entry[u"value"], "value");
    }
}

void TestSettings::foldersBecomeAbsolute_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("folder");
    for (const auto &[source, base] : {std::pair{u"option"_s, u"work"_s},
                                       {u"environment"_s, u"work"_s},
                                       {u"work/.env"_s, u"work"_s},
                                       {u"config/settings.env"_s, u"config"_s}}) {
        QTest::addRow("absolute, %s", qPrintable(source)) << source << u"/a/../b"_s << u"/b"_s;
        QTest::addRow("relative, %s", qPrintable(source)) << source << u"jobs/"_s << base + u"/jobs"_s;
        QTest::addRow("at home, %s", qPrintable(source)) << source << u"~/jobs"_s << QDir::homePath() + u"/jobs"_s;
        QTest::addRow("home, %s", qPrintable(source)) << source << u"~"_s << QDir::homePath();
        QTest::addRow("no home, %s", qPrintable(source)) << source << u"~x"_s << base + u"/~x"_s;
    }
}

void TestSettings::foldersBecomeAbsolute()
{
    QFETCH(QString, source);
    QFETCH(QString, text);
    QFETCH(QString, folder);
    QStringList arguments;
    if (source == "option"_L1)
        arguments = {u"--data"_s, text};
    else if (source == "environment"_L1)
        m_sources.environment.insert(u"AGENT_OUTPUT_DIR"_s, text);
    else
        write(source, "AGENT_OUTPUT_DIR='" + text.toUtf8() + "'");
    const auto options = read(arguments);
    QCOMPARE(errorOf(options), QString());
    QCOMPARE(options->settings.dataDir(), folder.startsWith(u'/') ? folder : path(folder));
}

void TestSettings::jsonHoldsEverySetting()
{
    const QJsonArray list = Settings().toJson();
    QCOMPARE(list.size(), std::ranges::count(settingTable(), QString(), &Setting::pattern));
    for (const QJsonValue entry : list) {
        const QJsonObject object = entry.toObject();
        QCOMPARE(object.keys(), (QStringList{u"default"_s, u"is_set"_s, u"meaning"_s, u"name"_s, u"option"_s,
                                             u"source"_s, u"value"_s}));
        QVERIFY(object[u"name"].isString() && object[u"meaning"].toString().endsWith(u'.'));
        QVERIFY(object[u"option"].isNull() || object[u"option"].toString().startsWith("--"_L1));
        QCOMPARE(object[u"value"].isDouble(), findSetting(object[u"name"].toString())->isNumber());
    }
}

void TestSettings::helpNeedsNoSettings()
{
    m_sources.environment.insert(u"AGENT_MAX_JOBS"_s, u"wrong"_s);
    for (const QString &option : {u"--help"_s, u"--version"_s}) {
        const auto options = read({option});
        QVERIFY(options.has_value());
        QVERIFY(!options->answer.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
