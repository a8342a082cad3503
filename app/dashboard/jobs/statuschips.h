#pragma once

#include <QList>
#include <QWidget>
#include <optional>

#include "jobgroup.h"

class QToolButton;

namespace ca::dashboard {

/// One button for each group of jobs, with how many there are: pressed, the list shows only these; pressed again, all.
class StatusChips : public QWidget
{
    Q_OBJECT

public:
    explicit StatusChips(QWidget *parent = nullptr);

    void setCounts(const JobCounts &counts);
    /// Not set: all.
    void setGroup(std::optional<JobGroup> group);
    [[nodiscard]] std::optional<JobGroup> group() const { return m_group; }

Q_SIGNALS:
    /// The person has chosen another group.
    void groupChosen();

private:
    QToolButton *makeChip(const QString &name);
    void choose(std::optional<JobGroup> group);
    static void setText(QToolButton *chip, const QString &title, int count);

    QToolButton *m_all;
    /// In the order of the groups.
    QList<QToolButton *> m_chips;
    std::optional<JobGroup> m_group;
};

} // namespace ca::dashboard
