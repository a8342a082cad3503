#pragma once

#include <QCommandLineOption>
#include <QList>

namespace ca::cli {

QList<QCommandLineOption> scheduleOptions();
QList<QCommandLineOption> jobsOptions();
QList<QCommandLineOption> approveOptions();
QCommandLineOption controlOption();
QCommandLineOption openOption();
QCommandLineOption outputOption();
QCommandLineOption engineOption();
QCommandLineOption forceOption();
QCommandLineOption retryOption();
QCommandLineOption followOption();
QCommandLineOption stderrOption();

} // namespace ca::cli
