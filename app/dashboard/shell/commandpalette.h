#pragma once

#include <QDialog>

#include "commandmodel.h"

class QLabel;
class QLineEdit;
class QListView;

namespace ca::dashboard {

/// Finds and does anything that a window offers, with the keyboard alone. Deletes itself when closed.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    /// Of the window that is its parent, as it is now.
    explicit CommandPalette(QWidget *window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void find(const QString &typed);
    void move(int rows);
    void doCurrent();
    void doIt(const QModelIndex &index);

    CommandModel m_commands;
    QLineEdit *m_typed;
    QListView *m_list;
    QLabel *m_nothing;
};

} // namespace ca::dashboard
