#pragma once

#include <QObject>
#include <QString>

class QSettings;

namespace ca::dashboard {

/// How the window looks: as the desktop says, or always so.
enum class Appearance : quint8 { System, Light, Dark };

/// What a person is told of while looking at something else.
enum class Occasion : quint8 { Approval, Finished, Failed };

/// What a person has chosen for this window, kept in the window's own settings and not in the program's. GUI thread.
class Preferences : public QObject
{
    Q_OBJECT

public:
    /// The settings outlive it.
    explicit Preferences(QSettings *settings, QObject *parent = nullptr);

    [[nodiscard]] Appearance appearance() const;
    void setAppearance(Appearance appearance);
    /// "de", or empty: as the desktop says. Counts for the next start.
    [[nodiscard]] QString language() const;
    void setLanguage(const QString &language);
    [[nodiscard]] bool notifies(Occasion occasion) const;
    void setNotifies(Occasion occasion, bool notifies);
    /// Closing the window leaves the program in the tray, where there is one.
    [[nodiscard]] bool closesToTray() const;
    void setClosesToTray(bool closes);
    /// True the first time: the person is to be told that closing leaves the program in the tray.
    bool tellAboutTrayOnce();

Q_SIGNALS:
    void appearanceChanged();
    void closesToTrayChanged();

private:
    QSettings *m_settings;
};

} // namespace ca::dashboard
