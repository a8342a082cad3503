#pragma once

#include <QString>

namespace ca {

/// What --help prints: 80 columns, made from settingTable(). `program` is its name, `description` what it does.
QString settingsHelp(const QString &program, const QString &description);

/// The settings as tables for the README, made from settingTable().
QString settingsMarkdown();

} // namespace ca
