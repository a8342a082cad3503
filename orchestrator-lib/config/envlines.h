#pragma once

#include <QList>
#include <QString>

#include "result.h"

namespace ca {

/// One KEY=VALUE of a file.
struct EnvLine
{
    QString key;
    QString value;
    /// From 1; where it begins.
    int line = 0;
    /// Why the value cannot be read; mostly empty.
    QString problem;

    bool operator==(const EnvLine &) const = default;
};

/// A KEY=VALUE and which lines of the file it takes.
struct EnvSpan
{
    EnvLine entry;
    /// From 1; where it ends.
    int lastLine = 0;
    /// Behind the value, with its number sign; mostly empty.
    QString comment = {};
};

/// Reads KEY=VALUE lines as shells and dotenv do: `#` comments, `export ` in front, values in single quotes (as they
/// are) or double ones (with \n, \t, \", \\, \$), also over several lines; nothing is substituted. Line ends may be
/// Windows'. A key that comes twice is in the list twice: the last one counts.
/// Errors: Malformed, for a line that has no key ("line 3 is not KEY=VALUE …"); it never quotes the line, which may
/// hold a secret.
Result<QList<EnvLine>> parseEnvLines(const QByteArray &content);

/// The same, for who changes the file.
Result<QList<EnvSpan>> parseEnvSpans(const QByteArray &content);

/// The text that parseEnvLines() reads as `value`, in quotes where it needs them.
QString envText(const QString &value);

} // namespace ca
