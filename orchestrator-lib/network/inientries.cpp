#include "inientries.h"

#include <QFile>
#include <QFileInfo>

namespace ca {

using namespace Qt::StringLiterals;

namespace {

QString unquoted(const QString &value)
{
    const bool isQuoted = value.size() > 1 && value.front() == u'"' && value.back() == u'"';
    return isQuoted ? value.sliced(1, value.size() - 2) : value;
}

QString sectionFrom(const QString &line)
{
    const qsizetype end = line.lastIndexOf(u']');
    const QString inside = line.sliced(1, (end > 0 ? end : line.size()) - 1).trimmed();
    const qsizetype quote = inside.indexOf(u'"');
    return quote < 0 ? inside.toLower() : QString(inside.left(quote).toLower() + inside.sliced(quote));
}

qsizetype separatorIn(const QString &line, IniDialect dialect)
{
    const qsizetype equals = line.indexOf(u'=');
    const qsizetype colon = dialect == IniDialect::Pip ? line.indexOf(u':') : -1;
    return colon >= 0 && (equals < 0 || colon < equals) ? colon : equals;
}

} // namespace

QList<IniEntry> iniEntries(const QString &text, IniDialect dialect)
{
    QList<IniEntry> entries;
    QString section;
    for (const QString &raw : text.split(u'\n')) {
        const QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(u'#') || line.startsWith(u';'))
            continue;
        if (dialect == IniDialect::Pip && raw.front().isSpace() && !entries.isEmpty()) {
            entries.last().value += QString(u' ' + line);
            continue;
        }
        if (line.startsWith(u'[')) {
            section = sectionFrom(line);
            continue;
        }
        if (const qsizetype separator = separatorIn(line, dialect); separator > 0) {
            entries.append({.section = section,
                            .key = line.left(separator).trimmed().toLower(),
                            .value = unquoted(line.sliced(separator + 1).trimmed())});
        }
    }
    return entries;
}

QString settingsText(const QString &path)
{
    constexpr qint64 mostBytes = 1024LL * 1024;
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.read(mostBytes));
}

} // namespace ca
