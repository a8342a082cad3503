#pragma once

#include <QByteArray>
#include <QString>
#include <iosfwd>

QT_BEGIN_NAMESPACE
class QDebug;
QT_END_NAMESPACE

namespace ca {

/// A text that must not be seen: a provider's key, a token. It has no way into a log or another text but reveal(),
/// which only who hands it to its rightful receiver calls.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray text)
        : m_text(std::move(text))
    {
    }

    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    [[nodiscard]] const QByteArray &reveal() const { return m_text; }
    /// What people tell their keys apart by; empty for one that is so short that this would tell much of it.
    [[nodiscard]] QString lastFour() const
    {
        constexpr qsizetype shown = 4;
        constexpr qsizetype least = 16;
        return m_text.size() < least ? QString() : QString::fromLatin1(m_text.last(shown));
    }

    bool operator==(const Secret &) const = default;

    friend QDebug operator<<(QDebug, const Secret &) = delete;
    friend std::ostream &operator<<(std::ostream &, const Secret &) = delete;

private:
    QByteArray m_text;
};

} // namespace ca
