#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <algorithm>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

#include "programoptions.h"
#include "settings.h"
#include "settingtable.h"

using namespace ca;
using namespace Qt::StringLiterals;

using Words = QHash<QString, QString>;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void defaultsAreTheProducts();
    void theFirstSourceCounts_data();
    void theFirstSourceCounts();
    void everySettingIsReadFromTheEnvironment_data();
    void everySettingIsReadFromTheEnvironment();
    void foldersBecomeAbsolute_data();
    void foldersBecomeAbsolute();
    void wrongValuesAreNamed_data();
    void wrongValuesAreNamed();
    void rangesIncludeTheirEnds_data();
    void rangesIncludeTheirEnds();
    void filesWithMistakesAreNamed_data();
    void filesWithMistakesAreNamed();
    void aTokenThatOthersCanReadIsRefused_data();
    void aTokenThatOthersCanReadIsRefused();
    void anothersFileIsNotTrusted();
    void jsonHoldsEverySetting();
    void secretsAreNeverShown_data();
    void secretsAreNeverShown();
    void providersOptionsAreChecked_data();
    void providersOptionsAreChecked();
    void keysAreNeverShown_data();
    void keysAreNeverShown();
    void helpNeedsNoSettings();

private:
    /// What the sources made so far say, plus these arguments.
    [[nodiscard]] Result<ProgramOptions> read(const QStringList &arguments = {}) const;
    [[nodiscard]] QString path(const QString &file) const { return m_dir->filePath(file); }
    void write(const QString &file, const QByteArray &content, mode_t mode = 0600) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    SettingSources m_sources;
};

void TestSettings::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_sources = {.arguments = {}, .environment = {}, .workingDir = path(u"work"_s), .configDir = path(u"config"_s)};
    QVERIFY(QDir().mkpath(m_sources.workingDir) && QDir().mkpath(m_sources.configDir));
}

Result<ProgramOptions> TestSettings::read(const QStringList &arguments) const
{
    SettingSources sources = m_sources;
    sources.arguments = arguments;
    return ProgramOptions::read(sources, u"Does something."_s);
}

void TestSettings::write(const QString &file, const QByteArray &content, mode_t mode) const
{
    QFile out(path(file));
    QVERIFY(out.open(QIODevice::WriteOnly));
    QCOMPARE(out.write(content), content.size());
    QCOMPARE(::fchmod(out.handle(), mode), 0);
}

void TestSettings::defaultsAreTheProducts()
{
    const auto options = read();
    QVERIFY2(options.has_value(), qPrintable(options.has_value() ? QString() : options.error().message));
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
    QVERIFY2(options.has_value(), qPrintable(options.has_value() ? QString() : options.error().message));
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
    QVERIFY2(options.has_value(), qPrintable(options.has_value() ? QString() : options.error().message));
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
    QVERIFY2(options.has_value(), qPrintable(options.has_value() ? QString() : options.error().message));
    QCOMPARE(options->settings.dataDir(), folder.startsWith(u'/') ? folder : path(folder));
}

