#pragma once

#include <QSettings>
#include <QTemporaryDir>
#include <memory>

#include "corethread.h"
#include "mainwindow.h"
#include "orchestratorclient.h"

namespace ca::dashboard {

/// The real window over a real core, in a data folder of its own.
class DashboardFixture
{
public:
    /// Port 0: any free one. `environment`: settings that count, "NAME=VALUE".
    explicit DashboardFixture(quint16 port = 0, const QString &dataDir = {}, const QStringList &environment = {});
    ~DashboardFixture();

    [[nodiscard]] MainWindow &window() { return *m_window; }
    [[nodiscard]] CoreThread &core() { return *m_core; }
    [[nodiscard]] OrchestratorClient &client() { return *m_client; }
    [[nodiscard]] QString dataDir() const { return m_dataDir; }

    /// Waits until jobs can be started.
    bool waitUntilOpen();
    /// Types a prompt into the New job dialog and starts it, with the keyboard alone.
    void startJob(const QString &prompt);
    /// Schedules a job past the dialog, with the default limits; null when that failed.
    JobId schedule(const JobRequest &request);
    /// Brings a tab of the job's page to the front.
    void showTab(const QString &name);
    /// Of the job's own folder.
    [[nodiscard]] QString jobDir(const JobId &id) const;
    /// The word in the first row's status column; empty without jobs.
    [[nodiscard]] QString firstStatus() const;

    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return m_window->findChild<Widget *>(QString::fromLatin1(name));
    }

private:
    QTemporaryDir m_folder;
    QString m_dataDir;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<CoreThread> m_core;
    std::unique_ptr<OrchestratorClient> m_client;
    std::unique_ptr<MainWindow> m_window;
    bool m_open = false;
};

} // namespace ca::dashboard
