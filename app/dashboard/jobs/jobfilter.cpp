#include "jobfilter.h"

#include <algorithm>

namespace ca::dashboard {

namespace {

const QString statusPrefix = QStringLiteral("status:");
const QString idPrefix = QStringLiteral("id:");

int digitValue(QChar digit)
{
    const char16_t unit = digit.toLower().unicode();
    if (unit >= u'0' && unit <= u'9')
        return unit - u'0';
    return unit >= u'a' && unit <= u'f' ? unit - u'a' + 10 : -1;
}

} // namespace

JobFilter::JobFilter(const QString &text, std::optional<JobGroup> group)
    : m_text(text.simplified())
    , m_group(group)
{
    for (const QString &word : m_text.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        addWord(word);
}

void JobFilter::addWord(const QString &word)
{
    if (word.startsWith(statusPrefix, Qt::CaseInsensitive)) {
        const QString name = word.mid(statusPrefix.size());
        if (const auto group = groupFromWord(name))
            m_statuses.push_back(*group);
        else if (!name.isEmpty()) // else it is still being typed
            m_unknownStatus = name;
        return;
    }
    if (word.startsWith(idPrefix, Qt::CaseInsensitive)) {
        const auto digits = digitsOf(QStringView(word).mid(idPrefix.size()));
        m_isImpossible = m_isImpossible || !digits;
        m_words.push_back({.text = std::nullopt, .id = digits});
        return;
    }
    m_words.push_back({.text = QStringMatcher(word, Qt::CaseInsensitive), .id = digitsOf(word)});
}

bool JobFilter::matches(const Job &job) const
{
    if (m_isImpossible || !m_unknownStatus.isEmpty())
        return false;
    const JobGroup group = groupOf(job);
    if (m_group && *m_group != group)
        return false;
    if (!m_statuses.empty() && std::ranges::find(m_statuses, group) == m_statuses.cend())
        return false;
    return std::ranges::all_of(m_words, [&job](const Word &word) { return fits(word, job); });
}

bool JobFilter::fits(const Word &word, const Job &job)
{
    if (word.text && (word.text->indexIn(job.title) >= 0 || word.text->indexIn(job.provider) >= 0))
        return true;
    return word.id && beginsWith(job.id, *word.id);
}

bool JobFilter::beginsWith(const JobId &id, const Digits &digits)
{
    const QUuid::Id128Bytes bytes = id.toBytes();
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const std::uint8_t byte = bytes.data[static_cast<std::size_t>(i / 2)];
        if (digits.at(i) != (i % 2 == 0 ? byte >> 4 : byte & 0x0f))
            return false;
    }
    return true;
}

std::optional<JobFilter::Digits> JobFilter::digitsOf(QStringView text)
{
    constexpr qsizetype most = 32;
    Digits digits;
    for (const QChar unit : text) {
        if (unit == QLatin1Char('-'))
            continue;
        const int value = digitValue(unit);
        if (value < 0 || digits.size() == most)
            return std::nullopt;
        digits.append(static_cast<char>(value));
    }
    return digits;
}

} // namespace ca::dashboard
