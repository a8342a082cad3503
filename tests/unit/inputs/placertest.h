#pragma once

#include <QObject>
#include <QTemporaryDir>
#include <memory>

#include "inputplacer.h"

namespace ca::test {

/// What tests of inputs on their way into a workspace share: each begins with empty folders for both.
class PlacerTest : public QObject
{
    Q_OBJECT

protected Q_SLOTS:
    void init();

protected:
    /// Puts these inputs into the workspace.
    [[nodiscard]] Result<QStringList> place(const QStringList &names, const UnpackLimits &limits = {},
                                            const std::stop_token &stop = {}) const;
    [[nodiscard]] PlacementRequest request(const QStringList &names) const;
    /// The folder that holds both.
    [[nodiscard]] QString folder() const { return m_dir->path(); }
    [[nodiscard]] QString input(const QString &name) const { return m_dir->filePath(QStringLiteral("inputs/") + name); }
    [[nodiscard]] QString inWorkspace(const QString &name) const
    {
        return m_dir->filePath(QStringLiteral("workspace/") + name);
    }
    static QByteArray contentOf(const QString &path);
    static bool writeTo(const QString &path, const QByteArray &content);

private:
    std::unique_ptr<QTemporaryDir> m_dir;
};

} // namespace ca::test
