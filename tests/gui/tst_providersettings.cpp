#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>
#include <chrono>

#include "fakeprovider.h"
#include "httpclient.h"
#include "noticebar.h"
#include "secretservice.h"
#include "settingsfixture.h"

using namespace ca;
using namespace ca::dashboard;
using namespace ca::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Generous: other tests may have the processors.
constexpr int patience = 30'000;
const QString key = u"sk-test-0123456789-abcdefWXYZ"_s;
constexpr int providersSubject = 1;

} // namespace

/// The AI providers in the settings of the real window, over a real core.
class ProviderSettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aKeyGoesIntoTheKeychainAndOut();
    void aProviderIsTested_data();
    void aProviderIsTested();
    void theOrderOfProvidersCountsAtOnce();

private:
    [[nodiscard]] QString itemText(const QString &provider, int column);
    /// With a keychain that answers in time, which one on a machine under load may not do at once.
    bool startWithKeychain();

    std::unique_ptr<SettingsFixture> m_program;
};

void ProviderSettingsTest::init()
{
    m_program = std::make_unique<SettingsFixture>();
    m_program->setEnvironment(u"AGENT_LISTEN"_s, u"127.0.0.1:0"_s);
}

void ProviderSettingsTest::cleanup()
{
    m_program.reset();
}

QString ProviderSettingsTest::itemText(const QString &provider, int column)
{
    const auto *list = m_program->find<QTreeWidget>(u"providerList"_s);
    const auto items = list->findItems(provider, Qt::MatchExactly);
    return items.isEmpty() ? QString() : items.constFirst()->text(column);
}

bool ProviderSettingsTest::startWithKeychain()
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

void ProviderSettingsTest::aKeyGoesIntoTheKeychainAndOut()
{
    const QByteArray busBefore = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    const SecretService service(SecretService::Kind::Real);
    QVERIFY(service.isReady());
    qputenv("DBUS_SESSION_BUS_ADDRESS", service.environment().value(u"DBUS_SESSION_BUS_ADDRESS"_s).toLocal8Bit());
    m_program->setEnvironment(u"AGENT_KEYCHAIN"_s, u"auto"_s);
    QVERIFY(startWithKeychain());
    m_program->openSettings(providersSubject);
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

void ProviderSettingsTest::aProviderIsTested_data()
{
    QTest::addColumn<bool>("answers");
    QTest::newRow("one that answers") << true;
    QTest::newRow("one that refuses the key") << false;
}

void ProviderSettingsTest::aProviderIsTested()
{
    QFETCH(const bool, answers);
    FakeProvider provider;
    provider.answerWith([answers](const FakeRequest &) {
        const auto answer = answers ? FakeAnswer::completion(u"ok"_s) : FakeAnswer::error(401, u"no such key"_s);
        return answer.after(500ms); // so that the button is seen while it is asked, on a busy machine too
    });
    m_program->setEnvironment(u"GEMINI_BASE_URL"_s, provider.baseUrl());
    m_program->setEnvironment(u"GEMINI_API_KEY"_s, key);
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    m_program->openSettings(providersSubject);
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

void ProviderSettingsTest::theOrderOfProvidersCountsAtOnce()
{
    m_program->setEnvironment(u"GEMINI_API_KEY"_s, key);
    m_program->setEnvironment(u"ALCHEMYST_API_KEY"_s, key);
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    m_program->openSettings(providersSubject);
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

QTEST_MAIN(ProviderSettingsTest)
#include "tst_providersettings.moc"
