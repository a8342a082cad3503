#pragma once

#include <QCoroTask>
#include <QHash>
#include <QObject>
#include <memory>
#include <optional>

#include "result.h"
#include "storedkey.h"

namespace ca {

class Keychain;
class Redactor;

/// What a KeyStore is told at the start.
struct KeyStoreConfig
{
    /// Those that can have a key, by name.
    QStringList providers = {};
    QList<GivenKey> given = {};
    bool useKeychain = true;
};

/// Whether keys are kept in the desktop's keychain. On the wire: checking, works, unavailable.
enum class KeychainState : std::uint8_t { Checking, Works, Unavailable };

QString keychainStateName(KeychainState state);

/// The providers' keys: from the desktop's keychain where that works, else as the settings gave them (environment,
/// .env), else those that somebody entered, for this run. Of several for one provider the entered one counts, then the
/// keychain's, then the settings'. No key ever goes into a file of ours, and every one is made known to the redactor.
/// Lives on the core thread.
class KeyStore : public QObject
{
    Q_OBJECT

public:
    KeyStore(KeyStoreConfig config, std::shared_ptr<Redactor> redactor, QObject *parent = nullptr);
    ~KeyStore() override;

    /// Tries the keychain and reads the keys in it; does not wait for that. Once.
    QCoro::Task<void> open();
    /// Returns when the keychain was tried, or after 5 s: until then keys may still come.
    QCoro::Task<void> ready();

    /// Empty when there is none.
    [[nodiscard]] Secret key(const QString &provider) const;
    [[nodiscard]] std::optional<KeyInfo> info(const QString &provider) const;
    /// In the order of the providers; those without a key are not in it.
    [[nodiscard]] QList<KeyInfo> keys() const;
    [[nodiscard]] KeychainState keychainState() const { return m_state; }
    /// What people should know about where keys are kept.
    [[nodiscard]] QString keychainSentence() const;

    /// In force at once; kept in the keychain, or for this run where that does not work. Errors: NotFound (no such
    /// provider, or one that takes no key), InvalidArgument (detail: "key").
    QCoro::Task<Result<KeyInfo>> set(QString provider, Secret key);
    /// Forgets a key; the settings' one, if there is any, is in force again. Errors: NotFound, WrongState (only the
    /// settings have it), Unsupported (the keychain refused).
    QCoro::Task<Result<void>> remove(QString provider);

Q_SIGNALS:
    /// Another key, or none, is in force.
    void changed(const QString &provider);
    void opened();

private:
    struct Entry
    {
        Secret key;
        KeySource source;
        QString place;
    };
    [[nodiscard]] const Entry *find(const QString &provider) const;
    [[nodiscard]] Result<void> checkProvider(const QString &provider) const;
    QCoro::Task<void> readAll();
    void hold(const QString &provider, const Secret &key, KeySource source);

    KeyStoreConfig m_config;
    std::shared_ptr<Redactor> m_redactor;
    /// Shared with the coroutines that wait for it, which may outlive this.
    std::shared_ptr<Keychain> m_keychain;
    KeychainState m_state = KeychainState::Checking;
    /// Why it is unavailable.
    QString m_problem;
    /// Those of the settings, and those of the keychain or of this run, which go before them.
    QHash<QString, Entry> m_given;
    QHash<QString, Entry> m_entered;
};

} // namespace ca
