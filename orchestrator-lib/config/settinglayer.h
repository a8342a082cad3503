#pragma once

#include <QHash>
#include <QProcessEnvironment>
#include <QString>

#include "result.h"

namespace ca {

/// What one source says of a setting.
struct GivenSetting
{
    QString text;
    /// For people: "--listen", "the environment", "/home/a/.env, line 3".
    QString source;
    /// What a relative folder is relative to.
    QString baseDir;
};

/// What one source says, by the settings' names. What is empty counts as not said.
using SettingLayer = QHash<QString, GivenSetting>;

/// Who else may write in a file of settings.
enum class FileUse : std::uint8_t {
    Own,    ///< nobody: an unknown name is a mistake
    Shared, ///< other programs, whose names are none of our business
};

/// `values`: by the settings' names, as SettingsCommandLine has them.
SettingLayer commandLineLayer(const QHash<QString, QString> &values, const QString &workingDir);
SettingLayer environmentLayer(const QProcessEnvironment &environment, const QString &workingDir);
/// A file that is not there says nothing. Errors: InvalidArgument; the sentence names the file and the line.
Result<SettingLayer> fileLayer(const QString &path, FileUse use);

} // namespace ca
