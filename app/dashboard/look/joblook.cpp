#include "joblook.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <algorithm>

#include "format.h"

namespace ca::dashboard {

namespace {

struct JobTexts
{
    Q_DECLARE_TR_FUNCTIONS(JobTexts)
};

QString runningWord(const Job &job)
{
    switch (job.phase) {
    case JobPhase::Starting:
        return JobTexts::tr("Starting");
    case JobPhase::FetchingImage:
        return JobTexts::tr("Fetching its image");
    case JobPhase::AwaitingProvider:
        return JobTexts::tr("Waiting for the AI provider");
    case JobPhase::AwaitingApproval:
        return JobTexts::tr("Waiting for approval");
    case JobPhase::Paused:
        return JobTexts::tr("Paused");
    case JobPhase::Stopping:
        return JobTexts::tr("Stopping");
    case JobPhase::Packing:
        return JobTexts::tr("Packing");
    case JobPhase::None:
    case JobPhase::Working:
        break;
    }
    return JobTexts::tr("Running");
}

bool hasSteps(const Job &job)
{
    return job.status == JobStatus::Running && job.phase == JobPhase::Working && job.stepsPlanned > 0;
}

QString endedText(const Job &job)
{
    if (job.status == JobStatus::Error && job.exitCode)
        return JobTexts::tr("Exit code %1").arg(*job.exitCode);
    if (!job.hasResult())
        return {};
    return JobTexts::tr("%Ln file(s)", nullptr, static_cast<int>(job.resultFiles));
}

} // namespace

JobLook lookOf(const Job &job)
{
    if (!job.isEnded() && job.cancelRequested)
        return {.symbol = Symbol::Cancelled, .accent = Accent::Neutral, .word = JobTexts::tr("Cancelling")};
    switch (job.status) {
    case JobStatus::Scheduled:
        return {.symbol = Symbol::Waiting, .accent = Accent::Neutral, .word = JobTexts::tr("Waiting")};
    case JobStatus::Running:
        return {.symbol = Symbol::Running, .accent = Accent::Active, .word = runningWord(job)};
    case JobStatus::Complete:
        return {.symbol = Symbol::Complete, .accent = Accent::Success, .word = JobTexts::tr("Complete")};
    case JobStatus::Error:
        return {.symbol = Symbol::Failed, .accent = Accent::Failure, .word = JobTexts::tr("Failed")};
    case JobStatus::Cancelled:
        return {.symbol = Symbol::Cancelled, .accent = Accent::Neutral, .word = JobTexts::tr("Cancelled")};
    }
    Q_UNREACHABLE_RETURN({});
}

QString progressText(const Job &job)
{
    if (job.isEnded())
        return endedText(job);
    if (job.status == JobStatus::Running && job.phase == JobPhase::Packing)
        return QLocale().toString(job.packingPercent) + QLocale().percent();
    if (!hasSteps(job))
        return {};
    const int current = std::min(job.stepsDone + 1, job.stepsPlanned);
    return JobTexts::tr("Step %1 of %2").arg(current).arg(job.stepsPlanned);
}

double progressShare(const Job &job)
{
    if (job.status == JobStatus::Running && job.phase == JobPhase::Packing)
        return std::clamp(job.packingPercent / 100.0, 0.0, 1.0);
    if (!hasSteps(job))
        return -1.0;
    return std::clamp(static_cast<double>(job.stepsDone) / job.stepsPlanned, 0.0, 1.0);
}

qint64 durationOf(const Job &job, qint64 now)
{
    if (job.started == 0)
        return -1;
    return std::max<qint64>(0, (job.completed > 0 ? job.completed : now) - job.started);
}

QString stateLine(const Job &job, qint64 now)
{
    QStringList parts{lookOf(job).word};
    if (const QString progress = progressText(job); !progress.isEmpty())
        parts += progress;
    if (job.hasResult())
        parts += QLocale().formattedDataSize(job.resultBytes, 1);
    if (const qint64 duration = durationOf(job, now); duration >= 0)
        parts += formatDuration(duration);
    for (const QString &name : {job.provider, job.engine}) {
        if (!name.isEmpty() && name != QLatin1StringView("auto"))
            parts += name;
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace ca::dashboard
