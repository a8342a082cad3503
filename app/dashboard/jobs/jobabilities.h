#pragma once

#include "job.h"

namespace ca::dashboard {

/// What can be done with a selection of jobs: how many of them each thing makes sense for.
struct JobAbilities
{
    int selected = 0;
    int cancellable = 0;
    int pausable = 0;
    int resumable = 0;
    int ended = 0;
    int withResult = 0;

    void add(const Job &job)
    {
        ++selected;
        cancellable += canCancel(job) ? 1 : 0;
        pausable += canPause(job) ? 1 : 0;
        resumable += canResume(job) ? 1 : 0;
        ended += job.isEnded() ? 1 : 0;
        withResult += hasResult(job) ? 1 : 0;
    }

    static bool canCancel(const Job &job) { return !job.isEnded() && !job.cancelRequested; }
    static bool canPause(const Job &job)
    {
        return job.status == JobStatus::Running && !job.cancelRequested &&
               (job.phase == JobPhase::Working || job.phase == JobPhase::AwaitingProvider ||
                job.phase == JobPhase::AwaitingApproval);
    }
    static bool canResume(const Job &job)
    {
        return job.status == JobStatus::Running && !job.cancelRequested && job.phase == JobPhase::Paused;
    }
    static bool hasResult(const Job &job) { return job.isEnded() && job.hasResult(); }

    bool operator==(const JobAbilities &) const = default;
};

} // namespace ca::dashboard
