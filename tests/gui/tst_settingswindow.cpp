#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QStyleHints>
#include <QTcpServer>
#include <QTest>
#include <QToolButton>
#include <QTranslator>
#include <QTreeWidget>

#include "fakeprovider.h"
#include "healthdialog.h"
#include "httpclient.h"
#include "language.h"
#include "mainwindow.h"
#include "noticebar.h"
#include "secretservice.h"
#include "settingsdialog.h"
#include "settingsfixture.h"
#include "statuspanel.h"

using namespace ca;
using namespace ca::dashboard;
using namespace ca::test;
using namespace Qt::StringLiterals;

namespace {

// Generous: other tests may have the processors.
constexpr int patience = 30'000;
const QString key = u"sk-test-0123456789-abcdefWXYZ"_s;

enum Subject { General, AiProviders, JobsAndLimits, Network, Api, Storage };

} // namespace

/// Settings and health in the real window, over a real core.
class SettingsWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aKeyGoesIntoTheKeychainAndOut();
    void aProviderIsTested_data();
    void aProviderIsTested();
    void theOrderOfProvidersCountsAtOnce();
    void aLimitIsWrittenAndCountsAfterARestart();
    void whatDoesNotFitIsSaidWhileTyping();
    void whatTheEnvironmentSaysCannotBeChanged();
    void theApiMovesAtOnce();
    void aTokenLocksTheApiAtOnce();
    void aBrokenFileIsSaid();
    void appearanceAndLanguageAreKept();
    void germanIsSpokenAfterARestart();
    void healthLooksAtTheRealSystem();
    void withATrayClosingLeavesTheProgramRunning();

private:
    [[nodiscard]] QString itemText(const QString &provider, int column);
    [[nodiscard]] QByteArray configText();
    /// With a keychain that answers in time, which one on a machine under load may not do at once.
    bool startWithKeychain();

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

QString SettingsWindowTest::itemText(const QString &provider, int column)
{
    const auto *list = m_program->find<QTreeWidget>(u"providerList"_s);
    const auto items = list->findItems(provider, Qt::MatchExactly);
    return items.isEmpty() ? QString() : items.constFirst()->text(column);
}

