#include "eventmodel.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <iterator>

#include "format.h"

namespace ca::dashboard {

namespace {

QString kindWord(const QString &kind)
{
    static const QList<std::pair<QString, const char *>> words{
        {QStringLiteral("plan"), QT_TRANSLATE_NOOP("ca::dashboard::EventModel", "Plan")},
        {QStringLiteral("provider"), QT_TRANSLATE_NOOP("ca::dashboard::EventModel", "Provider")},
        {QStringLiteral("network"), QT_TRANSLATE_NOOP("ca::dashboard::EventModel", "Network")},
        {QStringLiteral("context"), QT_TRANSLATE_NOOP("ca::dashboard::EventModel", "Context")},
        {QStringLiteral("message"), QT_TRANSLATE_NOOP("ca::dashboard::EventModel", "Message")},
        {QStringLiteral("approval"), QT_TRANSLATE_NOOP("ca::dashboard::EventModel", "Approval")},
        {QStringLiteral("note"), QT_TRANSLATE_NOOP("ca::dashboard::EventModel", "Note")},
        {QStringLiteral("service"), QT_TRANSLATE_NOOP("ca::dashboard::EventModel", "Live view")}};
    const auto word = std::ranges::find(words, kind, &std::pair<QString, const char *>::first);
    return word != words.cend() ? EventModel::tr(word->second) : kind;
}

} // namespace

void EventModel::setEvents(const QList<JobEvent> &events)
{
    const qint64 newest = m_events.isEmpty() ? 0 : m_events.constFirst().number;
    const bool isSame = !m_events.isEmpty() && std::ranges::contains(events, m_events.constFirst());
    if (!isSame) {
        beginResetModel();
        m_events.clear();
        std::ranges::reverse_copy(events, std::back_inserter(m_events));
        endResetModel();
        return;
    }
    QList<JobEvent> added;
    for (const JobEvent &event : events) {
        if (event.number > newest)
            added.prepend(event);
    }
    if (added.isEmpty())
        return;
    beginInsertRows({}, 0, static_cast<int>(added.size()) - 1);
    m_events = added + m_events;
    endInsertRows();
    if (m_events.size() > events.size()) {
        beginRemoveRows({}, static_cast<int>(events.size()), static_cast<int>(m_events.size()) - 1);
        m_events.resize(events.size());
        endRemoveRows();
    }
}

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JobEvent &event = m_events.at(index.row());
    if (role == Qt::ToolTipRole)
        return index.column() == TimeColumn ? formatExactTime(event.time) : event.text.left(2000).toHtmlEscaped();
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(event.time).time(), QStringLiteral("HH:mm:ss"));
    case KindColumn:
        return kindWord(event.kind);
    default:
        return event.text.simplified();
    }
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case KindColumn:
        return tr("About");
    case TextColumn:
        return tr("What happened");
    default:
        return {};
    }
}

} // namespace ca::dashboard
