#pragma once

#include "secret.h"

namespace ca {

/// A provider's key and where it is from.
class ApiKey
{
public:
    ApiKey() = default;
    /// `source`: where it is from, for people: "the environment".
    ApiKey(QByteArray text, QString source)
        : m_secret(std::move(text))
        , m_source(std::move(source))
    {
    }

    [[nodiscard]] bool isEmpty() const { return m_secret.isEmpty(); }
    [[nodiscard]] const QByteArray &reveal() const { return m_secret.reveal(); }
    [[nodiscard]] QString source() const { return m_source; }
    /// The last four characters; none of a key that is so short that they would tell much of it.
    [[nodiscard]] QString hint() const { return m_secret.lastFour(); }

private:
    Secret m_secret;
    QString m_source;
};

} // namespace ca
