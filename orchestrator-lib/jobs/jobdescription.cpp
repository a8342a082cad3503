#include "jobdescription.h"

#include <QFile>

#include "jobconversation.h"

namespace ca {

namespace {
std::string systemPrompt()
{
    QFile file(QStringLiteral(":/prompts/system.md"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}
} // namespace

protocol::JobDescription describe(const JobDetails &details, const Sandbox &sandbox, const QString &network,
                                  const JobConversation &conversation)
{
    const Job &job = details.job;
    const StepRlimits rlimits = sandbox.stepRlimits();
    protocol::JobDescription description{.jobId = job.id.toString(QUuid::WithoutBraces).toStdString(),
                                         .prompt = details.prompt.toStdString(),
                                         .provider = job.provider.toStdString(),
                                         .network = network.toStdString(),
                                         .git = job.git.toStdString(),
                                         .seesImages = conversation.seesImages(),
                                         .needsApproval = job.needsApproval,
                                         .maxSteps = job.limits.steps,
                                         .stepTimeoutSeconds = job.limits.stepTimeoutSeconds,
                                         .logBytes = static_cast<std::uint64_t>(job.limits.logBytes()),
                                         .maxProcesses = rlimits.maxProcesses,
                                         .maxFileBytes = rlimits.maxFileBytes,
                                         .rejoinSeconds = static_cast<int>(sandbox.agentPatience().count())};
    for (const QString &input : details.placed)
        description.inputs.push_back(input.toStdString());
    if (conversation.contextTokens() > 0) { // else nobody is asked
        description.contextTokens = conversation.contextTokens();
        description.systemPrompt = systemPrompt();
    }
    return description;
}

} // namespace ca
