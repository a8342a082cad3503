#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>
#include <QTemporaryDir>
#include <stop_token>

#include "resultpacker.h"

namespace ca::test {

/// A job's folder for packing, and what one asks of the archive that comes out. Removed with everything in it, however
/// hostile.
class ResultTree
{
public:
    ResultTree();
    ~ResultTree();
    ResultTree(const ResultTree &) = delete;
    ResultTree &operator=(const ResultTree &) = delete;

    [[nodiscard]] QString jobDir() const { return m_dir.path(); }
    /// For system calls; the name is raw bytes below the workspace.
    [[nodiscard]] QByteArray at(const QByteArray &name) const;
    void write(const QByteArray &name, const QByteArray &text) const;
    void folder(const QByteArray &name) const;
    void link(const QByteArray &name, const QByteArray &target) const;

    /// Waits for the packing. Excludes as by default.
    [[nodiscard]] Result<PackedResult> pack(std::stop_token stop = {}) const;

    /// The archive's manifest, read by Python.
    [[nodiscard]] QJsonObject manifest() const;
    /// The manifest's reason for leaving that path out; empty when it does not list it.
    [[nodiscard]] QString reason(const QString &path) const;
    /// What Python's zipfile says of the archive: {"bad": first damaged entry or null, "entries": {NAME: {"size",
    /// "mode", "mtime", "utf8"}}}.
    [[nodiscard]] QJsonObject listing() const;
    [[nodiscard]] QStringList names() const;
    /// An entry's bytes, by Python.
    [[nodiscard]] QByteArray content(const QString &name) const;
    /// Exit code of `unzip` with these arguments before the archive's path and those behind it.
    [[nodiscard]] int unzip(const QStringList &before, const QStringList &behind = {}) const;

private:
    [[nodiscard]] QByteArray python(const QString &program, const QStringList &arguments = {}) const;
    [[nodiscard]] QString zipPath() const { return jobDir() + QStringLiteral("/output.zip"); }

    QTemporaryDir m_dir;
};

} // namespace ca::test
