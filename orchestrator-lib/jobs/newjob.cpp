#include "newjob.h"

#include <QDateTime>

#include "resultpacker.h"
#include "runbook.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr QLatin1StringView automatic("auto");
constexpr QLatin1StringView askedFor("asked for");

/// Who makes the plan; empty when nobody can.
QString chosenProvider(const JobRequest &request)
{
    if (request.provider != automatic)
        return request.provider;
    return protocol::isRunbook(request.prompt.toStdString()) ? u"runbook"_s : QString();
}
} // namespace

Job newJob(const JobRequest &request, const QString &defaultEngine, qint64 sequence)
{
    Job job;
    job.id = QUuid::createUuid();
    job.sequence = sequence;
    job.retryOf = request.retryOf;
    job.title = titleOf(request.prompt);
    job.priority = request.priority;
    job.created = QDateTime::currentMSecsSinceEpoch();
    job.provider = chosenProvider(request);
    job.engine = defaultEngine;
    job.engineReason = request.engine == automatic ? u"the default"_s : QString(askedFor);
    job.limits = request.limits;
    job.exclude = request.exclude.value_or(defaultExcludes());
    job.git = request.git;
    return job;
}

JobRequest requestOf(const JobDetails &details)
{
    const Job &job = details.job;
    return {.prompt = details.prompt,
            .provider = job.provider.isEmpty() ? QString(automatic) : job.provider,
            .engine = job.engineReason == askedFor ? job.engine : QString(automatic),
            .priority = job.priority,
            .limits = job.limits,
            .exclude = job.exclude,
            .git = job.git,
            .inputs = job.inputs,
            .retryOf = job.id};
}

} // namespace ca
