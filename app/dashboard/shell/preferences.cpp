#include "preferences.h"

#include <QSettings>
#include <array>

namespace ca::dashboard {

namespace {

const QString appearanceKey = QStringLiteral("appearance/scheme");
const QString languageKey = QStringLiteral("appearance/language");
const QString trayKey = QStringLiteral("window/closesToTray");
const QString trayToldKey = QStringLiteral("window/toldAboutTray");

constexpr std::array appearanceNames{QLatin1StringView("system"), QLatin1StringView("light"),
                                     QLatin1StringView("dark")};

QString keyOf(Occasion occasion)
{
    constexpr std::array names{QLatin1StringView("approval"), QLatin1StringView("finished"),
                               QLatin1StringView("failed")};
    return QLatin1StringView("notify/") + names.at(static_cast<std::size_t>(occasion));
}

} // namespace

Preferences::Preferences(QSettings *settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
}

Appearance Preferences::appearance() const
{
    const QString name = m_settings->value(appearanceKey).toString();
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        if (name == appearanceNames.at(static_cast<std::size_t>(appearance)))
            return appearance;
    }
    return Appearance::System;
}

void Preferences::setAppearance(Appearance appearance)
{
    m_settings->setValue(appearanceKey, QString(appearanceNames.at(static_cast<std::size_t>(appearance))));
    Q_EMIT appearanceChanged();
}

QString Preferences::language() const
{
    return m_settings->value(languageKey).toString();
}

void Preferences::setLanguage(const QString &language)
{
    m_settings->setValue(languageKey, language);
}

bool Preferences::notifies(Occasion occasion) const
{
    return m_settings->value(keyOf(occasion), true).toBool();
}

void Preferences::setNotifies(Occasion occasion, bool notifies)
{
    m_settings->setValue(keyOf(occasion), notifies);
}

bool Preferences::closesToTray() const
{
    return m_settings->value(trayKey, true).toBool();
}

void Preferences::setClosesToTray(bool closes)
{
    m_settings->setValue(trayKey, closes);
    Q_EMIT closesToTrayChanged();
}

bool Preferences::tellAboutTrayOnce()
{
    if (m_settings->value(trayToldKey).toBool())
        return false;
    m_settings->setValue(trayToldKey, true);
    return true;
}

} // namespace ca::dashboard