void TestSettings::wrongValuesAreNamed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, const QString &expected) {
        QTest::addRow("%s=%s", name, qPrintable(text)) << QString::fromLatin1(name) << text << expected;
    };
    row("AGENT_LISTEN", u"8000"_s, u"ADDRESS:PORT"_s);
    row("AGENT_LISTEN", u"nowhere:80"_s, u"ADDRESS:PORT"_s);
    row("AGENT_ENGINE", u"chroot"_s, u"auto or bubblewrap or docker or podman"_s);
    row("AGENT_ENGINE", u"Auto"_s, u"auto or bubblewrap or docker or podman"_s);
    row("AGENT_NETWORK", u"none"_s, u"off or allowlist or open"_s);
    row("AGENT_ALLOWED_HOSTS", u"https://a.example"_s, u"*.example.org"_s);
    for (const QString &text : {u"0"_s, u"1025"_s, u"-1"_s, u"many"_s, u"1.5"_s, u"99999999999"_s, u"0x10"_s, u"1e2"_s})
        row("AGENT_MAX_JOBS", text, u"a whole number from 1 to 1024"_s);
    row("AGENT_MAX_QUEUED", u"1000001"_s, u"a whole number from 1 to 1000000"_s);
    row("RETENTION_DAYS", u"-1"_s, u"a whole number from 0 to 36500"_s);
    for (const QString &text : {u"0"_s, u"1025"_s, u"nan"_s, u"inf"_s, u"two"_s, u"0,5"_s})
        row("AGENT_CPUS", text, u"a number from 0.01 to 1024"_s);
    row("AGENT_MEMORY_MB", u"31"_s, u"from 32 to 16777216"_s);
    row("AGENT_PIDS", u"15"_s, u"from 16 to 4000000"_s);
    row("AGENT_DISK_MB", u"0"_s, u"from 1 to 1073741824"_s);
    row("AGENT_LOG_MB", u"1048577"_s, u"from 1 to 1048576"_s);
    row("AGENT_WALL_TIME", u"0"_s, u"from 1 to 2000000"_s);
    row("AGENT_STEPS", u"100001"_s, u"from 1 to 100000"_s);
    row("AGENT_STEP_TIMEOUT", u"0"_s, u"from 1 to 2000000"_s);
    row("AGENT_CALLS", u"0"_s, u"from 1 to 1000000"_s);
    row("AGENT_TOKENS", u"100000000001"_s, u"from 1 to 100000000000"_s);
    for (const QString &text : {u"gemini,"_s, u"gemini,Gemini"_s, u"gemini, gemini"_s, u"runbook"_s})
        row("AGENT_PROVIDERS", text, u"alchemyst, gemini, openai"_s);
}

void TestSettings::wrongValuesAreNamed()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto isNamed = [&](const Result<ProgramOptions> &options, const QString &source) {
        return !options && options.error().code == ErrorCode::InvalidArgument && options.error().detail == name &&
               options.error().message.startsWith(name + u" is \""_s + text + u"\" (from "_s + source) &&
               options.error().message.contains(expected) && options.error().message.contains(u"--help"_s);
    };
    const QString option = findSetting(name)->option;
    QVERIFY(isNamed(read({u"--%1=%2"_s.arg(option, text)}), u"--"_s + option));
    write(u"config/settings.env"_s, "\n\n" + name.toUtf8() + '=' + text.toUtf8());
    QVERIFY(isNamed(read(), path(u"config/settings.env, line 3"_s)));
    write(u"work/.env"_s, name.toUtf8() + '=' + text.toUtf8());
    QVERIFY(isNamed(read(), path(u"work/.env, line 1"_s)));
    m_sources.environment.insert(name, text);
    QVERIFY(isNamed(read(), u"the environment"_s));
}

void TestSettings::rangesIncludeTheirEnds_data()
{
    QTest::addColumn<QString>("name");
    for (const Setting &setting : settingTable()) {
        if (setting.isNumber())
            QTest::newRow(qPrintable(setting.name)) << setting.name;
    }
}

void TestSettings::rangesIncludeTheirEnds()
{
    QFETCH(QString, name);
    const Setting &setting = *findSetting(name);
    QVERIFY(setting.least < setting.most);
    QVERIFY(setting.defaultValue().isEmpty() || setting.accepts(setting.defaultValue()));
    for (const double fits : {setting.least, setting.most})
        QVERIFY(setting.accepts(QString::number(fits, 'g', 12)));
    for (const double misfit : {setting.least - 1, setting.most + 1})
        QVERIFY(!setting.accepts(QString::number(misfit, 'g', 12)));
}

