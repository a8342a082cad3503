#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QTcpServer>
#include <QTest>
#include <QToolButton>

#include "httpclient.h"
#include "jobpage.h"
#include "mainwindow.h"
#include "noticebar.h"
#include "settingsfixture.h"

using namespace ca;
using namespace ca::dashboard;
using namespace ca::test;
using namespace Qt::StringLiterals;

namespace {

// Generous: other tests may have the processors.
constexpr int patience = 30'000;

enum Subject { General, AiProviders, JobsAndLimits, Network, Api, Storage };

} // namespace

/// Settings and health in the real window, over a real core.
class SettingsWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aLimitIsWrittenAndCountsAfterARestart();
    void whatDoesNotFitIsSaidWhileTyping();
    void whatTheEnvironmentSaysCannotBeChanged();
    void theApiMovesAtOnce();
    void aTokenLocksTheApiAtOnce();
    void aHostForAllJobsIsKept();
    void aHostThatCannotBeKeptIsSaid();
    void aBrokenFileIsSaid();
    void appearanceAndLanguageAreKept();

private:
    [[nodiscard]] QByteArray configText();

    std::unique_ptr<SettingsFixture> m_program;
};

void SettingsWindowTest::init()
{
    m_program = std::make_unique<SettingsFixture>();
    m_program->setEnvironment(u"AGENT_LISTEN"_s, u"127.0.0.1:0"_s);
}

void SettingsWindowTest::cleanup()
{
    m_program.reset();
}

QByteArray SettingsWindowTest::configText()
{
    QFile file(m_program->configFile());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void SettingsWindowTest::aLimitIsWrittenAndCountsAfterARestart()
{
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    m_program->openSettings(JobsAndLimits);
    m_program->enter(u"AGENT_MEMORY_MB"_s, u"4096"_s);
    QVERIFY(QTest::qWaitFor([this] { return configText() == "AGENT_MEMORY_MB=4096\n"; }, patience));
    QVERIFY(QTest::qWaitFor([this] { return m_program->noteOf(u"AGENT_MEMORY_MB"_s).contains(u"restart"_s); }));
    QVERIFY(m_program->find<NoticeBar>(u"settingsNotice"_s)->isVisible());

    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    m_program->openSettings(JobsAndLimits);
    QCOMPARE(m_program->find<QLineEdit>(u"AGENT_MEMORY_MB.value"_s)->text(), u"4096"_s);
    QVERIFY(!m_program->noteOf(u"AGENT_MEMORY_MB"_s).contains(u"restart"_s));
    auto *reset = m_program->find<QToolButton>(u"AGENT_MEMORY_MB.reset"_s);
    QVERIFY(reset->isVisible());
    reset->click();
    QVERIFY(QTest::qWaitFor([this] { return configText().isEmpty(); }, patience));
    const auto *field = m_program->find<QLineEdit>(u"AGENT_MEMORY_MB.value"_s);
    QVERIFY2(QTest::qWaitFor([&] { return field->text() == "2048"_L1; }), qPrintable(field->text()));
}

void SettingsWindowTest::whatDoesNotFitIsSaidWhileTyping()
{
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    m_program->openSettings(JobsAndLimits);
    auto *line = m_program->find<QLineEdit>(u"AGENT_MAX_JOBS.value"_s);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, u"0"_s);
    QVERIFY2(m_program->noteOf(u"AGENT_MAX_JOBS"_s).contains(u"whole number from 1 to 1024"_s),
             qPrintable(m_program->noteOf(u"AGENT_MAX_JOBS"_s)));
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(!QFile::exists(m_program->configFile()));
    QTest::keyClick(line, Qt::Key_Home);
    QTest::keyClicks(line, u"7"_s); // "70"
    QVERIFY(!m_program->noteOf(u"AGENT_MAX_JOBS"_s).contains(u"must be"_s));
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(QTest::qWaitFor([this] { return m_program->storedSettings().maxJobs() == 70; }, patience));
}

void SettingsWindowTest::whatTheEnvironmentSaysCannotBeChanged()
{
    m_program->setEnvironment(u"RETENTION_DAYS"_s, u"7"_s);
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    m_program->openSettings(Storage);
    const auto *line = m_program->find<QLineEdit>(u"RETENTION_DAYS.value"_s);
    QCOMPARE(line->text(), u"7"_s);
    QVERIFY(!line->isEnabled());
    QVERIFY(m_program->noteOf(u"RETENTION_DAYS"_s).contains(u"the environment"_s));
    QVERIFY(!m_program->find<QToolButton>(u"RETENTION_DAYS.reset"_s)->isVisible());
}