QByteArray SettingsWindowTest::configText()
{
    QFile file(m_program->configFile());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool SettingsWindowTest::startWithKeychain()
{
    for (int tries = 0; tries < 8; ++tries) {
        m_program->start();
        if (!m_program->waitUntilOpen())
            return false;
        HttpClient http(m_program->api());
        QString state;
        const bool isKnown = QTest::qWaitFor(
            [&] {
                state = http.get(u"/keys"_s).json()[u"keychain"][u"state"].toString();
                return state != u"checking"_s;
            },
            20'000);
        if (isKnown && state == u"works"_s)
            return true;
    }
    return false;
}

void SettingsWindowTest::aKeyGoesIntoTheKeychainAndOut()
{
    const QByteArray busBefore = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    const SecretService service(SecretService::Kind::Real);
    QVERIFY(service.isReady());
    qputenv("DBUS_SESSION_BUS_ADDRESS", service.environment().value(u"DBUS_SESSION_BUS_ADDRESS"_s).toLocal8Bit());
    m_program->setEnvironment(u"AGENT_KEYCHAIN"_s, u"auto"_s);
    QVERIFY(startWithKeychain());
    m_program->openSettings(AiProviders);
    auto *list = m_program->find<QTreeWidget>(u"providerList"_s);
    list->setCurrentItem(list->findItems(u"gemini"_s, Qt::MatchExactly).constFirst());
    auto *line = m_program->find<QLineEdit>(u"key"_s);
    QCOMPARE(line->echoMode(), QLineEdit::Password);
    QTest::keyClicks(line, key);
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(QTest::qWaitFor([this] { return itemText(u"gemini"_s, 2) == u"…WXYZ"_s; }, patience));
    auto *note = m_program->find<QLabel>(u"keyNote"_s);
    QVERIFY2(note->text().contains(u"the keychain"_s), qPrintable(note->text()));
    QVERIFY(line->text().isEmpty());
    QCOMPARE(itemText(u"gemini"_s, 1), u"Ready"_s);
    auto *status = m_program->find<QLabel>(u"providersState"_s);
    QVERIFY(QTest::qWaitFor([status] { return status->text().contains(u"gemini"_s); }, patience));

    // That it lasts over a restart is for tst_keys to show: libsecret serves one thread of a process for good.
    QTest::mouseClick(m_program->find<QPushButton>(u"forgetKey"_s), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([this] { return itemText(u"gemini"_s, 2).isEmpty(); }, patience));
    m_program->stop();
    qputenv("DBUS_SESSION_BUS_ADDRESS", busBefore);

    QDirIterator files(m_program->folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            QVERIFY2(!file.readAll().contains(key.toUtf8()), qPrintable(file.fileName()));
    }
}

void SettingsWindowTest::aProviderIsTested_data()
{
    QTest::addColumn<bool>("answers");
    QTest::newRow("one that answers") << true;
    QTest::newRow("one that refuses the key") << false;
}

void SettingsWindowTest::aProviderIsTested()
{
    QFETCH(const bool, answers);
    FakeProvider provider;
    provider.answerWith([answers](const FakeRequest &) {
        return answers ? FakeAnswer::completion(u"ok"_s) : FakeAnswer::error(401, u"no such key"_s);
    });
    m_program->setEnvironment(u"GEMINI_BASE_URL"_s, provider.baseUrl());
    m_program->setEnvironment(u"GEMINI_API_KEY"_s, key);
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    m_program->openSettings(AiProviders);
    auto *list = m_program->find<QTreeWidget>(u"providerList"_s);
    list->setCurrentItem(list->findItems(u"gemini"_s, Qt::MatchExactly).constFirst());
    auto *test = m_program->find<QPushButton>(u"testProvider"_s);
    test->click();
    QVERIFY(!test->isEnabled());
    QVERIFY(QTest::qWaitFor([test] { return test->isEnabled(); }, patience));
    const QString said = m_program->find<NoticeBar>(u"testResult"_s)->text();
    QCOMPARE(said.contains(u"answered after"_s), answers);
    QVERIFY(!said.contains(key));
    QCOMPARE(provider.calls().size(), 1);
}

void SettingsWindowTest::theOrderOfProvidersCountsAtOnce()
{
    m_program->setEnvironment(u"GEMINI_API_KEY"_s, key);
    m_program->setEnvironment(u"ALCHEMYST_API_KEY"_s, key);
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    m_program->openSettings(AiProviders);
    auto *list = m_program->find<QTreeWidget>(u"providerList"_s);
    QCOMPARE(list->topLevelItem(0)->text(0), u"alchemyst"_s);
    list->setCurrentItem(list->topLevelItem(1));
    m_program->find<QToolButton>(u"askEarlier"_s)->click();
    QVERIFY(QTest::qWaitFor([list] { return list->topLevelItem(0)->text(0) == u"gemini"_s; }, patience));
    QCOMPARE(m_program->storedSettings().providers().mid(0, 2), (QStringList{u"gemini"_s, u"alchemyst"_s}));
    HttpClient http(m_program->api());
    QVERIFY(QTest::qWaitFor(
        [&http] {
            const QJsonArray providers = http.get(u"/providers"_s).json()[u"providers"].toArray();
            for (const QJsonValue &provider : providers) {
                if (provider[u"name"].toString() == u"gemini"_s)
                    return provider[u"position"].toInt() == 1;
            }
            return false;
        },
        patience));
    QVERIFY(!m_program->find<NoticeBar>(u"settingsNotice"_s)->isVisible());
    m_program->find<QToolButton>(u"defaultOrder"_s)->click();
    QVERIFY(QTest::qWaitFor([this] { return m_program->storedSettings().providers().isEmpty(); }, patience));
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

void SettingsWindowTest::germanIsSpokenAfterARestart()
{
    const QLocale before;
    {
        m_program->start();
        const QString english = m_program->window().findChild<QAction *>(u"quit"_s)->text();
        installLanguage(*qApp, u"de"_s);
        QCOMPARE(QLocale().language(), QLocale::German);
        m_program->start();
        const QString german = m_program->window().findChild<QAction *>(u"quit"_s)->text();
        QVERIFY2(german != english, qPrintable(german));
        QCOMPARE(english, u"Quit"_s);
    }
    for (QTranslator *translator : qApp->findChildren<QTranslator *>())
        delete translator;
    QLocale::setDefault(before);
}

void SettingsWindowTest::healthLooksAtTheRealSystem()
{
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    QTest::mouseClick(m_program->find<QToolButton>(u"showHealth"_s), Qt::LeftButton);
    auto *dialog = m_program->window().findChild<HealthDialog *>();
    QVERIFY(dialog != nullptr);
    auto *copy = m_program->find<QPushButton>(u"copyReport"_s);
    QVERIFY(QTest::qWaitFor([copy] { return copy->isEnabled(); }, 90'000));
    for (const QString &id : {u"engine"_s, u"bubblewrap"_s, u"user_namespaces"_s, u"apparmor"_s, u"limits"_s, u"disk"_s,
                              u"store"_s, u"providers"_s, u"keychain"_s, u"api"_s})
        QVERIFY2(m_program->find<QWidget>(u"health."_s + id) != nullptr, qPrintable(id));
    copy->click();
    const QString report = QApplication::clipboard()->text();
    QVERIFY2(report.contains(u"[good] Sandbox engine"_s), qPrintable(report));
    QVERIFY(report.contains(u"Qt: 6."_s));
    auto *again = m_program->find<QPushButton>(u"lookAgain"_s);
    again->click();
    QVERIFY(!again->isEnabled());
    QVERIFY(QTest::qWaitFor([again] { return again->isEnabled(); }, 90'000));
}

void SettingsWindowTest::withATrayClosingLeavesTheProgramRunning()
{
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    MainWindow &window = m_program->window();
    window.setStaysWhenClosed(true);
    const QSignalSpy stopped(&window, &MainWindow::stopRequested);
    window.close();
    QVERIFY(window.isHidden());
    QCOMPARE(stopped.count(), 0);
    QCOMPARE(HttpClient(m_program->api()).get(u"/"_s).status, 200);
    window.raiseWindow({});
    QVERIFY(window.isVisible());
    window.requestQuit();
    QCOMPARE(stopped.count(), 1);
}

QTEST_MAIN(SettingsWindowTest)
#include "tst_settingswindow.moc"
