#pragma once

#include <QAction>
#include <QModelIndex>

#include "dashboardfixture.h"
#include "jobtable.h"

namespace ca::dashboard {

/// The real window over a real core, for what is done with jobs in its list. Waits are up to a minute, since other
/// tests may have the processors.
class JobListFixture : public DashboardFixture
{
public:
    /// `dataDir`: one that lasts longer than this; empty: one of its own.
    explicit JobListFixture(const QString &dataDir = {});

    [[nodiscard]] QAction *action(const char *name) const { return find<QAction>(name); }
    [[nodiscard]] JobTable *table() const { return find<JobTable>("jobTable"); }
    /// The texts of a column, row by row.
    [[nodiscard]] QStringList column(int column) const;
    [[nodiscard]] QModelIndex rowOf(const JobId &id) const;
    /// Schedules and waits until the list shows it; null when that fails.
    JobId start(const QString &prompt);
    /// The same, and waits until it is complete.
    JobId run(const QString &prompt);
    [[nodiscard]] bool awaitStatus(const JobId &id, const QString &word) const;
};

} // namespace ca::dashboard
