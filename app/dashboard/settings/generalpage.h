#pragma once

#include "preferences.h"
#include "settingspage.h"

class QLabel;

namespace ca::dashboard {

/// What concerns the window alone: how it looks, its language, what it tells of.
class GeneralPage : public SettingsPage
{
    Q_OBJECT

public:
    /// Both outlive it.
    GeneralPage(SettingsKeeper *keeper, Preferences *preferences, QWidget *parent = nullptr);

private:
    void addAppearance();
    void addLanguage();
    void addNotifications();
    void addClosing();
    void addCheck(Occasion occasion, const QString &name, const QString &text);

    Preferences *m_preferences;
    QLabel *m_languageNote = nullptr;
};

} // namespace ca::dashboard
