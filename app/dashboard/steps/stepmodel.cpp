#include "stepmodel.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>

#include "displaytext.h"
#include "format.h"
#include "steplook.h"

namespace ca::dashboard {

void StepModel::setSteps(const QList<Step> &steps)
{
    m_now = QDateTime::currentMSecsSinceEpoch();
    const auto isSameStep = [](const Step &one, const Step &other) {
        return one.number == other.number && one.started == other.started;
    };
    const bool goesOn =
        steps.size() >= m_steps.size() && std::ranges::equal(m_steps, steps.first(m_steps.size()), isSameStep);
    if (!goesOn) {
        beginResetModel();
        m_steps = steps;
        measure();
        endResetModel();
        return;
    }
    for (qsizetype row = 0; row < m_steps.size(); ++row) {
        if (m_steps.at(row) == steps.at(row))
            continue;
        m_steps[row] = steps.at(row);
        const auto first = index(static_cast<int>(row), 0);
        Q_EMIT dataChanged(first, first.siblingAtColumn(ColumnCount - 1));
    }
    if (steps.size() > m_steps.size()) {
        beginInsertRows({}, static_cast<int>(m_steps.size()), static_cast<int>(steps.size()) - 1);
        m_steps = steps;
        endInsertRows();
    }
    measure();
}

void StepModel::tick(qint64 now)
{
    m_now = now;
    measure();
    if (!m_steps.isEmpty())
        Q_EMIT dataChanged(index(0, DurationColumn), index(rowCount() - 1, DurationColumn));
}

void StepModel::measure()
{
    m_longest = 1;
    for (const Step &step : std::as_const(m_steps))
        m_longest = std::max(m_longest, durationOf(step, m_now));
}

const Step *StepModel::step(int number) const
{
    const auto found = std::ranges::find(m_steps, number, &Step::number);
    return found != m_steps.cend() ? &*found : nullptr;
}

int StepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

int StepModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StepModel::text(const Step &step, int column) const
{
    switch (column) {
    case NumberColumn:
        return QLocale().toString(step.number);
    case ActionColumn:
        return displayText(step.description.isEmpty() ? actionWord(step.type) : step.description).simplified();
    case StateColumn:
        if (step.status == StepStatus::Failed && step.exitCode.value_or(0) != 0 && !step.timedOut)
            return tr("Exit code %1").arg(*step.exitCode);
        return lookOf(step).word;
    case DurationColumn:
        return formatDuration(durationOf(step, m_now));
    default:
        return {};
    }
}

QVariant StepModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Step &step = m_steps.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(step, index.column());
    case Qt::TextAlignmentRole:
        if (index.column() == NumberColumn)
            return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::DecorationRole:
        return index.column() == ActionColumn ? QVariant(symbolIcon(actionSymbol(step.type))) : QVariant();
    case Qt::ToolTipRole:
        if (index.column() == ActionColumn)
            return QString(actionWord(step.type) + QStringLiteral(": ") + step.description.left(1000)).toHtmlEscaped();
        return index.column() == DurationColumn ? QVariant(formatExactTime(step.started)) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == ActionColumn
                   ? QVariant(QString(actionWord(step.type) + QStringLiteral(": ") + step.description))
                   : QVariant(text(step, index.column()));
    case StepRole:
        return QVariant::fromValue(step);
    case ShareRole:
        return static_cast<double>(durationOf(step, m_now)) / static_cast<double>(m_longest);
    default:
        return {};
    }
}

QVariant StepModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NumberColumn:
        return tr("No.");
    case ActionColumn:
        return tr("Step");
    case StateColumn:
        return tr("State");
    case DurationColumn:
        return tr("Time");
    default:
        return {};
    }
}

} // namespace ca::dashboard
