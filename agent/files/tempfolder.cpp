#include "tempfolder.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <unistd.h>
#include <utility>

#include "workspace.h"

namespace ca::agent {

std::expected<TempFolder, std::string> TempFolder::create()
{
    const char *parent = std::getenv("TMPDIR");
    std::string path = std::string(parent && *parent ? parent : "/tmp") + "/agent-XXXXXX";
    if (!::mkdtemp(path.data()))
        return std::unexpected("no folder for the code could be made as " + path + ": " + ::strerror(errno));
    return TempFolder(std::move(path));
}

TempFolder::TempFolder(std::string path)
    : m_path(std::move(path))
{
}

TempFolder::TempFolder(TempFolder &&other) noexcept
    : m_path(std::exchange(other.m_path, {}))
    , m_files(std::exchange(other.m_files, {}))
{
}

TempFolder::~TempFolder()
{
    if (m_path.empty())
        return;
    for (const auto &file : m_files)
        ::unlink(file.c_str());
    ::rmdir(m_path.c_str());
}

std::string TempFolder::reserve(const std::string &name)
{
    return m_files.emplace_back(m_path + '/' + name);
}

std::expected<std::string, std::string> TempFolder::write(const std::string &name, std::string_view text)
{
    std::string path = reserve(name);
    return Workspace::open(m_path)
        .and_then([&](const Workspace &folder) { return folder.write(name, text); })
        .transform([&] { return std::move(path); });
}

} // namespace ca::agent
