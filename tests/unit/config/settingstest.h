#pragma once

#include <QObject>
#include <QTemporaryDir>
#include <memory>
#include <sys/types.h>

#include "programoptions.h"

namespace ca::test {

/// What tests of a program's settings share: sources that each test begins with empty, in a folder of its own.
class SettingsTest : public QObject
{
    Q_OBJECT

protected:
    /// What the sources made so far say, plus these arguments.
    [[nodiscard]] Result<ProgramOptions> read(const QStringList &arguments = {}) const;
    /// Empty when there is none.
    [[nodiscard]] static QString errorOf(const Result<ProgramOptions> &options);
    [[nodiscard]] QString path(const QString &file) const { return m_dir->filePath(file); }
    /// "config/settings.env" and "work/.env" are read.
    void write(const QString &file, const QByteArray &content, mode_t mode = 0600) const;

    SettingSources m_sources;

private Q_SLOTS:
    void init();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
};

} // namespace ca::test
