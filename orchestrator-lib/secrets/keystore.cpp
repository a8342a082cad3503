#include "keystore.h"

#include <QCoroSignal>
#include <QLoggingCategory>
#include <QPointer>
#include <algorithm>
#include <array>
#include <chrono>

#include "keychain.h"
#include "redactor.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(log, "ca.secrets")

constexpr std::chrono::milliseconds readyPatience = 5s;
constexpr qsizetype mostKeyBytes = 4096;

/// What can go into an HTTP header as one word, and into JSON as it is.
bool isUsable(const QByteArray &key)
{
    const auto isFit = [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != '\\'; };
    return !key.isEmpty() && key.size() <= mostKeyBytes && std::ranges::all_of(key, isFit);
}

Error stopping()
{
    return {.code = ErrorCode::Interrupted, .message = u"the program is stopping"_s, .detail = {}};
}

QString placeOf(KeySource source)
{
    return source == KeySource::Keychain ? u"the keychain"_s : u"memory, until the program ends"_s;
}
} // namespace

QString keychainStateName(KeychainState state)
{
    constexpr std::array names{QLatin1StringView("checking"), QLatin1StringView("works"),
                               QLatin1StringView("unavailable")};
    return names.at(static_cast<std::size_t>(state));
}

KeyStore::KeyStore(KeyStoreConfig config, std::shared_ptr<Redactor> redactor, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_redactor(std::move(redactor))
    , m_keychain(std::make_shared<Keychain>(u"containerized-agent"_s))
{
    for (const GivenKey &given : std::as_const(m_config.given)) {
        const bool isEnvironment = given.place == "the environment"_L1;
        m_redactor->add(given.key);
        m_given.insert(given.provider, {.key = given.key,
                                        .source = isEnvironment ? KeySource::Environment : KeySource::File,
                                        .place = given.place});
    }
}

KeyStore::~KeyStore() = default;

QCoro::Task<void> KeyStore::open()
{
    const QPointer<KeyStore> self(this);
    const auto keychain = m_keychain;
    Result<void> works = failure(ErrorCode::Unsupported, u"it is switched off (AGENT_KEYCHAIN)"_s);
    if (m_config.useKeychain)
        works = co_await keychain->check();
    if (self && works)
        co_await readAll();
    if (!self)
        co_return;
    if (!works)
        m_problem = works.error().message;
    m_state = works ? KeychainState::Works : KeychainState::Unavailable;
    Q_EMIT opened();
}

QCoro::Task<void> KeyStore::ready()
{
    if (m_state == KeychainState::Checking)
        co_await qCoro(this, &KeyStore::opened, readyPatience);
}

QCoro::Task<void> KeyStore::readAll()
{
    const QPointer<KeyStore> self(this);
    const auto keychain = m_keychain;
    const QStringList providers = m_config.providers;
    for (const QString &provider : providers) {
        const auto found = co_await keychain->read(provider);
        if (!self)
            co_return;
        if (found && isUsable(found->reveal()))
            hold(provider, *found, KeySource::Keychain);
        else if (!found && found.error().code != ErrorCode::NotFound)
            qCWarning(log).noquote() << "cannot read the key of" << provider << "-" << found.error().message;
    }
}

void KeyStore::hold(const QString &provider, const Secret &key, KeySource source)
{
    m_redactor->add(key); // before anybody can use it
    m_entered.insert(provider, {.key = key, .source = source, .place = placeOf(source)});
    Q_EMIT changed(provider);
}

const KeyStore::Entry *KeyStore::find(const QString &provider) const
{
    for (const auto *entries : {&m_entered, &m_given}) {
        if (const auto found = entries->constFind(provider); found != entries->cend())
            return &*found;
    }
    return nullptr;
}

Secret KeyStore::key(const QString &provider) const
{
    const Entry *entry = find(provider);
    return entry ? entry->key : Secret();
}

std::optional<KeyInfo> KeyStore::info(const QString &provider) const
{
    const Entry *entry = find(provider);
    if (!entry)
        return std::nullopt;
    return KeyInfo{
        .provider = provider, .source = entry->source, .place = entry->place, .lastFour = entry->key.lastFour()};
}

QList<KeyInfo> KeyStore::keys() const
{
    QList<KeyInfo> list;
    for (const QString &provider : m_config.providers) {
        if (const auto known = info(provider))
            list.append(*known);
    }
    return list;
}

QString KeyStore::keychainSentence() const
{
    switch (m_state) {
    case KeychainState::Checking:
        return u"the desktop's keychain is being tried"_s;
    case KeychainState::Works:
        return u"keys that are set are kept in the desktop's keychain"_s;
    case KeychainState::Unavailable:
        break;
    }
    return u"keys that are set are kept until the program ends, since the desktop's keychain cannot be used: %1. To "
           "keep one, put it into the environment or into .env"_s.arg(m_problem);
}

Result<void> KeyStore::checkProvider(const QString &provider) const
{
    if (m_config.providers.contains(provider))
        return {};
    return failure(ErrorCode::NotFound,
                   u"there is no provider \"%1\" that takes a key: use one of %2"_s.arg(
                       provider, m_config.providers.join(u", "_s)),
                   u"provider"_s);
}

QCoro::Task<Result<KeyInfo>> KeyStore::set(QString provider, Secret key)
{
    if (auto known = checkProvider(provider); !known)
        co_return failure(known.error());
    if (!isUsable(key.reveal())) {
        co_return failure(ErrorCode::InvalidArgument,
                          u"that is no key: a key has 1 to %1 printable characters, without spaces, quotes and "
                          "backslashes"_s.arg(mostKeyBytes),
                          u"key"_s);
    }
    const QPointer<KeyStore> self(this);
    const auto keychain = m_keychain;
    m_redactor->add(key);
    co_await ready();
    KeySource source = KeySource::Memory;
    if (self && m_state == KeychainState::Works) {
        const auto written = co_await keychain->write(provider, key);
        if (written)
            source = KeySource::Keychain;
        else
            qCWarning(log).noquote() << "the key of" << provider
                                     << "is kept in memory only:" << written.error().message;
    }
    if (!self)
        co_return failure(stopping());
    hold(provider, key, source);
    co_return *info(provider);
}

QCoro::Task<Result<void>> KeyStore::remove(QString provider)
{
    if (auto known = checkProvider(provider); !known)
        co_return known;
    const QPointer<KeyStore> self(this);
    const auto keychain = m_keychain;
    co_await ready();
    const auto known = self ? info(provider) : std::nullopt;
    if (!known)
        co_return failure(ErrorCode::NotFound, u"there is no key of %1"_s.arg(provider), u"provider"_s);
    if (!m_entered.contains(provider)) {
        co_return failure(
            ErrorCode::WrongState,
            u"the key of %1 comes from %2: take it out there, then start again"_s.arg(provider, known->place),
            u"provider"_s);
    }
    // Also when it is in memory: an older one may be in the keychain.
    if (m_state == KeychainState::Works) {
        auto removed = co_await keychain->remove(provider);
        if (!removed && known->source == KeySource::Keychain)
            co_return removed;
    }
    if (!self)
        co_return failure(stopping());
    m_entered.remove(provider);
    Q_EMIT changed(provider);
    co_return {};
}

} // namespace ca
