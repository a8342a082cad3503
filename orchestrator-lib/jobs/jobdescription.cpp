#include "jobdescription.h"

#include <QFile>

namespace ca {

namespace {
std::string systemPrompt()
{
    QFile file(QStringLiteral(":/prompts/system.md"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}
} // namespace

protocol::JobDescription describe(const JobDetails &details, const StepRlimits &rlimits, const QString &network,
                                  qint64 contextTokens, bool seesImages)
{
    const Job &job = details.job;
    protocol::JobDescription description{.jobId = job.id.toString(QUuid::WithoutBraces).toStdString(),
                                         .prompt = details.prompt.toStdString(),
                                         .provider = job.provider.toStdString(),
                                         .network = network.toStdString(),
                                         .git = job.git.toStdString(),
                                         .seesImages = seesImages,
                                         .needsApproval = job.needsApproval,
                                         .maxSteps = job.limits.steps,
                                         .stepTimeoutSeconds = job.limits.stepTimeoutSeconds,
                                         .logBytes = static_cast<std::uint64_t>(job.limits.logBytes()),
                                         .maxProcesses = rlimits.maxProcesses,
                                         .maxFileBytes = rlimits.maxFileBytes};
    for (const QString &input : details.placed)
        description.inputs.push_back(input.toStdString());
    if (contextTokens > 0) {
        description.contextTokens = contextTokens;
        description.systemPrompt = systemPrompt();
    }
    return description;
}

} // namespace ca
