#include <QCoroTask>
#include <QSignalSpy>
#include <QTest>

#include "keystore.h"
#include "redactor.h"

using namespace ca;
using namespace Qt::StringLiterals;

namespace {
const Secret given("given-0123456789-abcd");
const Secret entered("entered-9876543210-wxyz");

KeyStoreConfig config()
{
    return {.providers = {u"alchemyst"_s, u"gemini"_s, u"openai"_s},
            .given = {{.provider = u"gemini"_s, .key = given, .place = u"the environment"_s},
                      {.provider = u"openai"_s, .key = given, .place = u"/home/a/.env, line 3"_s}},
            .useKeychain = false};
}
} // namespace

/// Where keys come from and go to on a machine without a keychain. (With one: tst_keychain.)
class TestKeyStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givenKeysAreThereAtOnce();
    void enteredKeyGoesBeforeGivenOne();
    void removedKeyUncoversTheGivenOne();
    void refusesToRemove_data();
    void refusesToRemove();
    void refusesToSet_data();
    void refusesToSet();
    void everyKeyIsRedacted();
    void saysWhereKeysAreKept();
};

void TestKeyStore::givenKeysAreThereAtOnce()
{
    const KeyStore store(config(), std::make_shared<Redactor>());
    QCOMPARE(store.key(u"gemini"_s).reveal(), given.reveal());
    QVERIFY(store.key(u"alchemyst"_s).isEmpty());
    const QList<KeyInfo> keys = store.keys();
    QCOMPARE(keys.size(), 2);
    QCOMPARE(keys[0], (KeyInfo{.provider = u"gemini"_s,
                               .source = KeySource::Environment,
                               .place = u"the environment"_s,
                               .lastFour = u"abcd"_s}));
    QCOMPARE(keys[1].source, KeySource::File);
    QCOMPARE(keys[1].place, u"/home/a/.env, line 3"_s);
}

void TestKeyStore::enteredKeyGoesBeforeGivenOne()
{
    KeyStore store(config(), std::make_shared<Redactor>());
    QSignalSpy changed(&store, &KeyStore::changed);
    QCoro::waitFor(store.open());
    const auto info = QCoro::waitFor(store.set(u"gemini"_s, entered));
    QVERIFY(info.has_value());
    QCOMPARE(info->source, KeySource::Memory);
    QCOMPARE(info->lastFour, u"wxyz"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toString(), u"gemini"_s);
    QCOMPARE(store.key(u"gemini"_s).reveal(), entered.reveal());
}

void TestKeyStore::removedKeyUncoversTheGivenOne()
{
    KeyStore store(config(), std::make_shared<Redactor>());
    QCoro::waitFor(store.open());
    QVERIFY(QCoro::waitFor(store.set(u"gemini"_s, entered)).has_value());
    QSignalSpy changed(&store, &KeyStore::changed);
    QVERIFY(QCoro::waitFor(store.remove(u"gemini"_s)).has_value());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(store.key(u"gemini"_s).reveal(), given.reveal());
}

void TestKeyStore::refusesToRemove_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("no such provider") << u"acme"_s << ErrorCode::NotFound;
    QTest::newRow("no key") << u"alchemyst"_s << ErrorCode::NotFound;
    QTest::newRow("the environment's") << u"gemini"_s << ErrorCode::WrongState;
}

void TestKeyStore::refusesToRemove()
{
    QFETCH(QString, provider);
    KeyStore store(config(), std::make_shared<Redactor>());
    QCoro::waitFor(store.open());
    const auto removed = QCoro::waitFor(store.remove(provider));
    QVERIFY(!removed.has_value());
    QTEST(removed.error().code, "code");
    QVERIFY(removed.error().message.contains(provider));
}

void TestKeyStore::refusesToSet_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("no such provider") << u"acme"_s << entered.reveal() << ErrorCode::NotFound;
    QTest::newRow("empty") << u"gemini"_s << QByteArray() << ErrorCode::InvalidArgument;
    QTest::newRow("a space") << u"gemini"_s << QByteArray("two words") << ErrorCode::InvalidArgument;
    QTest::newRow("a line's end") << u"gemini"_s << QByteArray("abcdefgh\n") << ErrorCode::InvalidArgument;
    QTest::newRow("a quote") << u"gemini"_s << QByteArray("abcd\"efgh") << ErrorCode::InvalidArgument;
    QTest::newRow("no ASCII") << u"gemini"_s << QByteArray("schlüssel") << ErrorCode::InvalidArgument;
    QTest::newRow("endless") << u"gemini"_s << QByteArray(5000, 'k') << ErrorCode::InvalidArgument;
}

void TestKeyStore::refusesToSet()
{
    QFETCH(QString, provider);
    QFETCH(QByteArray, key);
    KeyStore store(config(), std::make_shared<Redactor>());
    QCoro::waitFor(store.open());
    QSignalSpy changed(&store, &KeyStore::changed);
    const auto set = QCoro::waitFor(store.set(provider, Secret(key)));
    QVERIFY(!set.has_value());
    QTEST(set.error().code, "code");
    QVERIFY(key.isEmpty() || !set.error().message.contains(QString::fromUtf8(key)));
    QVERIFY(changed.isEmpty());
}

void TestKeyStore::everyKeyIsRedacted()
{
    const auto redactor = std::make_shared<Redactor>();
    KeyStore store(config(), redactor);
    QCOMPARE(redactor->redacted(given.reveal()), "[redacted]"_ba);
    QCoro::waitFor(store.open());
    QVERIFY(QCoro::waitFor(store.set(u"alchemyst"_s, entered)).has_value());
    QVERIFY(QCoro::waitFor(store.remove(u"alchemyst"_s)).has_value());
    QCOMPARE(redactor->redacted(entered.reveal()), "[redacted]"_ba); // also when it is not in use any more
}

void TestKeyStore::saysWhereKeysAreKept()
{
    KeyStore store(config(), std::make_shared<Redactor>());
    QCOMPARE(store.keychainState(), KeychainState::Checking);
    QCoro::waitFor(store.open());
    QCOMPARE(store.keychainState(), KeychainState::Unavailable);
    QVERIFY(store.keychainSentence().contains(u"until the program ends"_s));
}

QTEST_GUILESS_MAIN(TestKeyStore)
#include "tst_keystore.moc"
