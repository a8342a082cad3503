#pragma once

#include <QList>
#include <QToolBar>

class QAction;
class QMenu;

namespace ca::dashboard {

/// The window's tool bar: what can be done with jobs, and at its end a menu for everything else.
class JobToolBar : public QToolBar
{
    Q_OBJECT

public:
    /// Null is a gap.
    JobToolBar(const QList<QAction *> &actions, QWidget *parent);

    [[nodiscard]] QMenu *menu() const { return m_menu; }
    /// What can be done with jobs and has no place in the bar itself, as a menu in the menu.
    void addJobMenu(const QList<QAction *> &actions);

private:
    void addMenuButton();

    QMenu *m_menu;
};

} // namespace ca::dashboard
