#include "hostmodel.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>

#include "format.h"
#include "hostname.h"
#include "hostpattern.h"
#include "symbols.h"

namespace ca::dashboard {

namespace {

QString patternOf(const HostUse &use)
{
    return isWebPort(use.port) ? use.host : hostAndPort(use.host, use.port);
}

QString countText(qint64 count)
{
    return count > 0 ? QLocale().toString(count) : QStringLiteral("–");
}

QString sizeText(qint64 bytes)
{
    return bytes > 0 ? QLocale().formattedDataSize(bytes, 1) : QStringLiteral("–");
}

} // namespace

void HostModel::setHosts(const QList<HostUse> &hosts)
{
    const auto isSameHost = [](const HostUse &one, const HostUse &other) {
        return one.host == other.host && one.port == other.port;
    };
    if (hosts.size() < m_hosts.size() || !std::ranges::equal(m_hosts, hosts.first(m_hosts.size()), isSameHost)) {
        beginResetModel();
        m_hosts = hosts;
        endResetModel();
        return;
    }
    for (qsizetype row = 0; row < m_hosts.size(); ++row) {
        if (m_hosts.at(row) == hosts.at(row))
            continue;
        m_hosts[row] = hosts.at(row);
        const auto first = index(static_cast<int>(row), 0);
        Q_EMIT dataChanged(first, first.siblingAtColumn(ColumnCount - 1));
    }
    if (hosts.size() == m_hosts.size())
        return;
    beginInsertRows({}, static_cast<int>(m_hosts.size()), static_cast<int>(hosts.size()) - 1);
    m_hosts = hosts;
    endInsertRows();
}

int HostModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_hosts.size());
}

int HostModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HostModel::text(const HostUse &use, int column)
{
    switch (column) {
    case HostColumn:
        return hostAndPort(use.host, use.port);
    case AllowedColumn:
        return countText(use.allowed);
    case RefusedColumn:
        return countText(use.refused);
    case FailedColumn:
        return countText(use.failed);
    case SentColumn:
        return sizeText(use.sent);
    case ReceivedColumn:
        return sizeText(use.received);
    case LastColumn:
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(use.last).time(), QStringLiteral("HH:mm:ss"));
    default:
        return {};
    }
}

QVariant HostModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HostUse &use = m_hosts.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(use, index.column());
    case Qt::DecorationRole:
        if (index.column() != HostColumn)
            return {};
        return symbolIcon(use.allowed > 0 ? Symbol::Complete : Symbol::Failed);
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter | (index.column() == HostColumn ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::ToolTipRole:
        return index.column() == LastColumn ? formatExactTime(use.last) : use.reason.toHtmlEscaped();
    case PatternRole:
        return patternOf(use);
    case ReasonRole:
        return use.reason;
    default:
        return {};
    }
}

QVariant HostModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (section == HostColumn ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case HostColumn:
        return tr("Host");
    case AllowedColumn:
        return tr("Allowed");
    case RefusedColumn:
        return tr("Refused");
    case FailedColumn:
        return tr("Failed");
    case SentColumn:
        return tr("Sent");
    case ReceivedColumn:
        return tr("Received");
    case LastColumn:
        return tr("Last");
    default:
        return {};
    }
}

} // namespace ca::dashboard
