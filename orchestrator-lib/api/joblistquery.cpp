#include "joblistquery.h"

#include <QJsonObject>
#include <algorithm>

#include "jobjson.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

std::unexpected<Error> misfit(const QString &parameter, const QString &sentence)
{
    return failure(ErrorCode::InvalidArgument, sentence, parameter);
}

Result<void> readNumber(const QUrlQuery &query, const QString &name, qsizetype &number)
{
    if (!query.hasQueryItem(name))
        return {};
    bool isNumber = false;
    const qlonglong value = query.queryItemValue(name).toLongLong(&isNumber);
    if (!isNumber || value < 0)
        return misfit(name, u"%1 must be a whole number, 0 or more"_s.arg(name));
    number = value;
    return {};
}

Result<void> readSort(QString text, JobListQuery &list)
{
    if (text.isEmpty())
        return {};
    list.isDescending = text.startsWith(u'-');
    if (list.isDescending)
        text.remove(0, 1);
    using Key = JobListQuery::Key;
    static const QHash<QString, Key> keys{{u"created"_s, Key::Created},
                                          {u"started"_s, Key::Started},
                                          {u"completed"_s, Key::Completed},
                                          {u"priority"_s, Key::Priority}};
    const auto key = keys.constFind(text);
    if (key == keys.constEnd()) {
        return misfit(u"sort"_s, u"sort must be created, started, completed or priority, with a minus sign in front "
                                 "for the reverse order"_s);
    }
    list.key = *key;
    return {};
}

qint64 sortValue(const Job &job, JobListQuery::Key key)
{
    switch (key) {
    case JobListQuery::Key::Started:
        return job.started;
    case JobListQuery::Key::Completed:
        return job.completed;
    case JobListQuery::Key::Priority:
        return job.priority;
    case JobListQuery::Key::Created:
        break;
    }
    return job.created;
}
} // namespace

Result<JobListQuery> JobListQuery::parse(const QUrlQuery &query)
{
    static const QStringList known{u"status"_s, u"q"_s, u"limit"_s, u"offset"_s, u"sort"_s};
    const auto items = query.queryItems();
    for (const auto &[name, value] : items) {
        if (!known.contains(name))
            return misfit(name, u"GET /jobs does not know \"%1\"; it knows %2"_s.arg(name, known.join(u", "_s)));
    }
    JobListQuery list;
    if (query.hasQueryItem(u"status"_s)) {
        list.status = statusFromName(query.queryItemValue(u"status"_s));
        if (!list.status)
            return misfit(u"status"_s, u"status must be scheduled, running, complete, error or cancelled"_s);
    }
    list.text = query.queryItemValue(u"q"_s, QUrl::FullyDecoded);
    for (const auto &[name, number] : {std::pair(u"limit"_s, &list.limit), std::pair(u"offset"_s, &list.offset)}) {
        if (auto read = readNumber(query, name, *number); !read)
            return failure(read.error());
    }
    if (auto read = readSort(query.queryItemValue(u"sort"_s), list); !read)
        return failure(read.error());
    return list;
}

bool JobListQuery::accepts(const Job &job) const
{
    if (status && job.status != *status)
        return false;
    return text.isEmpty() || job.title.contains(text, Qt::CaseInsensitive) ||
           idToText(job.id).contains(text, Qt::CaseInsensitive);
}

void JobListQuery::sort(QList<Job> &jobs) const
{
    if (key != Key::Created) // that is the order they come in
        std::ranges::stable_sort(jobs, {}, [this](const Job &job) { return sortValue(job, key); });
    if (isDescending)
        std::ranges::reverse(jobs);
}

QJsonObject JobListQuery::answer(QList<Job> jobs) const
{
    if (status || !text.isEmpty())
        jobs.removeIf([this](const Job &job) { return !accepts(job); });
    sort(jobs);
    const qsizetype first = std::min(offset, jobs.size());
    const qsizetype count = limit < 0 ? jobs.size() - first : std::min(limit, jobs.size() - first);
    QJsonArray rows;
    for (qsizetype i = first; i < first + count; ++i)
        rows.append(jobRowToJson(jobs.at(i)));
    return {{u"jobs"_s, rows}, {u"total"_s, jobs.size()}};
}

} // namespace ca
