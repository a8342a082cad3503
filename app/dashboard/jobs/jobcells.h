#pragma once

#include <QString>

#include "job.h"

namespace ca::dashboard {

/// What the list shows of a job in one of JobModel's columns.
QString cellText(const Job &job, int column);
/// More of it, for who points at the cell; may be empty.
QString cellToolTip(const Job &job, int column);
/// The heading of a column.
QString columnTitle(int column);

} // namespace ca::dashboard
