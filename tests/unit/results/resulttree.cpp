#include "resulttree.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>
#include <sys/stat.h>
#include <unistd.h>

namespace ca::test {

namespace {
using namespace Qt::StringLiterals;

const auto listProgram = uR"(
import json, sys, time, zipfile
z = zipfile.ZipFile(sys.argv[1])
names = [i.filename for i in z.infolist()]
assert len(names) == len(set(names)), "a name is there twice"
json.dump({"bad": z.testzip() if len(sys.argv) < 3 else None,
           "entries": {i.filename: {"size": i.file_size, "mode": i.external_attr >> 16, "utf8": bool(i.flag_bits & 0x800),
                                    "mtime": time.mktime(i.date_time + (0, 0, -1))} for i in z.infolist()}}, sys.stdout)
)"_s;

const auto readProgram = uR"(
import sys, zipfile
sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))
)"_s;

/// In memory where there is such a place: some of these trees have 70,000 files, and on a disk removing them alone
/// takes minutes.
QString placeForTrees()
{
    const QFileInfo shared(u"/dev/shm"_s);
    return (shared.isDir() && shared.isWritable() ? shared.filePath() : QDir::tempPath()) + u"/ca-tree-XXXXXX"_s;
}
} // namespace

ResultTree::ResultTree()
    : m_dir(placeForTrees())
{
    folder("");
    QDir(jobDir()).mkpath(u"logs"_s);
}

ResultTree::~ResultTree()
{
    // Deep and locked folders are more than QTemporaryDir takes apart.
    QProcess::execute(u"chmod"_s, {u"-R"_s, u"u+rwX"_s, jobDir()});
    QProcess::execute(u"rm"_s, {u"-rf"_s, jobDir()});
}

QByteArray ResultTree::at(const QByteArray &name) const
{
    return QFile::encodeName(jobDir()) + "/workspace" + (name.isEmpty() ? QByteArray() : '/' + name);
}

void ResultTree::write(const QByteArray &name, const QByteArray &text) const
{
    FILE *raw = std::fopen(at(name).constData(), "wb"); // QFile would change names that are not UTF-8
    QVERIFY2(raw, name.constData());
    QCOMPARE(std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), raw), static_cast<size_t>(text.size()));
    std::fclose(raw);
}

void ResultTree::folder(const QByteArray &name) const
{
    QCOMPARE(::mkdir(at(name).constData(), 0755), 0);
}

void ResultTree::link(const QByteArray &name, const QByteArray &target) const
{
    QCOMPARE(::symlink(target.constData(), at(name).constData()), 0);
}

Result<PackedResult> ResultTree::pack(std::stop_token stop) const
{
    auto future = packResult({.jobDir = jobDir(), .exclude = defaultExcludes(), .jobJson = R"({"id":"1"})"}, stop);
    future.waitForFinished();
    return future.result();
}

QByteArray ResultTree::python(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    process.start(u"python3"_s, QStringList{u"-c"_s, program, zipPath()} + arguments);
    if (!process.waitForFinished(120'000) || process.exitCode() != 0)
        qWarning("python3: %s", process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

QJsonObject ResultTree::listing() const
{
    return QJsonDocument::fromJson(python(listProgram)).object();
}

QStringList ResultTree::names() const
{
    const auto list = QJsonDocument::fromJson(python(listProgram, {u"fast"_s})).object();
    return list[u"entries"].toObject().keys();
}

QByteArray ResultTree::content(const QString &name) const
{
    return python(readProgram, {name});
}

QJsonObject ResultTree::manifest() const
{
    return QJsonDocument::fromJson(content(u"manifest.json"_s)).object();
}

QString ResultTree::reason(const QString &path) const
{
    for (const auto &item : manifest()[u"left_out"].toArray()) {
        if (item[u"path"].toString() == path)
            return item[u"reason"].toString();
    }
    return {};
}

int ResultTree::unzip(const QStringList &before, const QStringList &behind) const
{
    return QProcess::execute(u"unzip"_s, before + QStringList{zipPath()} + behind);
}

} // namespace ca::test
