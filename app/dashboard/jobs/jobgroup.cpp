#include "jobgroup.h"

#include <QCoreApplication>

namespace ca::dashboard {

namespace {

struct GroupTexts
{
    Q_DECLARE_TR_FUNCTIONS(GroupTexts)
};

JobStatus statusOf(JobGroup group)
{
    switch (group) {
    case JobGroup::Running:
        return JobStatus::Running;
    case JobGroup::Waiting:
        return JobStatus::Scheduled;
    case JobGroup::Failed:
        return JobStatus::Error;
    case JobGroup::Complete:
        return JobStatus::Complete;
    case JobGroup::Cancelled:
        return JobStatus::Cancelled;
    }
    Q_UNREACHABLE_RETURN(JobStatus::Running);
}

/// As the filter box's help names it, in every language.
QLatin1StringView plainName(JobGroup group)
{
    switch (group) {
    case JobGroup::Running:
        return QLatin1StringView("running");
    case JobGroup::Waiting:
        return QLatin1StringView("waiting");
    case JobGroup::Failed:
        return QLatin1StringView("failed");
    case JobGroup::Complete:
        return QLatin1StringView("complete");
    case JobGroup::Cancelled:
        return QLatin1StringView("cancelled");
    }
    Q_UNREACHABLE_RETURN(QLatin1StringView());
}

} // namespace

JobGroup groupOf(const Job &job)
{
    switch (job.status) {
    case JobStatus::Scheduled:
        return JobGroup::Waiting;
    case JobStatus::Running:
        return JobGroup::Running;
    case JobStatus::Complete:
        return JobGroup::Complete;
    case JobStatus::Error:
        return JobGroup::Failed;
    case JobStatus::Cancelled:
        return JobGroup::Cancelled;
    }
    Q_UNREACHABLE_RETURN(JobGroup::Running);
}

QString groupTitle(JobGroup group)
{
    switch (group) {
    case JobGroup::Running:
        return GroupTexts::tr("Running");
    case JobGroup::Waiting:
        return GroupTexts::tr("Waiting");
    case JobGroup::Failed:
        return GroupTexts::tr("Failed");
    case JobGroup::Complete:
        return GroupTexts::tr("Complete");
    case JobGroup::Cancelled:
        return GroupTexts::tr("Cancelled");
    }
    Q_UNREACHABLE_RETURN({});
}

std::optional<JobGroup> groupFromWord(QStringView word)
{
    if (word.isEmpty())
        return std::nullopt;
    for (const JobGroup group : allJobGroups) {
        if (groupTitle(group).startsWith(word, Qt::CaseInsensitive) ||
            QString(plainName(group)).startsWith(word, Qt::CaseInsensitive) ||
            statusName(statusOf(group)).startsWith(word, Qt::CaseInsensitive))
            return group;
    }
    return std::nullopt;
}

} // namespace ca::dashboard
