#pragma once

#include <QList>
#include <QString>

namespace ca {

/// One `key = value` line of a settings file with [sections].
struct IniEntry
{
    /// What stands between the brackets, in lower case up to a quote: `url "https://Mirror/"`.
    QString section;
    /// In lower case.
    QString key;
    /// Without quotes around it.
    QString value;
};

enum class IniDialect : quint8 {
    Git, ///< lines may be indented
    Pip, ///< an indented line goes on with the value before it; a colon is as good as an equals sign
};

/// What programs that write such files would find in one; lines that are none are passed over.
QList<IniEntry> iniEntries(const QString &text, IniDialect dialect);

/// A settings file of another program: empty when it is missing, unreadable, no regular file or far too large.
QString settingsText(const QString &path);

} // namespace ca
