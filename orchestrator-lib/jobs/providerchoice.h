#pragma once

#include <QCoroTask>
#include <memory>

#include "job.h"
#include "providerchain.h"
#include "result.h"

namespace ca {

class Providers;

/// Who makes a job's plan.
struct ProviderChoice
{
    /// A provider's name, or "runbook".
    QString name;
    /// Why, for people.
    QString reason;
    /// Null for a runbook.
    std::unique_ptr<ProviderChain> chain;
};

/// The job's own provider, if it asks for one; else an AI provider that is set up, else a local one that answers, else
/// the prompt itself, if it is a runbook. Errors: NoProvider, InvalidArgument.
QCoro::Task<Result<ProviderChoice>> chooseProvider(Providers &providers, const JobDetails &details);

} // namespace ca
