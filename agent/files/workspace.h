#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "fd.h"

namespace ca::agent {

/// The job's folder. Names are relative to it; nothing is ever followed out of it, whatever links the steps have left.
/// Errors are sentences.
class Workspace
{
public:
    enum class Mode : std::uint8_t { Replace, Append };
    using Outcome = std::expected<void, std::string>;

    static std::expected<Workspace, std::string> open(const std::string &path);

    [[nodiscard]] int fd() const { return m_folder.get(); }
    /// Absolute, without links in it.
    [[nodiscard]] const std::string &path() const { return m_path; }

    /// Writes a regular file, and makes the folders above it. A text that begins with "#!" becomes executable.
    [[nodiscard]] Outcome write(const std::string &name, std::string_view text, Mode mode = Mode::Replace) const;
    [[nodiscard]] Outcome createDirectory(const std::string &name) const;
    /// Puts a file in place of whatever has this name right in the workspace (a link, a fifo, an empty folder): the old
    /// one is never opened, and there is never half a file.
    [[nodiscard]] Outcome replace(const std::string &name, std::string_view text) const;

private:
    Workspace(std::string path, Fd folder);
    [[nodiscard]] std::expected<Fd, std::string> openFolder(std::string_view name) const;

    std::string m_path;
    Fd m_folder;
};

} // namespace ca::agent
