#pragma once

#include <QHash>
#include <QString>

#include "result.h"

namespace ca {

/// The user's own settings.env, for a program in which settings are changed. Comments and lines that are not changed
/// stay as they are. AI providers' keys never go into it.
class SettingsFile
{
public:
    /// A file that is not there is empty. Errors: InvalidArgument; the sentence names the file and the line.
    static Result<SettingsFile> read(const QString &path);

    /// What the file says, by the settings' names; what is empty counts as not said.
    [[nodiscard]] const QHash<QString, QString> &values() const { return m_values; }
    [[nodiscard]] QString path() const { return m_path; }

    /// Changes one value in the file, which is replaced in one step and readable for its owner only; an empty value
    /// takes the setting out. What others wrote into the file meanwhile is kept. Blocks for as long as the disk takes.
    /// Errors: InvalidArgument (no such setting, a value that does not fit, a provider's key, a file that cannot be
    /// read), Io, NoSpace.
    Result<void> set(const QString &name, const QString &value);

private:
    QString m_path;
    QHash<QString, QString> m_values;
};

/// `content` with one value changed; an empty value takes all lines of the key out. Errors: Malformed.
Result<QByteArray> withEnvValue(const QByteArray &content, const QString &key, const QString &value);

} // namespace ca
