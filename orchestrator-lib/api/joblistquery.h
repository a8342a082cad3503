#pragma once

#include <QUrlQuery>
#include <vector>

#include "job.h"
#include "result.h"
#include "routetable.h"

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

    /// What parse() knows, for the documentation.
    static QList<RouteParameter> parameters();
    /// Errors: InvalidArgument; detail is the parameter.
    static Result<JobListQuery> parse(const QUrlQuery &query);

    /// {"jobs": […], "total": all that match}; takes all jobs there are, oldest first.
    [[nodiscard]] QByteArray answer(std::vector<const Job *> jobs) const;

private:
    [[nodiscard]] bool accepts(const Job &job) const;
    void sort(std::vector<const Job *> &jobs) const;
};

} // namespace ca
