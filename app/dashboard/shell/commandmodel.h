#pragma once

#include <QAbstractListModel>

#include "commandlist.h"

namespace ca::dashboard {

/// The commands that answer what is typed, best first.
class CommandModel : public QAbstractListModel
{
    Q_OBJECT

public:
    /// Of items: the menus, and the first key, as texts.
    enum Role { PathRole = Qt::UserRole, KeyRole };

    explicit CommandModel(QList<Command> commands, QObject *parent = nullptr);

    void setTyped(const QString &typed);
    [[nodiscard]] const Command &command(const QModelIndex &index) const { return m_shown.at(index.row()); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<Command> m_all;
    QList<Command> m_shown;
};

} // namespace ca::dashboard
