#pragma once

#include <QSettings>
#include <QTemporaryDir>
#include <functional>
#include <memory>

#include "mainwindow.h"
#include "orchestratorclient.h"
#include "shell.h"

namespace ca::dashboard {

/// Opens every page and every dialog of the window, over jobs that no orchestrator knows, and has each looked at. The
/// texts of these jobs stand in brackets, as a pseudo-locale's do.
class PageTour
{
public:
    using Look = std::function<void(QWidget *page, const QString &name)>;

    PageTour();
    ~PageTour();

    [[nodiscard]] MainWindow &window() { return *m_window; }
    void walk(const Look &look);

private:
    void walkWindow(const Look &look);
    void walkJobs(const Look &look);
    void walkTabs(const QString &name, const Look &look);
    void walkDialogs(const Look &look);
    void walkSettings(QWidget *dialog, const Look &look);
    void show(QWidget *page, const QString &name, const Look &look);

    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<OrchestratorClient> m_client;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Shell> m_shell;
};

} // namespace ca::dashboard