void TestSettings::filesWithMistakesAreNamed_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("sentence"); // empty: it is no mistake
    const auto row = [](const char *name, const QString &file, const QByteArray &content, const QString &sentence) {
        QTest::newRow(name) << file << content << sentence;
    };
    const QString own = u"config/settings.env"_s;
    const QString shared = u"work/.env"_s;
    row("unknown name", own, "# ours\nAGENT_MAXJOBS=2", u"line 2); did you mean AGENT_MAX_JOBS?"_s);
    row("unknown name like none", own, "QQ=2", u"there is no setting QQ"_s);
    row("another's name", shared, "AGENT_MAXJOBS=2\nDATABASE_URL=x", {});
    row("another's name with a mistake", shared, "KEY='x\nAGENT_MAX_JOBS=2", {});
    row("ours with a mistake", shared, "AGENT_MAX_JOBS='2", u"AGENT_MAX_JOBS"_s);
    row("no key", own, "AGENT_MAX_JOBS=2\nwhat", u"line 2"_s);
    row("no key in the shared file", shared, "what", u"line 1"_s);
    row("too large", shared, QByteArray(65'537, '\n'), u"64 KiB"_s);
}

void TestSettings::filesWithMistakesAreNamed()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, sentence);
    write(file, content);
    const auto options = read();
    const QString said = options.has_value() ? QString() : options.error().message;
    QCOMPARE(said.isEmpty(), sentence.isEmpty());
    QVERIFY2(said.contains(sentence) && (said.isEmpty() || said.contains(path(file))), qPrintable(said));
}

void TestSettings::aTokenThatOthersCanReadIsRefused_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("mode");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isRead");
    const QByteArray token = "AGENT_API_TOKEN=0123456789abcdef";
    QTest::newRow("key in our file") << u"config/settings.env"_s << 0640 << QByteArray("GROQ_API_KEY=0123456789abcdef")
                                     << false;
    QTest::newRow("key in anyone's file") << u"work/.env"_s << 0640 << QByteArray("GROQ_API_KEY=k") << true;
    for (const QString &file : {u"config/settings.env"_s, u"work/.env"_s}) {
        QTest::addRow("private, %s", qPrintable(file)) << file << 0600 << token << true;
        QTest::addRow("group, %s", qPrintable(file)) << file << 0640 << token << false;
        QTest::addRow("everyone, %s", qPrintable(file)) << file << 0604 << token << false;
        QTest::addRow("empty, %s", qPrintable(file)) << file << 0644 << QByteArray("AGENT_API_TOKEN=") << true;
        QTest::addRow("others, %s", qPrintable(file)) << file << 0644 << QByteArray("AGENT_PIDS=99") << true;
        QTest::addRow("private key, %s", qPrintable(file)) << file << 0600 << QByteArray("GROQ_API_KEY=k1") << true;
    }
}

void TestSettings::providersOptionsAreChecked_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *name, const QString &text, bool fits) {
        QTest::addRow("%s=%s", name, qPrintable(text)) << QString::fromLatin1(name) << text << fits;
    };
    row("GEMINI_BASE_URL", u"https://example.org"_s, true);
    row("GEMINI_BASE_URL", u"http://[::1]:80/a/b/"_s, true);
    for (const QString &text : {u"example.org"_s, u"ftp://example.org"_s, u"http://"_s, u"http://u:p@example.org"_s,
                                u"http://example.org/?key=1"_s, u"http://example.org/#a"_s, u"http://exa mple.org"_s})
        row("GEMINI_BASE_URL", text, false);
    row("GEMINI_HEADERS", u"X-A: 1"_s, true);
    row("GEMINI_HEADERS", u" X-A:1 ; X-B: a b, c ;"_s, true);
    for (const QString &text : {u";"_s, u"X-A"_s, u"X A: 1"_s, u"X-A:"_s, u"X-A: \x01"_s, u"X-A: ä"_s, u": 1"_s})
        row("GEMINI_HEADERS", text, false);
    row("GEMINI_MODEL", u"a\nb"_s, false);
    row("GEMINI_TEMPERATURE", u"2.1"_s, false);
    row("GEMINI_CONTEXT", u"999"_s, false);
    row("GEMINI_API_KEY", u"two words"_s, false);
}

