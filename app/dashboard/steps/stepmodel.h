#pragma once

#include <QAbstractTableModel>
#include <QList>

#include "job.h"

namespace ca::dashboard {

/// A job's steps, in the order in which they ran.
class StepModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : std::uint8_t { NumberColumn, ActionColumn, StateColumn, DurationColumn, ColumnCount };
    enum Role : std::uint16_t {
        StepRole = Qt::UserRole, ///< the whole ca::Step
        ShareRole                ///< its duration as a part of the longest one's, 0 … 1
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Steps change in place and come at the end; anything else is another job's list.
    void setSteps(const QList<Step> &steps);
    /// The time has gone on: only what runs is affected.
    void tick(qint64 now);
    [[nodiscard]] const Step *step(int number) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QVariant text(const Step &step, int column) const;
    void measure();

    QList<Step> m_steps;
    qint64 m_now = 0;
    qint64 m_longest = 1;
};

} // namespace ca::dashboard
