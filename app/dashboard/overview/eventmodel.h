#pragma once

#include <QAbstractTableModel>
#include <QList>

#include "job.h"

namespace ca::dashboard {

/// A job's events, the newest first.
class EventModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : std::uint8_t { TimeColumn, KindColumn, TextColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Another list, or the same one with more at its end and, where it is full, fewer at its beginning.
    void setEvents(const QList<JobEvent> &events);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<JobEvent> m_events;
};

} // namespace ca::dashboard