void TestSettings::providersOptionsAreChecked()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    m_sources.environment.insert(name, text);
    const auto options = read();
    QTEST(options.has_value(), "fits");
    if (options)
        QCOMPARE(options->settings.value(name), text);
    else
        QVERIFY2(options.error().message.startsWith(name), qPrintable(options.error().message));
}

void TestSettings::keysAreNeverShown_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("key") << u"GEMINI_API_KEY"_s << u"sk-s3cret"_s;
    QTest::newRow("wrong key") << u"GEMINI_API_KEY"_s << u"sk s3cret"_s;
    QTest::newRow("headers") << u"OPENAI_HEADERS"_s << u"Authorization: s3cret"_s;
    QTest::newRow("wrong headers") << u"OPENAI_HEADERS"_s << u"s3cret"_s;
}

void TestSettings::keysAreNeverShown()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    m_sources.environment.insert(name, text);
    const auto options = read();
    const QByteArray said =
        options ? QJsonDocument(options->settings.toJson()).toJson() : options.error().message.toUtf8();
    QVERIFY2(said.contains(name.toUtf8()) && !said.contains("s3cret"), said.constData());
}

void TestSettings::aTokenThatOthersCanReadIsRefused()
{
    QFETCH(QString, file);
    QFETCH(int, mode);
    QFETCH(QByteArray, content);
    write(file, content, static_cast<mode_t>(mode));
    const auto options = read();
    QTEST(options.has_value(), "isRead");
    if (options)
        return;
    const QString said = options.error().message;
    QVERIFY2(said.contains(path(file)) && said.contains(u"chmod 600"_s), qPrintable(said));
    QVERIFY(!said.contains(u"0123456789abcdef"_s));
}

void TestSettings::anothersFileIsNotTrusted()
{
    if (::geteuid() != 0)
        QSKIP("only root can make another user's file");
    constexpr uid_t another = 60'700;
    write(u"work/.env"_s, "OTHER=1");
    QCOMPARE(::chown(QFile::encodeName(path(u"work/.env"_s)).constData(), another, another), 0);
    QVERIFY(read().has_value());
    write(u"work/.env"_s, "AGENT_PIDS=99");
    const auto options = read();
    QVERIFY(!options.has_value());
    QVERIFY2(options.error().message.contains(path(u"work/.env"_s)) && options.error().message.contains(u"60700"_s),
             qPrintable(options.error().message));
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

void TestSettings::secretsAreNeverShown_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *tag, const QString &name, const QString &text, bool fits) {
        QTest::newRow(tag) << name << text << fits;
    };
    const QString token = u"AGENT_API_TOKEN"_s;
    row("16 characters", token, u"s3cret.-_~+/0==="_s, true);
    row("long", token, u"s3cret"_s.repeated(50), true);
    row("15 characters", token, u"s3cret789012345"_s, false);
    row("a space", token, u"s3cret 7890123456"_s, false);
    row("an umlaut", token, u"s3cretä7890123456"_s, false);
    row("= inside", token, u"s3cret=7890123456"_s, false);
    row("a proxy's password", u"AGENT_PROXY"_s, u"http://me:s3cret@proxy.example:3128"_s, true);
    row("a proxy with another protocol", u"AGENT_PROXY"_s, u"socks5://me:s3cret@proxy.example"_s, false);
}

void TestSettings::secretsAreNeverShown()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QFETCH(bool, fits);
    m_sources.environment.insert(name, text);
    const auto options = read();
    QCOMPARE(options.has_value(), fits);
    if (!options) {
        QVERIFY2(!options.error().message.contains(u"s3cret"_s), qPrintable(options.error().message));
        QVERIFY(options.error().message.contains(name + u" is unusable (from the environment)"_s));
        return;
    }
    QCOMPARE(name == "AGENT_PROXY"_L1 ? options->settings.proxy() : options->settings.apiToken(), text);
    QVERIFY(!QJsonDocument(options->settings.toJson()).toJson().contains("s3cret"));
    const auto help = read({u"--help"_s});
    QVERIFY(help.has_value() && !help->answer.contains(u"s3cret"_s));
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
