#include "jobtoolbar.h"

#include <QMenu>
#include <QToolButton>

#include "symbols.h"

namespace ca::dashboard {

namespace {

/// To a tool bar or a menu.
template <typename Place>
void addWithGaps(Place *place, const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        if (action != nullptr)
            place->addAction(action);
        else
            place->addSeparator();
    }
}

} // namespace

JobToolBar::JobToolBar(const QList<QAction *> &actions, QWidget *parent)
    : QToolBar(tr("Jobs"), parent)
    , m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("toolBar"));
    setMovable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize({16, 16});
    addWithGaps(this, actions);
    auto *gap = new QWidget(this);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(gap);
    addMenuButton();
}

void JobToolBar::addJobMenu(const QList<QAction *> &actions)
{
    addWithGaps(m_menu->addMenu(tr("Selected jobs")), actions);
}

void JobToolBar::addMenuButton()
{
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("menuButton"));
    button->setIcon(symbolIcon(Symbol::Menu));
    button->setText(tr("Menu"));
    button->setToolTip(tr("Menu (F10)"));
    button->setShortcut(Qt::Key_F10);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(m_menu);
    addWidget(button);
}

} // namespace ca::dashboard
