#include <QTest>

#include "settingstest.h"
#include "settingtable.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// Settings that do not fit: each is named, with the place where it stands.
class TestSettingsMistakes : public SettingsTest
{
    Q_OBJECT

private Q_SLOTS:
    void wrongValuesAreNamed_data();
    void wrongValuesAreNamed();
    void rangesIncludeTheirEnds_data();
    void rangesIncludeTheirEnds();
    void filesWithMistakesAreNamed_data();
    void filesWithMistakesAreNamed();
    void providersOptionsAreChecked_data();
    void providersOptionsAreChecked();
};

void TestSettingsMistakes::wrongValuesAreNamed_data()
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

void TestSettingsMistakes::wrongValuesAreNamed()
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

void TestSettingsMistakes::rangesIncludeTheirEnds_data()
{
    QTest::addColumn<QString>("name");
    for (const Setting &setting : settingTable()) {
        if (setting.isNumber())
            QTest::newRow(qPrintable(setting.name)) << setting.name;
    }
}

void TestSettingsMistakes::rangesIncludeTheirEnds()
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

void TestSettingsMistakes::filesWithMistakesAreNamed_data()
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

void TestSettingsMistakes::filesWithMistakesAreNamed()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, sentence);
    write(file, content);
    const auto options = read();
    const QString said = errorOf(options);
    QCOMPARE(said.isEmpty(), sentence.isEmpty());
    QVERIFY2(said.contains(sentence) && (said.isEmpty() || said.contains(path(file))), qPrintable(said));
}

void TestSettingsMistakes::providersOptionsAreChecked_data()
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

void TestSettingsMistakes::providersOptionsAreChecked()
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

QTEST_GUILESS_MAIN(TestSettingsMistakes)
#include "tst_settingsmistakes.moc"
