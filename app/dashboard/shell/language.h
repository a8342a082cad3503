#pragma once

#include <QLocale>
#include <QString>
#include <QStringList>

class QCoreApplication;

namespace ca::dashboard {

/// The languages there are texts for, by code: "de", "en".
QStringList availableLanguages();

/// A language in its own words: "Deutsch".
QString languageName(const QString &code);

/// The locale of a choice; an empty one is the desktop's.
QLocale localeOf(const QString &language);

/// Gives the application its texts, numbers and dates; before the first window. An empty `language` is the desktop's.
void installLanguage(QCoreApplication &app, const QString &language);

} // namespace ca::dashboard
