#pragma once

#include <QAbstractTableModel>
#include <QList>

#include "hostuse.h"

namespace ca::dashboard {

/// Whom a job asked for on the network.
class HostModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : std::uint8_t {
        HostColumn,
        AllowedColumn,
        RefusedColumn,
        FailedColumn,
        SentColumn,
        ReceivedColumn,
        LastColumn,
        ColumnCount
    };
    enum Role : std::uint16_t {
        PatternRole = Qt::UserRole, ///< as AGENT_ALLOWED_HOSTS names it
        ReasonRole                  ///< why it was not reached; may be empty
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Of the same job more, or another job's.
    void setHosts(const QList<HostUse> &hosts);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QVariant text(const HostUse &use, int column);

    QList<HostUse> m_hosts;
};

} // namespace ca::dashboard
