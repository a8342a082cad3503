#include "jobcells.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include "format.h"
#include "joblook.h"
#include "jobmodel.h"

namespace ca::dashboard {

namespace {

struct CellTexts
{
    Q_DECLARE_TR_FUNCTIONS(CellTexts)
};

QString dash()
{
    return QStringLiteral("–");
}

/// Two lines: the name, and why it was taken.
QString withReason(const QString &name, const QString &reason)
{
    return reason.isEmpty() ? QString() : QString(name % QLatin1Char('\n') % reason);
}

} // namespace

QString cellText(const Job &job, int column)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    switch (column) {
    case JobModel::StatusColumn:
        return lookOf(job).word;
    case JobModel::TaskColumn:
        return job.title;
    case JobModel::ProgressColumn:
        return progressText(job);
    case JobModel::ProviderColumn:
        return job.provider;
    case JobModel::EngineColumn:
        return job.engine;
    case JobModel::TokensColumn:
        return job.tokens() > 0 ? QLocale().toString(job.tokens()) : dash();
    case JobModel::CreatedColumn:
        return formatAge(job.created, now);
    default:
        break;
    }
    const qint64 duration = durationOf(job, now);
    return duration < 0 ? dash() : formatDuration(duration);
}

QString cellToolTip(const Job &job, int column)
{
    switch (column) {
    case JobModel::TaskColumn:
        return job.title;
    case JobModel::StatusColumn:
    case JobModel::ProgressColumn:
        return job.error.isEmpty() ? job.currentStep : job.error;
    case JobModel::ProviderColumn:
        return withReason(job.provider, job.providerReason);
    case JobModel::EngineColumn:
        return withReason(job.engine, job.engineReason);
    case JobModel::TokensColumn:
        return job.calls() > 0 ? CellTexts::tr("%n call(s) of AI providers", nullptr, job.calls()) : QString();
    case JobModel::CreatedColumn:
        return formatExactTime(job.created);
    default:
        break;
    }
    return job.completed > 0 ? CellTexts::tr("Ended %1").arg(formatExactTime(job.completed)) : QString();
}

QString columnTitle(int column)
{
    switch (column) {
    case JobModel::StatusColumn:
        return CellTexts::tr("Status");
    case JobModel::TaskColumn:
        return CellTexts::tr("Task");
    case JobModel::ProgressColumn:
        return CellTexts::tr("Progress");
    case JobModel::ProviderColumn:
        return CellTexts::tr("Provider");
    case JobModel::EngineColumn:
        return CellTexts::tr("Engine");
    case JobModel::TokensColumn:
        return CellTexts::tr("Tokens");
    case JobModel::CreatedColumn:
        return CellTexts::tr("Created");
    default:
        return CellTexts::tr("Duration");
    }
}

} // namespace ca::dashboard
