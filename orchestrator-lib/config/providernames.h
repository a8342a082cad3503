#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace ca {

/// An AI provider as the settings know it. What it can do is in llm/providerpreset.h.
struct ProviderName
{
    /// As in REST and AGENT_PROVIDERS: "gemini".
    QString name;
    /// What its settings begin with: "GEMINI".
    QString prefix;
    /// The settings that may hold its key, the first one that is set counts; empty when it takes none.
    QStringList keyVariables;

    /// "GEMINI_MODEL" for "MODEL".
    [[nodiscard]] QString setting(const QString &what) const { return prefix + u'_' + what; }
};

/// All of them, in the order in which they are asked when nobody says otherwise.
const QList<ProviderName> &providerNames();

/// nullptr where there is none.
const ProviderName *findProviderName(const QString &name);

} // namespace ca
