#include "manifest.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr int formatVersion = 1;

void append(QByteArray &list, const QJsonObject &object)
{
    list.append(list.isEmpty() ? "\n  " : ",\n  ");
    list.append(QJsonDocument(object).toJson(QJsonDocument::Compact));
}
} // namespace

void Manifest::addFile(const File &file)
{
    QJsonObject json{{u"path"_s, file.name},
                     {u"size"_s, file.size},
                     {u"sha256"_s, QString::fromLatin1(file.sha256.toHex())},
                     {u"mode"_s, QString::number(file.mode, 8)},
                     {u"modified"_s, file.modified}};
    if (file.name.toUtf8() != file.original)
        json.insert(u"original_base64"_s, QString::fromLatin1(file.original.toBase64()));
    append(m_files, json);
    ++m_fileCount;
    m_bytes += file.size;
}

void Manifest::addLink(const QString &name, const QByteArray &target)
{
    append(m_links, {{u"path"_s, name}, {u"target"_s, QString::fromUtf8(target)}});
}

void Manifest::leaveOut(const QString &name, const QString &reason)
{
    append(m_leftOut, {{u"path"_s, name}, {u"reason"_s, reason}});
    ++m_leftOutCount;
}

QByteArray Manifest::document(const QByteArray &jobJson) const
{
    const QJsonObject totals{{u"files"_s, m_fileCount}, {u"bytes"_s, m_bytes}, {u"left_out"_s, m_leftOutCount}};
    return "{\n\"format\": " + QByteArray::number(formatVersion) +
           ",\n\"generator\": \"Containerized Agent " CA_VERSION "\",\n\"job\": " + jobJson +
           ",\n\"totals\": " + QJsonDocument(totals).toJson(QJsonDocument::Compact) + ",\n\"files\": [" + m_files +
           "],\n\"links\": [" + m_links + "],\n\"left_out\": [" + m_leftOut + "]\n}\n";
}

} // namespace ca
