#pragma once

#include <QByteArray>
#include <QList>
#include <QMutex>
#include <QString>
#include <atomic>
#include <memory>

#include "fragmentfinder.h"
#include "secret.h"

namespace ca {

/// Takes known secrets out of texts that this program writes: as they are, percent- or JSON-escaped, in base64, and in
/// pieces, as long as one of these has half of it or 16 bytes. What it replaces becomes "[redacted]", which keeps JSON
/// whole. A text without secrets comes back as it is, at the cost of a quick look. Any thread.
class Redactor
{
public:
    /// Shorter ones are not looked for: they would be found in ordinary words.
    static constexpr qsizetype leastSecret = 8;

    /// From now on; it is never forgotten, since what was written while it was in use may be read later.
    void add(const Secret &secret);

    [[nodiscard]] QByteArray redacted(const QByteArray &text) const;
    [[nodiscard]] QString redacted(const QString &text) const;
    [[nodiscard]] bool finds(const QString &text) const;

private:
    [[nodiscard]] std::vector<TextRange> find(QByteArrayView text) const;

    /// Null while there is none.
    std::atomic<std::shared_ptr<const FragmentFinder>> m_finder;
    QMutex m_mutex;
    QList<QByteArray> m_secrets;
};

} // namespace ca
