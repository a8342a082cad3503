#include "jobfacts.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "error.h"
#include "format.h"
#include "jobjson.h"
#include "joblook.h"
#include "limitfield.h"

namespace ca::dashboard {

namespace {

struct FactTexts
{
    Q_DECLARE_TR_FUNCTIONS(FactTexts)
};

QString number(qint64 value)
{
    return QLocale().toString(value);
}

QString networkText(NetworkPolicy policy)
{
    switch (policy) {
    case NetworkPolicy::Off:
        return FactTexts::tr("Off");
    case NetworkPolicy::Allowlist:
        return FactTexts::tr("Package sources and allowed hosts");
    case NetworkPolicy::Open:
        break;
    }
    return FactTexts::tr("Everything public");
}

QString waitingFor(const Job &job)
{
    if (job.status == JobStatus::Scheduled)
        return FactTexts::tr("Its turn: other jobs are running");
    switch (job.phase) {
    case JobPhase::Starting:
        return FactTexts::tr("Its sandbox");
    case JobPhase::FetchingImage:
        return FactTexts::tr("Its image, which is pulled or built");
    case JobPhase::AwaitingProvider:
        return FactTexts::tr("The AI provider, which asked for patience");
    case JobPhase::AwaitingApproval:
        return FactTexts::tr("Your yes or no to its next steps, under Steps");
    case JobPhase::Paused:
        return FactTexts::tr("Somebody to resume it");
    case JobPhase::Stopping:
        return FactTexts::tr("The end of what still runs in it");
    case JobPhase::Packing:
        return FactTexts::tr("Its result to be packed");
    case JobPhase::None:
    case JobPhase::Working:
        break;
    }
    return {};
}

void add(FactGroup &group, const QString &label, const QString &text, Fact::Kind kind = Fact::Kind::Text)
{
    if (!text.isEmpty())
        group.facts.append({.label = label, .text = text, .kind = kind});
}

FactGroup stateGroup(const JobDetails &details)
{
    const Job &job = details.job;
    FactGroup group{.heading = FactTexts::tr("State"), .facts = {}};
    add(group, FactTexts::tr("State"), lookOf(job).word);
    if (!job.isEnded())
        add(group, FactTexts::tr("Waits for"), waitingFor(job));
    if (job.stepsPlanned > 0 || !details.steps.isEmpty()) {
        add(group, FactTexts::tr("Steps"),
            FactTexts::tr("%1 of %2 done")
                .arg(number(job.stepsDone), number(std::max<qsizetype>(job.stepsPlanned, details.steps.size()))));
    }
    add(group, FactTexts::tr("Now"), job.currentStep);
    const auto plan = std::ranges::find_last(details.events, QStringLiteral("plan"), &JobEvent::kind);
    if (!plan.empty())
        add(group, FactTexts::tr("Plan"), plan.front().text);
    add(group, FactTexts::tr("Summary"), job.summary);
    add(group, FactTexts::tr("Error"), job.error);
    if (job.exitCode)
        add(group, FactTexts::tr("Exit code"), QString::number(*job.exitCode));
    return group;
}

QString nameAndReason(const QString &name, const QString &reason)
{
    return reason.isEmpty() ? name : FactTexts::tr("%1 (%2)").arg(name, reason);
}

FactGroup taskGroup(const JobDetails &details)
{
    const Job &job = details.job;
    FactGroup group{.heading = FactTexts::tr("Task"), .facts = {}};
    QString prompt = details.prompt.trimmed();
    constexpr qsizetype mostShown = 600;
    if (prompt.size() > mostShown)
        prompt = prompt.left(mostShown) + QStringLiteral("…");
    add(group, FactTexts::tr("Task"), prompt);
    add(group, FactTexts::tr("Inputs"), job.inputs.join(QStringLiteral(", ")));
    add(group, FactTexts::tr("In the workspace as"), details.placed.join(QStringLiteral(", ")));
    add(group, FactTexts::tr("Git repository"), job.git, Fact::Kind::Code);
    add(group, FactTexts::tr("Provider"), nameAndReason(job.provider, job.providerReason));
    add(group, FactTexts::tr("Engine"), nameAndReason(job.engine, job.engineReason));
    add(group, FactTexts::tr("Image"), job.image, Fact::Kind::Code);
    add(group, FactTexts::tr("OCI runtime"), job.runtime, Fact::Kind::Code);
    add(group, FactTexts::tr("Network"), networkText(job.network));
    if (job.needsApproval)
        add(group, FactTexts::tr("Approval"), FactTexts::tr("Each batch of steps waits for a yes"));
    if (job.priority != 0)
        add(group, FactTexts::tr("Priority"), number(job.priority));
    return group;
}

FactGroup usageGroup(const Job &job)
{
    const QLocale locale;
    FactGroup group{.heading = FactTexts::tr("Usage"), .facts = {}};
    for (const ProviderUsage &usage : job.usage) {
        QString text = FactTexts::tr("%Ln call(s), %1 tokens (%2 asked, %3 answered)", nullptr, usage.calls)
                           .arg(number(usage.promptTokens + usage.answerTokens), number(usage.promptTokens),
                                number(usage.answerTokens));
        if (!usage.model.isEmpty())
            text.prepend(usage.model + QStringLiteral(": "));
        add(group, usage.provider, text);
    }
    if (!job.usage.isEmpty()) {
        const double share = 100.0 * static_cast<double>(job.tokens()) / static_cast<double>(job.limits.tokens);
        add(group, FactTexts::tr("Budget"),
            FactTexts::tr("Calls: %1 of %2; tokens: %3 of %4 (%5%)")
                .arg(number(job.calls()), number(job.limits.calls), number(job.tokens()), number(job.limits.tokens),
                     locale.toString(std::ceil(share), 'f', 0)));
    }
    add(group, FactTexts::tr("Output"), locale.formattedDataSize(job.outBytes + job.errBytes, 1));
    if (job.networkSent + job.networkReceived > 0) {
        add(group, FactTexts::tr("Traffic"),
            FactTexts::tr("%1 sent, %2 received")
                .arg(locale.formattedDataSize(job.networkSent, 1), locale.formattedDataSize(job.networkReceived, 1)));
    }
    if (job.hasResult()) {
        add(group, FactTexts::tr("Result"),
            FactTexts::tr("%Ln file(s), %1", nullptr, static_cast<int>(job.resultFiles))
                .arg(locale.formattedDataSize(job.resultBytes, 1)));
    }
    return group;
}

QString limitWord(QLatin1StringView name)
{
    const std::array words{std::pair(QLatin1StringView("cpus"), FactTexts::tr("Processors")),
                           std::pair(QLatin1StringView("memory_mb"), FactTexts::tr("Memory")),
                           std::pair(QLatin1StringView("pids"), FactTexts::tr("Processes")),
                           std::pair(QLatin1StringView("disk_mb"), FactTexts::tr("Disk")),
                           std::pair(QLatin1StringView("log_mb"), FactTexts::tr("Log")),
                           std::pair(QLatin1StringView("wall_time"), FactTexts::tr("Time")),
                           std::pair(QLatin1StringView("steps"), FactTexts::tr("Steps")),
                           std::pair(QLatin1StringView("step_timeout"), FactTexts::tr("Time for a step")),
                           std::pair(QLatin1StringView("calls"), FactTexts::tr("Calls of providers")),
                           std::pair(QLatin1StringView("tokens"), FactTexts::tr("Tokens"))};
    const auto word = std::ranges::find(words, name, [](const auto &pair) { return pair.first; });
    return word != words.end() ? word->second : QString(name);
}

QString limitText(const LimitField &field, const Limits &limits)
{
    const double value = field.value(limits);
    if (field.name.endsWith(QLatin1StringView("_mb")))
        return QLocale().formattedDataSize(static_cast<qint64>(value) << 20, 1);
    if (field.unit == QLatin1StringView("SECONDS"))
        return formatDuration(static_cast<qint64>(value) * 1000);
    return QLocale().toString(value, 'g', 12);
}

FactGroup limitsGroup(const Job &job)
{
    FactGroup group{.heading = FactTexts::tr("Limits"), .facts = {}};
    for (const LimitField &field : limitFields()) {
        QString text = limitText(field, job.limits);
        const auto kept = std::ranges::find(job.enforcement, QString(field.name), &Enforcement::limit);
        if (kept != job.enforcement.cend())
            text = FactTexts::tr("%1, kept by %2").arg(text, kept->by);
        add(group, limitWord(field.name), text);
    }
    return group;
}

Fact timeFact(const QString &label, qint64 time, qint64 now)
{
    return {.label = label, .text = formatExactTime(time), .tip = formatAge(time, now)};
}

FactGroup timesGroup(const Job &job, qint64 now)
{
    FactGroup group{.heading = FactTexts::tr("Times"), .facts = {}};
    group.facts.append(timeFact(FactTexts::tr("Created"), job.created, now));
    if (job.started > 0)
        group.facts.append(timeFact(FactTexts::tr("Started"), job.started, now));
    if (job.completed > 0)
        group.facts.append(timeFact(FactTexts::tr("Ended"), job.completed, now));
    if (const qint64 duration = durationOf(job, now); duration >= 0)
        add(group, FactTexts::tr("Duration"), formatDuration(duration));
    return group;
}

FactGroup placesGroup(const Job &job, const JobFactsContext &context)
{
    FactGroup group{.heading = FactTexts::tr("Where"), .facts = {}};
    add(group, FactTexts::tr("Id"), idToText(job.id), Fact::Kind::Code);
    add(group, FactTexts::tr("Sandbox"), job.containerId, Fact::Kind::Code);
    const auto addLink = [&group](const QString &label, const QString &text, const QString &target) {
        group.facts.append({.label = label, .text = text, .kind = Fact::Kind::Link, .target = target});
    };
    if (!context.folder.isEmpty())
        addLink(FactTexts::tr("Folder"), context.folder, QStringLiteral("folder"));
    if (!context.api.isEmpty()) {
        QUrl url = context.api;
        url.setPath(QStringLiteral("/job/") + idToText(job.id));
        addLink(FactTexts::tr("In the API"), url.toString(), url.toString());
    }
    if (!job.retryOf.isNull())
        addLink(FactTexts::tr("Runs again"), idToText(job.retryOf), QStringLiteral("job:") + idToText(job.retryOf));
    return group;
}

} // namespace

QList<FactGroup> factsOf(const JobDetails &details, const JobFactsContext &context)
{
    const Job &job = details.job;
    QList<FactGroup> groups{stateGroup(details), taskGroup(details)};
    if (job.status != JobStatus::Scheduled)
        groups.append(usageGroup(job));
    groups.append({timesGroup(job, context.now), limitsGroup(job), placesGroup(job, context)});
    return groups;
}

QString adviceFor(const Job &job)
{
    if (job.status != JobStatus::Error)
        return {};
    switch (errorCodeFromName(job.errorCode)) {
    case ErrorCode::StepFailed:
        return FactTexts::tr("See the failed step's code and output, mend the task, and run it again.");
    case ErrorCode::LimitReached:
        return FactTexts::tr("Edit the task, raise this limit, and run it again.");
    case ErrorCode::NoProvider:
        return FactTexts::tr("Set a provider's key in the settings, or write the task as commands.");
    case ErrorCode::ProviderFailed:
        return FactTexts::tr("See the events below for what each provider said, then run the task again.");
    case ErrorCode::Interrupted:
        return FactTexts::tr("Run the task again: what it made so far is in its files.");
    case ErrorCode::NoSpace:
        return FactTexts::tr("Free some space, by deleting old jobs for example, then run the task again.");
    default:
        return FactTexts::tr("The log has what happened before. Running the task again may be enough.");
    }
}

} // namespace ca::dashboard
