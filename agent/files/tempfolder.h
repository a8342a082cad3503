#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace ca::agent {

/// A private folder in TMPDIR, or else /tmp, for one step's code. What it handed out names for goes with it; what a
/// step has put there by itself stays.
class TempFolder
{
public:
    /// Errors are sentences.
    static std::expected<TempFolder, std::string> create();
    TempFolder(TempFolder &&other) noexcept;
    TempFolder(const TempFolder &) = delete;
    TempFolder &operator=(const TempFolder &) = delete;
    TempFolder &operator=(TempFolder &&) = delete;
    ~TempFolder();

    [[nodiscard]] const std::string &path() const { return m_path; }
    /// The path of a file that is to be there; the caller, or a step, makes it.
    std::string reserve(const std::string &name);
    /// Writes a file and returns its path.
    std::expected<std::string, std::string> write(const std::string &name, std::string_view text);

private:
    explicit TempFolder(std::string path);

    std::string m_path;
    std::vector<std::string> m_files;
};

} // namespace ca::agent
