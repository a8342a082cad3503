#include "jobstatus.h"

#include "jobjson.h"
#include "liveviews.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// Null until there is something behind the link.
QJsonValue linkTo(const QString &what, const Job &job, bool isThere)
{
    return isThere ? QJsonValue(u"/%1/%2"_s.arg(what, idToText(job.id))) : QJsonValue();
}

QJsonValue viewLink(const QUrl &url)
{
    return url.isEmpty() ? QJsonValue() : QJsonValue(url.toString(QUrl::FullyEncoded));
}
} // namespace

QJsonObject progressToJson(const Job &job)
{
    return {{u"steps_done"_s, job.stepsDone},
            {u"steps_planned"_s, job.stepsPlanned},
            {u"current_step"_s, textToJson(job.currentStep)},
            {u"packing_percent"_s, job.phase == JobPhase::Packing ? QJsonValue(job.packingPercent) : QJsonValue()}};
}

QJsonObject statusToJson(const Job &job, const LiveViews &views)
{
    return {{u"job_id"_s, idToText(job.id)},
            {u"status"_s, statusName(job.status)},
            {u"phase"_s, textToJson(phaseName(job.phase))},
            {u"progress"_s, progressToJson(job)},
            {u"output"_s, textToJson(job.summary)},
            {u"error"_s, textToJson(job.error)},
            {u"download_link"_s, linkTo(u"download"_s, job, job.hasResult())},
            {u"logs_link"_s, linkTo(u"logs"_s, job, job.started > 0)},
            {u"desktop_link"_s, viewLink(views.url(job.id, Service::Desktop))},
            {u"notebook_link"_s, viewLink(views.url(job.id, Service::Notebook))}};
}

QJsonObject jobEventToJson(const Job &job, const LiveViews &views)
{
    QJsonObject json = statusToJson(job, views);
    json[u"title"] = job.title;
    json[u"priority"] = job.priority;
    json[u"created"] = timeToJson(job.created);
    json[u"started"] = timeToJson(job.started);
    json[u"completed"] = timeToJson(job.completed);
    return json;
}

} // namespace ca
