#pragma once

#include <QString>
#include <stop_token>

#include "result.h"

namespace ca {

/// A folder in which others wait for their deletion: putting one there is a rename, so it is done at once and whole;
/// the work comes after. What is in it may be hostile: no link is followed, and neither depth, names nor modes hinder
/// it.
class Trash
{
public:
    /// `dir` need not exist; it is on the file system of what is put there.
    explicit Trash(QString dir)
        : m_dir(std::move(dir))
    {
    }

    /// What is not there is no error. Errors: Io.
    [[nodiscard]] Result<void> put(const QString &path) const;
    [[nodiscard]] bool holds(const QString &name) const;
    /// Deletes everything in it; blocks for as long as that takes, or until it is stopped. Any thread, one at a time.
    /// Errors: Io, after it has deleted what it could.
    [[nodiscard]] Result<void> empty(const std::stop_token &stop) const;

private:
    QString m_dir;
};

} // namespace ca
