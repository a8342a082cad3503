#include "joblistquery.h"

#include <algorithm>

#include "jobjson.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// For reserving: ids, times and names are of one length, titles and errors mostly short.
constexpr qsizetype typicalRowBytes = 320;

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

QList<RouteParameter> JobListQuery::parameters()
{
    const QJsonObject text{{u"type"_s, u"string"_s}};
    const QJsonObject number{{u"type"_s, u"integer"_s}, {u"minimum"_s, 0}};
    return {{u"status"_s, text, u"Only jobs that are scheduled, running, complete, error or cancelled."_s},
            {u"q"_s, text, u"Only jobs with this in their title or id; case does not matter."_s},
            {u"limit"_s, number, u"At most so many; total says how many there are."_s},
            {u"offset"_s, number, u"Leaves out so many first."_s},
            {u"sort"_s, text, u"created, started, completed or priority; a minus sign in front reverses the order."_s}};
}

Result<JobListQuery> JobListQuery::parse(const QUrlQuery &query)
{
    static const QStringList known = [] {
        QStringList names;
        for (const RouteParameter &parameter : parameters())
            names.append(parameter.name);
        return names;
    }();
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

void JobListQuery::sort(std::vector<const Job *> &jobs) const
{
    if (key != Key::Created) // that is the order they come in
        std::ranges::stable_sort(jobs, {}, [this](const Job *job) { return sortValue(*job, key); });
    if (isDescending)
        std::ranges::reverse(jobs);
}

QByteArray JobListQuery::answer(std::vector<const Job *> jobs) const
{
    if (status || !text.isEmpty())
        std::erase_if(jobs, [this](const Job *job) { return !accepts(*job); });
    sort(jobs);
    const auto total = static_cast<qsizetype>(jobs.size());
    const qsizetype first = std::min(offset, total);
    const qsizetype end = limit < 0 ? total : first + std::min(limit, total - first);
    QByteArray json("{\"jobs\":[");
    json.reserve((end - first) * typicalRowBytes + 64);
    for (qsizetype i = first; i < end; ++i) {
        if (i > first)
            json += ',';
        appendJobRow(json, *jobs[static_cast<size_t>(i)]);
    }
    return json + "],\"total\":" + QByteArray::number(total) + '}';
}

} // namespace ca
