#include "newjob.h"

#include <QDateTime>

#include "resultpacker.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr QLatin1StringView automatic("auto");
} // namespace

QString askedProvider(const Job &job)
{
    const bool isChosen = !job.providerReason.isEmpty() && job.providerReason != askedFor;
    return isChosen || job.provider.isEmpty() ? QString(automaticProvider) : job.provider;
}

Job newJob(const JobRequest &request, const EngineChoice &engine, qint64 sequence)
{
    Job job;
    job.id = QUuid::createUuid();
    job.sequence = sequence;
    job.retryOf = request.retryOf;
    job.title = titleOf(request.prompt);
    job.priority = request.priority;
    job.created = QDateTime::currentMSecsSinceEpoch();
    job.provider = request.provider;
    job.needsApproval = request.needsApproval;
    job.engine = engine.name;
    job.engineReason = engine.reason;
    job.image = engine.image;
    job.runtime = request.runtime;
    job.limits = request.limits;
    job.network = request.network.value_or(job.network);
    job.exclude = request.exclude.value_or(defaultExcludes());
    job.git = request.git;
    return job;
}

JobRequest requestOf(const JobDetails &details)
{
    const Job &job = details.job;
    return {.prompt = details.prompt,
            .provider = askedProvider(job),
            .engine = job.engineReason == askedFor ? job.engine : QString(automatic),
            .image = job.image,
            .runtime = job.runtime,
            .priority = job.priority,
            .limits = job.limits,
            .exclude = job.exclude,
            .network = job.network,
            .needsApproval = job.needsApproval,
            .git = job.git,
            .inputs = job.inputs,
            .retryOf = job.id};
}

} // namespace ca
