#include "madefiles.h"

#include <algorithm>
#include <array>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <string_view>
#include <sys/stat.h>
#include <tuple>

#include "fd.h"

namespace ca::agent {

namespace {

constexpr std::size_t maxFiles = 1000;
constexpr std::size_t maxVisited = 20'000;
constexpr int maxDepth = 32;
constexpr std::array<std::string_view, 4> skippedFolders{"node_modules", ".venv", "__pycache__", ".git"};

class Search
{
public:
    explicit Search(timespec since)
        : m_since(since)
    {
    }

    void visit(int parent, const std::string &name, const std::string &prefix, int depth)
    {
        const int fd = ::openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        const std::unique_ptr<DIR, decltype([](DIR *open) { ::closedir(open); })> folder(fd < 0 ? nullptr
                                                                                                : ::fdopendir(fd));
        if (!folder || depth > maxDepth) {
            m_found.isCut = m_found.isCut || depth > maxDepth;
            return;
        }
        while (const dirent *entry = ::readdir(folder.get())) {
            const std::string_view entryName = entry->d_name;
            if (entryName == "." || entryName == "..")
                continue;
            if (++m_visited > maxVisited || m_found.files.size() >= maxFiles) {
                m_found.isCut = true;
                return;
            }
            look(fd, std::string(entryName), prefix, depth);
        }
    }

    MadeFiles takeFound()
    {
        std::ranges::sort(m_found.files, {}, &MadeFiles::File::name);
        return std::move(m_found);
    }

private:
    void look(int folder, const std::string &name, const std::string &prefix, int depth)
    {
        struct stat status{};
        if (::fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
            return;
        // The time of change, unlike that of modification, cannot be set by a step.
        const bool isNew =
            std::tie(status.st_ctim.tv_sec, status.st_ctim.tv_nsec) >= std::tie(m_since.tv_sec, m_since.tv_nsec);
        if (S_ISREG(status.st_mode) && isNew)
            m_found.files.push_back({.name = prefix + name, .bytes = static_cast<std::uint64_t>(status.st_size)});
        else if (S_ISDIR(status.st_mode) && !std::ranges::contains(skippedFolders, std::string_view(name)))
            visit(folder, name, prefix + name + '/', depth + 1);
    }

    timespec m_since;
    MadeFiles m_found;
    std::size_t m_visited = 0;
};

} // namespace

timespec MadeFiles::now()
{
    timespec time{};
    ::clock_gettime(CLOCK_REALTIME_COARSE, &time);
    return time;
}

MadeFiles MadeFiles::list(int folder, timespec since)
{
    Search search(since);
    search.visit(folder, ".", {}, 0);
    return search.takeFound();
}

} // namespace ca::agent
