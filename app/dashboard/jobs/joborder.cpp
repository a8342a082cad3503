#include "joborder.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <compare>
#include <iterator>
#include <vector>

#include "joblook.h"
#include "jobmodel.h"

namespace ca::dashboard {

namespace {

template <typename Key>
struct Keyed
{
    Key key;
    JobEntry *entry;
};

template <typename Value>
int order(const Value &one, const Value &other)
{
    return one < other ? -1 : (other < one ? 1 : 0);
}

bool isNewer(const Job &one, const Job &other)
{
    if (one.sequence != other.sequence)
        return one.sequence > other.sequence;
    return one.created != other.created ? one.created > other.created : one.id < other.id;
}

/// The person's; where nobody has said, one that knows of case.
QLocale sortLocale()
{
    const QLocale locale;
    return locale.language() == QLocale::C ? QLocale(QLocale::English) : locale;
}

} // namespace

JobOrder::JobOrder(int column, Qt::SortOrder order)
    : m_column(column)
    , m_isDescending(order == Qt::DescendingOrder)
    , m_collator(sortLocale())
    , m_now(QDateTime::currentMSecsSinceEpoch())
{
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
}

void JobOrder::sort(QList<JobEntry *> &entries) const
{
    switch (m_column) {
    case JobModel::TaskColumn:
        return sortByKey<QCollatorSortKey>(entries, [this](const Job &job) { return m_collator.sortKey(job.title); });
    case JobModel::ProviderColumn:
    case JobModel::EngineColumn:
        std::ranges::sort(
            entries, [this](const JobEntry *one, const JobEntry *other) { return isBefore(one->job, other->job); });
        return;
    default:
        return sortByKey<double>(entries, [this](const Job &job) { return number(job); });
    }
}

QList<JobEntry *> JobOrder::merged(const QList<JobEntry *> &some, const QList<JobEntry *> &others) const
{
    if (others.isEmpty())
        return some;
    QList<JobEntry *> all;
    all.reserve(some.size() + others.size());
    std::ranges::merge(some, others, std::back_inserter(all),
                       [this](const JobEntry *one, const JobEntry *other) { return isBefore(one->job, other->job); });
    return all;
}

bool JobOrder::isBefore(const Job &one, const Job &other) const
{
    const int comparison = compare(one, other);
    if (comparison != 0)
        return m_isDescending ? comparison > 0 : comparison < 0;
    return isNewer(one, other);
}

int JobOrder::compare(const Job &one, const Job &other) const
{
    switch (m_column) {
    case JobModel::TaskColumn:
        return m_collator.compare(one.title, other.title);
    case JobModel::ProviderColumn:
        return one.provider.compare(other.provider, Qt::CaseInsensitive);
    case JobModel::EngineColumn:
        return one.engine.compare(other.engine, Qt::CaseInsensitive);
    case JobModel::CreatedColumn:
        return one.created != other.created ? order(one.created, other.created) : order(one.sequence, other.sequence);
    default:
        return order(number(one), number(other));
    }
}

double JobOrder::number(const Job &job) const
{
    switch (m_column) {
    case JobModel::StatusColumn:
        return static_cast<double>(job.status) * 16 + static_cast<double>(job.phase);
    case JobModel::ProgressColumn:
        return progressShare(job);
    case JobModel::TokensColumn:
        return static_cast<double>(job.tokens());
    case JobModel::DurationColumn:
        return static_cast<double>(durationOf(job, m_now));
    default:
        return static_cast<double>(job.created);
    }
}

template <typename Key, typename MakeKey>
void JobOrder::sortByKey(QList<JobEntry *> &entries, MakeKey makeKey) const
{
    std::vector<Keyed<Key>> keyed;
    keyed.reserve(static_cast<std::size_t>(entries.size()));
    for (JobEntry *entry : std::as_const(entries))
        keyed.push_back({makeKey(entry->job), entry});
    std::ranges::sort(keyed, [this](const Keyed<Key> &one, const Keyed<Key> &other) {
        const int comparison = order(one.key, other.key);
        if (comparison != 0)
            return m_isDescending ? comparison > 0 : comparison < 0;
        return isNewer(one.entry->job, other.entry->job);
    });
    std::ranges::transform(keyed, entries.begin(), &Keyed<Key>::entry);
}

} // namespace ca::dashboard
