#include "redactor.h"

#include <QMutexLocker>
#include <algorithm>

#include "keyforms.h"
#include "unescapedtext.h"

namespace ca {

namespace {
constexpr QByteArrayView replacement("[redacted]");
/// A longer piece is a secret's even if it is not half of it.
constexpr qsizetype mostWindow = 16;

QByteArray replaced(QByteArrayView text, const std::vector<TextRange> &ranges)
{
    QByteArray result;
    result.reserve(text.size());
    qsizetype done = 0;
    for (const TextRange &range : ranges) {
        result.append(text.sliced(done, range.begin - done)).append(replacement);
        done = range.end;
    }
    return result.append(text.sliced(done));
}
} // namespace

void Redactor::add(const Secret &secret)
{
    if (secret.reveal().size() < leastSecret)
        return;
    const QMutexLocker lock(&m_mutex);
    if (m_secrets.contains(secret.reveal()))
        return;
    m_secrets.append(secret.reveal());
    QList<QByteArray> forms;
    qsizetype window = mostWindow;
    for (const QByteArray &known : std::as_const(m_secrets)) {
        forms.append(keyForms(known));
        window = std::min(window, known.size() / 2);
    }
    m_finder.store(std::make_shared<const FragmentFinder>(forms, window));
}

std::vector<TextRange> Redactor::find(QByteArrayView text) const
{
    const auto finder = m_finder.load();
    if (!finder)
        return {};
    std::vector<TextRange> found = finder->find(text);
    const auto unescaped = UnescapedText::of(text);
    if (!unescaped)
        return found;
    for (const TextRange &range : finder->find(unescaped->text()))
        found.push_back(unescaped->origin(range));
    return joined(std::move(found));
}

QByteArray Redactor::redacted(const QByteArray &text) const
{
    const std::vector<TextRange> found = find(text);
    return found.empty() ? text : replaced(text, found);
}

QString Redactor::redacted(const QString &text) const
{
    if (!m_finder.load()) // spares the conversion
        return text;
    const QByteArray bytes = text.toUtf8();
    const std::vector<TextRange> found = find(bytes);
    return found.empty() ? text : QString::fromUtf8(replaced(bytes, found));
}

bool Redactor::finds(const QString &text) const
{
    return m_finder.load() && !find(text.toUtf8()).empty();
}

} // namespace ca
