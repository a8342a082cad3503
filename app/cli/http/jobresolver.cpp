#include "jobresolver.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QUuid>

#include "harmless.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;

constexpr int shownCandidates = 10;

QList<QJsonObject> jobsBeginningWith(const QString &prefix, const QByteArray &answer)
{
    QList<QJsonObject> jobs;
    const QJsonArray rows = toObject(answer)[u"jobs"].toArray();
    for (const QJsonValue row : rows) {
        if (row[u"job_id"].toString().startsWith(prefix))
            jobs.append(row.toObject());
    }
    return jobs;
}

QString ambiguous(const QString &prefix, const QList<QJsonObject> &jobs)
{
    QString sentence = u"the ids of %1 jobs begin with \"%2\": give more of it"_s.arg(jobs.size()).arg(prefix);
    const QList<QJsonObject> shown = jobs.first(std::min<qsizetype>(jobs.size(), shownCandidates));
    for (const QJsonObject &job : shown) {
        sentence += u"\n  %1  %2  %3"_s.arg(job[u"job_id"].toString(), job[u"status"].toString(),
                                            harmless(job[u"title"].toString()));
    }
    return sentence;
}
} // namespace

QCoro::Task<CliResult<QString>> JobResolver::resolve(QString typed)
{
    static const QRegularExpression shape(u"^[0-9a-f-]{4,36}$"_s);
    const QString id = typed.toLower();
    if (!shape.match(id).hasMatch()) {
        co_return wrongUse(u"\"%1\" is neither a job's id nor the beginning of one (4 characters or more): cactl jobs "
                           "lists them"_s.arg(harmless(typed)));
    }
    if (QUuid::fromString(id).toString(QUuid::WithoutBraces) == id)
        co_return id;
    const auto answer = co_await m_api.get(u"/jobs?q="_s + id);
    if (!answer)
        co_return std::unexpected(answer.error());
    const QList<QJsonObject> jobs = jobsBeginningWith(id, *answer);
    if (jobs.isEmpty())
        co_return failed(ErrorCode::NotFound, u"no job's id begins with \"%1\": cactl jobs lists them"_s.arg(id));
    if (jobs.size() > 1)
        co_return failed(ErrorCode::InvalidArgument, ambiguous(id, jobs), u"id"_s);
    co_return jobs.first()[u"job_id"].toString();
}

} // namespace ca::cli
