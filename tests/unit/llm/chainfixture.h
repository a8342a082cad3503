#pragma once

#include <QCoroTask>
#include <memory>

#include "fakeprovider.h"
#include "providerchain.h"

namespace ca::test {

/// Two providers that do as they are told, and chains of them with little patience.
class ChainFixture
{
public:
    ChainFixture();

    /// The provider of this name at that server.
    [[nodiscard]] static ProviderConfig config(const QString &name, const FakeProvider &server);
    [[nodiscard]] static std::unique_ptr<ProviderChain> chain(const QList<ProviderConfig> &configs);
    /// alchemyst at the first server, then gemini at the second.
    [[nodiscard]] std::unique_ptr<ProviderChain> both() const;
    /// alchemyst at the first server.
    [[nodiscard]] ProviderConfig alone() const { return config(QStringLiteral("alchemyst"), first); }

    static ChatResult<ChatAnswer> ask(ProviderChain &chain, const QString &text = QStringLiteral("question"));

    FakeProvider first;
    /// Always answers "second", unless told otherwise.
    FakeProvider second;
};

} // namespace ca::test
