#include "commandmodel.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "fuzzymatch.h"

namespace ca::dashboard {

CommandModel::CommandModel(QList<Command> commands, QObject *parent)
    : QAbstractListModel(parent)
    , m_all(std::move(commands))
    , m_shown(m_all)
{
}

void CommandModel::setTyped(const QString &typed)
{
    std::vector<std::pair<int, qsizetype>> found;
    for (qsizetype i = 0; i < m_all.size(); ++i) {
        const Command &command = m_all.at(i);
        auto score = fuzzyScore(typed, command.text);
        if (!score && !command.path.isEmpty()) {
            const auto withPath = fuzzyScore(typed, QString(command.path + u' ' + command.text));
            score = withPath.transform([](int points) { return points / 2; }); // its own words count more
        }
        if (score)
            found.emplace_back(*score, i);
    }
    if (!typed.trimmed().isEmpty())
        std::ranges::stable_sort(found, std::greater(), &std::pair<int, qsizetype>::first);
    beginResetModel();
    m_shown.clear();
    for (const auto &[score, index] : found)
        m_shown.append(m_all.at(index));
    endResetModel();
}

int CommandModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant CommandModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Command &shown = m_shown.at(index.row());
    const QString key = shown.keys.value(0).toString(QKeySequence::NativeText);
    switch (role) {
    case Qt::DisplayRole:
        return shown.text;
    case Qt::AccessibleTextRole: {
        QStringList parts{shown.text, shown.path, key};
        if (!shown.isEnabled)
            parts.append(tr("not available now"));
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    case PathRole:
        return shown.path;
    case KeyRole:
        return key;
    default:
        return {};
    }
}

Qt::ItemFlags CommandModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    flags.setFlag(Qt::ItemIsEnabled, m_shown.at(index.row()).isEnabled);
    return flags;
}

} // namespace ca::dashboard
