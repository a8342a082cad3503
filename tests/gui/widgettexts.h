#pragma once

#include <QList>
#include <QString>

class QWidget;

namespace ca::dashboard {

/// A text of a widget, and where it is.
struct WidgetText
{
    QString text;
    /// "QLabel apiState"
    QString place;
};

/// All that a person sees or hears of the visible widgets below `root`: labels, titles, tabs, headers, tool tips,
/// placeholders, accessible names. What was typed or comes from a job's log is not in it.
QList<WidgetText> textsOf(QWidget *root);

/// The visible labels and buttons below `root` that show less than they have to say.
QList<WidgetText> clippedTexts(QWidget *root);

/// The widgets below `root` that can have the focus but would not tell a screen reader their name or role.
QList<WidgetText> namelessWidgets(QWidget *root);

} // namespace ca::dashboard
