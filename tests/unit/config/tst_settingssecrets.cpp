#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <unistd.h>

#include "settingstest.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// Settings that are secrets: who may read them, and where they never appear.
class TestSettingsSecrets : public SettingsTest
{
    Q_OBJECT

private Q_SLOTS:
    void aTokenThatOthersCanReadIsRefused_data();
    void aTokenThatOthersCanReadIsRefused();
    void anothersFileIsNotTrusted();
    void secretsAreNeverShown_data();
    void secretsAreNeverShown();
    void keysAreNeverShown_data();
    void keysAreNeverShown();
};

void TestSettingsSecrets::aTokenThatOthersCanReadIsRefused_data()
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

void TestSettingsSecrets::aTokenThatOthersCanReadIsRefused()
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

void TestSettingsSecrets::anothersFileIsNotTrusted()
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

void TestSettingsSecrets::secretsAreNeverShown_data()
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

void TestSettingsSecrets::secretsAreNeverShown()
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

void TestSettingsSecrets::keysAreNeverShown_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("key") << u"GEMINI_API_KEY"_s << u"sk-s3cret"_s;
    QTest::newRow("wrong key") << u"GEMINI_API_KEY"_s << u"sk s3cret"_s;
    QTest::newRow("headers") << u"OPENAI_HEADERS"_s << u"Authorization: s3cret"_s;
    QTest::newRow("wrong headers") << u"OPENAI_HEADERS"_s << u"s3cret"_s;
}

void TestSettingsSecrets::keysAreNeverShown()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    m_sources.environment.insert(name, text);
    const auto options = read();
    const QByteArray said =
        options ? QJsonDocument(options->settings.toJson()).toJson() : options.error().message.toUtf8();
    QVERIFY2(said.contains(name.toUtf8()) && !said.contains("s3cret"), said.constData());
}

QTEST_GUILESS_MAIN(TestSettingsSecrets)
#include "tst_settingssecrets.moc"
