#pragma once

#include <QCollator>
#include <QList>

#include "jobentry.h"

namespace ca::dashboard {

/// In which order jobs stand: by a column's value, those with equal ones the newest first. Values are compared as they
/// are, neither as texts nor as variants; a task's sort key is made once per sort.
class JobOrder
{
public:
    /// `column` is one of JobModel's. Durations of running jobs are compared as they are now.
    JobOrder(int column, Qt::SortOrder order);

    void sort(QList<JobEntry *> &entries) const;
    /// Both are sorted; so is what is returned.
    [[nodiscard]] QList<JobEntry *> merged(const QList<JobEntry *> &some, const QList<JobEntry *> &others) const;
    /// `first` may stand directly before `second`.
    [[nodiscard]] bool isInOrder(const Job &first, const Job &second) const { return !isBefore(second, first); }

private:
    [[nodiscard]] bool isBefore(const Job &one, const Job &other) const;
    [[nodiscard]] int compare(const Job &one, const Job &other) const;
    [[nodiscard]] double number(const Job &job) const;
    template <typename Key, typename MakeKey>
    void sortByKey(QList<JobEntry *> &entries, MakeKey makeKey) const;

    int m_column;
    bool m_isDescending;
    QCollator m_collator;
    qint64 m_now;
};

} // namespace ca::dashboard
