#pragma once

#include <QString>

namespace ca::dashboard {

/// Opens a job's ZIP with the desktop's program for it. Empty when that works, else a sentence that says what to do.
QString openResultFile(const QString &path);

/// The same for a job's folder, with the desktop's file manager.
QString openJobFolder(const QString &path);

} // namespace ca::dashboard
