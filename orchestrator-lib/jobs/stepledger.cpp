#include "stepledger.h"

#include <QDateTime>

#include "agentlink.h"
#include "jobstore.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

/// The sandbox's word: bounded, and nothing that leads out of the workspace.
QStringList artifactsOf(const protocol::StepFinished &message)
{
    constexpr qsizetype maxArtifacts = 100;
    constexpr std::size_t maxNameBytes = 1024;
    QStringList names;
    for (const std::string &text : message.artifacts) {
        const QString name = QString::fromStdString(text);
        const bool isInside = !name.isEmpty() && !name.startsWith(u'/') && !name.split(u'/').contains(".."_L1);
        if (isInside && text.size() <= maxNameBytes && names.size() < maxArtifacts)
            names.append(name);
    }
    return names;
}

} // namespace

StepLedger::StepLedger(JobDetails &details, JobStore &store, AgentLink &link)
    : m_details(details)
    , m_store(store)
{
    for (const Step &step : std::as_const(details.steps)) {
        m_callsBefore += step.calls;
        m_tokensBefore += step.tokens;
        details.job.stepsDone = step.status == StepStatus::Running ? details.job.stepsDone : step.number;
    }
    connect(&link, &AgentLink::planMade, this, &StepLedger::plan);
    connect(&link, &AgentLink::stepStarted, this, &StepLedger::start);
    connect(&link, &AgentLink::stepFinished, this, &StepLedger::finish);
}

void StepLedger::plan(const protocol::PlanMade &message)
{
    m_details.job.stepsPlanned = static_cast<int>(m_details.steps.size() + message.steps.size());
    Q_EMIT changed();
}

void StepLedger::start(const protocol::StepStarted &message)
{
    if (message.number != static_cast<int>(m_details.steps.size()) + 1 || message.number > m_details.job.limits.steps)
        return contradicted();
    Step step{.number = message.number,
              .type = QString::fromStdString(message.type),
              .description = QString::fromStdString(message.description),
              .code = QString::fromStdString(message.code),
              .filename = QString::fromStdString(message.filename),
              .exitCode = {},
              .error = {},
              .started = message.time,
              .outBegin = static_cast<qint64>(message.log.out),
              .errBegin = static_cast<qint64>(message.log.err)};
    step.calls = m_details.job.calls() - m_callsBefore;
    step.tokens = m_details.job.tokens() - m_tokensBefore;
    m_callsBefore += step.calls;
    m_tokensBefore += step.tokens;
    m_details.steps.append(step);
    m_details.job.currentStep = step.description;
    keep(step);
}

void StepLedger::finish(const protocol::StepFinished &message)
{
    if (m_details.steps.isEmpty() || m_details.steps.last().number != message.number)
        return contradicted();
    Step &step = m_details.steps.last();
    step.status = message.exitCode == 0 && message.error.empty() ? StepStatus::Succeeded : StepStatus::Failed;
    step.exitCode = message.exitCode;
    step.timedOut = message.timedOut;
    step.error = QString::fromStdString(message.error);
    step.ended = message.time;
    step.outEnd = static_cast<qint64>(message.log.out);
    step.errEnd = static_cast<qint64>(message.log.err);
    step.artifacts = artifactsOf(message);
    m_details.job.stepsDone = message.number;
    m_details.job.currentStep.clear();
    keep(step);
}

protocol::RejoinAnswer StepLedger::known() const
{
    if (m_details.steps.isEmpty())
        return {};
    const Step &last = m_details.steps.last();
    return {.lastStep = last.number, .isFinished = last.status != StepStatus::Running};
}

void StepLedger::closeOpenSteps()
{
    for (Step &step : m_details.steps) {
        if (step.status != StepStatus::Running)
            continue;
        // A job that was completed while nobody could be told did not end in the middle of a step.
        const bool isComplete = m_details.job.verdict == JobStatus::Complete;
        step.status = isComplete ? StepStatus::Succeeded : StepStatus::Failed;
        step.error = isComplete ? QString() : u"ended with the job"_s;
        step.ended = QDateTime::currentMSecsSinceEpoch();
        step.outEnd = m_details.job.outBytes;
        step.errEnd = m_details.job.errBytes;
        keep(step);
    }
}

void StepLedger::keep(const Step &step)
{
    m_store.putStepLater(m_details.job.id, step);
    Q_EMIT stepChanged(step);
    Q_EMIT changed();
}

} // namespace ca
