#include "commandlist.h"

#include <QAction>
#include <QMenu>
#include <QSet>
#include <QShortcut>
#include <QWidget>
#include <algorithm>

namespace ca::dashboard {

namespace {

QString withoutMarks(QString text)
{
    // As QKeySequence::mnemonic() sees them: "&&" is an ampersand.
    text.replace(QLatin1StringView("&&"), QLatin1StringView("\x01"));
    text.remove(u'&').replace(u'\x01', u'&');
    while (text.endsWith(u'…') || text.endsWith(QLatin1StringView("...")))
        text.chop(text.endsWith(u'…') ? 1 : 3);
    return text;
}

QString pathOf(const QMenu *menu)
{
    QStringList path;
    while (menu != nullptr && !menu->title().isEmpty()) {
        path.prepend(withoutMarks(menu->title()));
        menu = qobject_cast<const QMenu *>(menu->parentWidget());
    }
    return path.join(QStringLiteral(" › "));
}

QString pathOf(const QAction *action)
{
    const QObjectList places = action->associatedObjects();
    for (const QObject *place : places) {
        if (const auto *menu = qobject_cast<const QMenu *>(place))
            return pathOf(menu);
    }
    return {};
}

/// What opens a menu, is empty, or belongs to something that is not seen can be done by nobody.
bool isCommand(const QAction *action, const QWidget *window)
{
    if (action->isSeparator() || action->menu() != nullptr || action->text().isEmpty() || !action->isVisible())
        return false;
    const QObjectList places = action->associatedObjects();
    return std::ranges::any_of(places, [window](const QObject *place) {
        const auto *widget = qobject_cast<const QWidget *>(place);
        const bool isMenu = qobject_cast<const QMenu *>(widget) != nullptr;
        return widget != nullptr && (isMenu || widget == window || widget->isVisibleTo(window));
    });
}

/// A platform that has no key for something has an empty one.
QList<QKeySequence> realKeys(QList<QKeySequence> keys)
{
    keys.removeIf([](const QKeySequence &key) { return key.isEmpty(); });
    return keys;
}

Command commandOf(QAction *action)
{
    return {.text = withoutMarks(action->text()),
            .path = pathOf(action),
            .keys = realKeys(action->shortcuts()),
            .isEnabled = action->isEnabled(),
            .source = action};
}

Command commandOf(QShortcut *shortcut)
{
    return {.text = withoutMarks(shortcut->whatsThis()),
            .keys = realKeys(shortcut->keys()),
            .isEnabled = shortcut->isEnabled(),
            .source = shortcut};
}

bool isOfWindow(const QObject *object, const QWidget *window)
{
    for (const QObject *parent = object->parent(); parent != nullptr; parent = parent->parent()) {
        if (parent == window)
            return true;
        const auto *widget = qobject_cast<const QWidget *>(parent);
        if (widget != nullptr && widget->isWindow() && qobject_cast<const QMenu *>(widget) == nullptr)
            return false;
    }
    return false;
}

} // namespace

void Command::trigger() const
{
    if (auto *action = qobject_cast<QAction *>(source))
        action->trigger();
    else if (auto *shortcut = qobject_cast<QShortcut *>(source); shortcut != nullptr && shortcut->isEnabled())
        Q_EMIT shortcut->activated();
}

QList<Command> commandsOf(const QWidget *window)
{
    QList<Command> commands;
    QSet<QString> seen;
    const auto add = [&commands, &seen](Command command) {
        const QString name = command.path + u'\n' + command.text;
        if (seen.contains(name))
            return;
        seen.insert(name);
        commands.append(std::move(command));
    };
    for (QAction *action : window->findChildren<QAction *>()) {
        if (isOfWindow(action, window) && isCommand(action, window))
            add(commandOf(action));
    }
    for (QShortcut *shortcut : window->findChildren<QShortcut *>()) {
        if (isOfWindow(shortcut, window) && !shortcut->whatsThis().isEmpty())
            add(commandOf(shortcut));
    }
    return commands;
}

} // namespace ca::dashboard
