#pragma once

#include <QString>
#include <QUrl>

/// How this window speaks to the page around a desktop (resources/view/desktop.js).
namespace ca::dashboard::desktoppage {

/// Where the page leaves out what this window has itself.
QUrl embedded(QUrl url);

/// The script that puts the text on the desktop's clipboard.
QString pasteCall(const QString &text);

} // namespace ca::dashboard::desktoppage
