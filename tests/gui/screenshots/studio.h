#pragma once

#include <QDir>
#include <QSize>
#include <QTemporaryDir>
#include <functional>

#include "job.h"

class QWidget;

namespace ca::dashboard {

class LogPane;
class MainWindow;
class OrchestratorClient;

/// Takes the pictures: each of a fresh window over jobs that no orchestrator knows.
class Studio
{
public:
    /// Pictures go to `folder`, as NAME and suffix.
    Studio(const QString &folder, QString suffix);

    void shoot(QWidget *widget, const QString &name);
    void window(const QString &name, QSize size, const QList<Job> &jobs,
                const std::function<void(MainWindow &)> &prepare = {});

private:
    QDir m_folder;
    QTemporaryDir m_settings;
    QString m_suffix;
};

/// One file each: pictures of one part of the program.
void shootJobs(Studio &studio);
void shootLogs(Studio &studio);
void shootNewJob(Studio &studio);

/// A few lines of both streams.
void fillLog(LogPane &pane);
void shootJobPage(Studio &studio);
void shootShell(Studio &studio);

/// Jobs in every state.
QList<Job> busyJobs();

} // namespace ca::dashboard
