#pragma once

#include <QByteArray>
#include <QString>

namespace ca {

/// A provider's key. It has no way into a text but reveal(), which only what sends it to the provider calls.
class ApiKey
{
public:
    ApiKey() = default;
    /// `source`: where it is from, for people: "the environment".
    ApiKey(QByteArray text, QString source)
        : m_text(std::move(text))
        , m_source(std::move(source))
    {
    }

    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    [[nodiscard]] const QByteArray &reveal() const { return m_text; }
    [[nodiscard]] QString source() const { return m_source; }
    /// The last four characters; none of a key that is so short that they would tell much of it.
    [[nodiscard]] QString hint() const
    {
        constexpr qsizetype shown = 4;
        constexpr qsizetype least = 16;
        return m_text.size() < least ? QString() : QString::fromLatin1(m_text.last(shown));
    }

private:
    QByteArray m_text;
    QString m_source;
};

} // namespace ca
