#pragma once

#include <QJsonArray>
#include <QUrlQuery>

#include "job.h"
#include "result.h"

namespace ca {

/// The query of GET /jobs: status, q, limit, offset, sort.
struct JobListQuery
{
    std::optional<JobStatus> status;
    /// Part of the title or of the id; case does not matter.
    QString text;
    qsizetype offset = 0;
    /// Negative: no limit.
    qsizetype limit = -1;
    /// By a time or by priority; oldest or lowest first unless descending.
    enum class Key : std::uint8_t { Created, Started, Completed, Priority } key = Key::Created;
    bool isDescending = false;

    /// Errors: InvalidArgument; detail is the parameter.
    static Result<JobListQuery> parse(const QUrlQuery &query);

    /// {"jobs": […], "total": all that match}
    [[nodiscard]] QJsonObject answer(QList<Job> jobs) const;

private:
    [[nodiscard]] bool accepts(const Job &job) const;
    void sort(QList<Job> &jobs) const;
};

} // namespace ca
