#include "language.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QTranslator>

namespace ca::dashboard {

namespace {

const QString folder = QStringLiteral(":/i18n");
const QString prefix = QStringLiteral("containerized-agent");

} // namespace

QStringList availableLanguages()
{
    QStringList codes;
    const QStringList files = QDir(folder).entryList({prefix + QLatin1StringView("_*.qm")});
    for (const QString &file : files)
        codes += file.sliced(prefix.size() + 1).chopped(3);
    return codes;
}

QString languageName(const QString &code)
{
    const QLocale locale(code);
    if (locale.language() == QLocale::English)
        return QStringLiteral("English"); // not one country's
    QString name = locale.nativeLanguageName();
    if (!name.isEmpty())
        name[0] = name.at(0).toUpper();
    return name.isEmpty() ? code : name.section(QLatin1StringView(" ("), 0, 0);
}

QLocale localeOf(const QString &language)
{
    const QLocale desktop = QLocale::system();
    // The desktop's country and formats, where it speaks that language.
    if (language.isEmpty() || desktop.bcp47Name().section(u'-', 0, 0) == language)
        return desktop;
    return QLocale(language);
}

void installLanguage(QCoreApplication &app, const QString &language)
{
    const QLocale locale = localeOf(language);
    if (!language.isEmpty())
        QLocale::setDefault(locale);
    const QString separator = QStringLiteral("_");
    auto *ours = new QTranslator(&app);
    const bool isLoaded = language.isEmpty() ? ours->load(locale, prefix, separator, folder)
                                             : ours->load(prefix + separator + language, folder);
    if (isLoaded || ours->load(prefix + QLatin1StringView("_en"), folder)) // for its plurals
        QCoreApplication::installTranslator(ours);
    auto *qt = new QTranslator(&app);
    if (qt->load(locale, QStringLiteral("qtbase"), separator, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
}

} // namespace ca::dashboard
