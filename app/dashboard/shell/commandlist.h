#pragma once

#include <QKeySequence>
#include <QList>
#include <QPointer>
#include <QString>

class QObject;
class QWidget;

namespace ca::dashboard {

/// Something that can be done in a window, by a key or a menu.
struct Command
{
    /// Without accelerator marks.
    QString text = {};
    /// The menus it is in, outermost first, with › between; may be empty.
    QString path = {};
    QList<QKeySequence> keys = {};
    bool isEnabled = true;
    /// The QAction or QShortcut.
    QPointer<QObject> source = {};

    /// Does it; nothing when its source is gone or cannot be used now.
    void trigger() const;
};

/// All that `window` offers: its actions, those of its widgets and menus, and the shortcuts that say what they do
/// (QShortcut::whatsThis). Each once, by name; nothing of other windows.
QList<Command> commandsOf(const QWidget *window);

} // namespace ca::dashboard
