#pragma once

#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

namespace ca::test {

/// A D-Bus session bus of the test's own, and on it a real secret service, or one that never answers. The destructor
/// ends both.
class SecretService
{
public:
    enum class Kind : quint8 { None, Real, Silent };

    explicit SecretService(Kind kind);
    ~SecretService();
    SecretService(const SecretService &) = delete;
    SecretService &operator=(const SecretService &) = delete;

    [[nodiscard]] bool isReady() const { return m_isReady; }
    /// For programs that are to use it; keychains are switched on in it.
    [[nodiscard]] QProcessEnvironment environment() const;
    /// As when the desktop session ends.
    void endBus();

private:
    bool startBus();
    bool startKeyring();
    bool startSilent();
    [[nodiscard]] bool hasService() const;
    static void end(QProcess &process);

    QTemporaryDir m_dir;
    QString m_address;
    QProcess m_bus;
    QProcess m_keyring;
    bool m_isReady = false;
};

} // namespace ca::test
