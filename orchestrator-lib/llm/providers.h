#pragma once

#include <QCoroTask>
#include <QObject>
#include <memory>

#include "providerchain.h"
#include "providerconfig.h"
#include "providerstatus.h"
#include "result.h"

namespace ca {

class Settings;

/// The AI providers of this orchestrator: which there are, which can be asked, and chains of them for jobs. Nothing is
/// connected to before somebody asks for it. Lives on the core thread, and outlives what it is asked.
class Providers : public QObject
{
    Q_OBJECT

public:
    /// `order`: the members for "auto", by name; empty: all, in the order of the table.
    explicit Providers(QList<ProviderConfig> configs, QStringList order = {}, QObject *parent = nullptr);
    /// As the settings say.
    explicit Providers(const Settings &settings, QObject *parent = nullptr);
    ~Providers() override;

    /// Who a job asks. "auto": the configured ones in order; else a local one that answers within 300 ms. A name: that
    /// one alone. Errors: NoProvider (none is set up, or the named one is not; the sentence tells how to), and
    /// those of checkName().
    QCoro::Task<Result<std::unique_ptr<ProviderChain>>> choose(QString asked);
    /// Whether a job may ask for it: "auto" or a provider's name. Errors: InvalidArgument with detail "provider".
    static Result<void> checkName(const QString &asked);

    /// All of them; the local ones as they answer within 300 ms.
    QCoro::Task<QList<ProviderStatus>> look();
    /// Asks one tiny question, without second tries. Errors: NotFound.
    QCoro::Task<Result<ProviderTrial>> test(QString name);

    /// Takes order, addresses, models and so on from the settings, and keeps the keys in use. Chains made before keep
    /// what they had.
    void take(const Settings &settings);
    /// The key to use from now on; an empty one takes it away. Chains made before keep theirs.
    void setKey(const QString &provider, const ApiKey &key);

Q_SIGNALS:
    /// A key came or went, or the settings are others.
    void changed();

private:
    [[nodiscard]] const ProviderConfig *find(const QString &name) const;
    [[nodiscard]] QList<ProviderConfig> configured() const;
    [[nodiscard]] QList<ProviderConfig> locals() const;
    [[nodiscard]] Error noProvider() const;
    [[nodiscard]] std::unique_ptr<ProviderChain> chainOf(const QList<ProviderConfig> &configs) const;
    /// With what its server says of itself, if it answers.
    QCoro::Task<ProviderConfig> lookedUp(ProviderConfig config);
    QCoro::Task<ProviderStatus> statusOf(ProviderConfig config);

    QList<ProviderConfig> m_configs;
    QStringList m_order;
    std::shared_ptr<ChatNetwork> m_network;
    ServerScout m_scout;
};

} // namespace ca
