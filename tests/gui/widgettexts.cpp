#include "widgettexts.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTabBar>
#include <QWidget>

namespace ca::dashboard {

namespace {

using namespace Qt::StringLiterals;

QString placeOf(const QWidget *widget)
{
    return QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
}

QList<QWidget *> visibleBelow(QWidget *root)
{
    QList<QWidget *> list{root};
    for (QWidget *widget : root->findChildren<QWidget *>()) {
        if (widget->isVisible() && widget->window() == root->window())
            list.append(widget);
    }
    return list;
}

QStringList ownTexts(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return {label->text()};
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        return {button->text()};
    if (const auto *group = qobject_cast<const QGroupBox *>(widget))
        return {group->title()};
    if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        return {line->placeholderText()};
    QStringList texts;
    if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
        for (int tab = 0; tab < tabs->count(); ++tab)
            texts << tabs->tabText(tab) << tabs->tabToolTip(tab);
    } else if (const auto *box = qobject_cast<const QComboBox *>(widget)) {
        for (int row = 0; row < box->count(); ++row)
            texts << box->itemText(row);
    } else if (const auto *header = qobject_cast<const QHeaderView *>(widget); header && header->model()) {
        for (int section = 0; section < header->count(); ++section)
            texts << header->model()->headerData(section, header->orientation()).toString();
    }
    return texts;
}

/// What Qt words by itself.
bool isShortcut(const QString &text)
{
    const QKeySequence keys = QKeySequence::fromString(text, QKeySequence::NativeText);
    return !text.isEmpty() && keys.toString(QKeySequence::NativeText) == text;
}

bool isClipped(const QWidget *widget)
{
    const QSize needed = widget->sizeHint();
    if (const auto *label = qobject_cast<const QLabel *>(widget)) {
        if (label->text().isEmpty() || label->width() <= 0)
            return false;
        if (label->wordWrap())
            return label->heightForWidth(label->width()) > label->height() + 1;
        return needed.width() > label->width() + 1 || needed.height() > label->height() + 1;
    }
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return button != nullptr && !button->text().isEmpty() && !button->visibleRegion().isEmpty() &&
           needed.width() > button->width() + 1;
}

} // namespace

QList<WidgetText> textsOf(QWidget *root)
{
    QList<WidgetText> found;
    for (const QWidget *widget : visibleBelow(root)) {
        if (widget->property("fromLibrary").toBool())
            continue;
        QStringList texts = ownTexts(widget);
        texts << widget->toolTip() << widget->accessibleName();
        if (widget->isWindow())
            texts << widget->windowTitle();
        texts.removeIf(isShortcut);
        for (const QString &text : std::as_const(texts))
            found.append({.text = text, .place = placeOf(widget)});
    }
    return found;
}

QList<WidgetText> clippedTexts(QWidget *root)
{
    QList<WidgetText> found;
    for (const QWidget *widget : visibleBelow(root)) {
        if (isClipped(widget)) {
            found.append({.text = ownTexts(widget).value(0),
                          .place = u"%1 has %2×%3 of %4×%5"_s.arg(placeOf(widget))
                                       .arg(widget->width())
                                       .arg(widget->height())
                                       .arg(widget->sizeHint().width())
                                       .arg(widget->sizeHint().height())});
        }
    }
    return found;
}

QList<WidgetText> namelessWidgets(QWidget *root)
{
    QList<WidgetText> found;
    for (QWidget *widget : visibleBelow(root)) {
        const bool canHaveFocus = (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr;
        if (!canHaveFocus || widget->isWindow())
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        const QString name = accessible != nullptr ? accessible->text(QAccessible::Name) : QString();
        const auto role = accessible != nullptr ? accessible->role() : QAccessible::NoRole;
        // Client is what has no role of its own; for what only scrolls there is no other.
        const bool scrolls = qobject_cast<const QScrollArea *>(widget) != nullptr;
        const bool hasRole = role != QAccessible::NoRole && (role != QAccessible::Client || scrolls);
        if (name.isEmpty() || !hasRole)
            found.append({.text = name, .place = placeOf(widget)});
    }
    return found;
}

} // namespace ca::dashboard