void SettingsWindowTest::theApiMovesAtOnce()
{
    m_program = std::make_unique<SettingsFixture>(); // the environment says nothing of the port
    QDir().mkpath(m_program->folder() + u"/config"_s);
    QFile file(m_program->configFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# mine\nAGENT_LISTEN=127.0.0.1:0\n");
    file.close();
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    const QUrl before = m_program->api();
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost, 0));
    const quint16 port = probe.serverPort();
    probe.close();
    m_program->openSettings(Api);
    m_program->enter(u"AGENT_LISTEN"_s, u"127.0.0.1:%1"_s.arg(port));
    QVERIFY(QTest::qWaitFor([this, port] { return m_program->api().port() == port; }, patience));
    QCOMPARE(HttpClient(m_program->api()).get(u"/"_s).status, 200);
    QVERIFY(HttpClient(before).get(u"/"_s).status == 0);
    QVERIFY(configText().startsWith("# mine\n"));
    QVERIFY(!m_program->noteOf(u"AGENT_LISTEN"_s).contains(u"restart"_s));
    QVERIFY(m_program->find<QLabel>(u"apiState"_s)->text().contains(QString::number(port)));
}

void SettingsWindowTest::aTokenLocksTheApiAtOnce()
{
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    const QUrl before = m_program->api();
    m_program->openSettings(Api);
    QCOMPARE(m_program->find<QLineEdit>(u"AGENT_API_TOKEN.value"_s)->echoMode(), QLineEdit::Password);
    m_program->enter(u"AGENT_API_TOKEN"_s, u"0123456789abcdef"_s);
    QVERIFY(QTest::qWaitFor([&] { return m_program->api() != before; }, patience));
    HttpClient http(m_program->api());
    QCOMPARE(http.get(u"/jobs"_s).status, 401);
    QCOMPARE(http.get(u"/jobs"_s, {{"Authorization", "Bearer 0123456789abcdef"}}).status, 200);
    QCOMPARE(QFileInfo(m_program->configFile()).permissions() & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

void SettingsWindowTest::aHostForAllJobsIsKept()
{
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    m_program->openSettings(Network);
    m_program->enter(u"AGENT_ALLOWED_HOSTS"_s, u"one.example"_s);
    QVERIFY(QTest::qWaitFor([this] { return configText() == "AGENT_ALLOWED_HOSTS=one.example\n"; }, patience));
    QVERIFY(!m_program->noteOf(u"AGENT_ALLOWED_HOSTS"_s).contains(u"restart"_s));
    Q_EMIT m_program->window().findChild<JobPage *>()->hostAllowed(u"*.two.example"_s);
    const QByteArray both = "AGENT_ALLOWED_HOSTS=one.example,*.two.example\n";
    QVERIFY2(QTest::qWaitFor([&] { return configText() == both; }, patience), configText().constData());
}

void SettingsWindowTest::aHostThatCannotBeKeptIsSaid()
{
    m_program->setEnvironment(u"AGENT_ALLOWED_HOSTS"_s, u"one.example"_s);
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    Q_EMIT m_program->window().findChild<JobPage *>()->hostAllowed(u"two.example"_s);
    const auto *remark = m_program->find<NoticeBar>(u"jobRemark"_s);
    QVERIFY2(remark->text().contains(u"the environment"_s), qPrintable(remark->text()));
    QVERIFY(!QFile::exists(m_program->configFile()));
}

void SettingsWindowTest::aBrokenFileIsSaid()
{
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    QDir().mkpath(m_program->folder() + u"/config"_s);
    QFile file(m_program->configFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("what is this\n");
    file.close();
    m_program->openSettings(JobsAndLimits);
    const auto *notice = m_program->find<NoticeBar>(u"settingsNotice"_s);
    QVERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(u"line 1"_s), qPrintable(notice->text()));
    QVERIFY(!m_program->find<QLineEdit>(u"AGENT_MAX_JOBS.value"_s)->isEnabled());
}

void SettingsWindowTest::appearanceAndLanguageAreKept()
{
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    m_program->openSettings(General);
    auto *appearance = m_program->find<QComboBox>(u"appearance"_s);
    QTest::keyClick(appearance, Qt::Key_End);
    QCOMPARE(m_program->shell().preferences().appearance(), Appearance::Dark);
    auto *language = m_program->find<QComboBox>(u"language"_s);
    QVERIFY(language->findData(u"de"_s) >= 0);
    QCOMPARE(language->itemText(language->findData(u"de"_s)), u"Deutsch"_s);
    language->setCurrentIndex(language->findData(u"de"_s));
    Q_EMIT language->activated(language->currentIndex());
    QVERIFY(m_program->find<QLabel>(u"languageNote"_s)->isVisible());
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    QCOMPARE(m_program->shell().preferences().appearance(), Appearance::Dark);
    QCOMPARE(m_program->shell().preferences().language(), u"de"_s);
    m_program->shell().preferences().setAppearance(Appearance::System);
}

QTEST_MAIN(SettingsWindowTest)
#include "tst_settingswindow.moc"
