#pragma once

#include <QSystemTrayIcon>
#include <memory>

class QAction;
class QMenu;

namespace ca::dashboard {

/// The program's place in the desktop's tray: how many jobs run, and what a person may want without the window. Made
/// only where there is a tray.
class TrayIcon : public QSystemTrayIcon
{
    Q_OBJECT

public:
    /// `newJob` is the window's action, shown here as well.
    explicit TrayIcon(QAction *newJob, QObject *parent = nullptr);
    ~TrayIcon() override;

    void setCounts(int running, int waiting);

Q_SIGNALS:
    void showRequested();
    void quitRequested();

private:
    [[nodiscard]] QIcon iconWith(int running) const;

    std::unique_ptr<QMenu> m_menu;
    int m_running = -1;
};

} // namespace ca::dashboard
