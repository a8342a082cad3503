#pragma once

#include "job.h"

namespace ca::dashboard {

/// A job that JobList knows, and where JobModel shows it. Stays at its address for as long as the job is known.
struct JobEntry
{
    Job job;
    /// The row in which it is shown; -1 while it is not.
    int row = -1;
    /// Its place among all jobs in the order of the rows, shown or not.
    int place = -1;
    /// Deleted, but that can still be undone: nobody gets to see it.
    bool isHidden = false;
    /// Already among what is just being announced.
    bool isAnnounced = false;
};

} // namespace ca::dashboard
