#include "processtree.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

#include "dirstream.h"
#include "uniquefd.h"

namespace ca {

namespace {
using Path = std::array<char, 64>;

void parsePids(const char *begin, const char *end, std::vector<pid_t> &pids)
{
    while (begin < end) {
        pid_t pid = 0;
        const auto [next, error] = std::from_chars(begin, end, pid);
        if (error != std::errc())
            return;
        pids.push_back(pid);
        begin = next + 1;
    }
}

void appendChildren(const char *path, std::vector<pid_t> &pids)
{
    const UniqueFd fd(::open(path, O_RDONLY | O_CLOEXEC));
    if (!fd.isValid())
        return;
    std::vector<char> text;
    std::array<char, 4096> buffer;
    for (;;) {
        const auto count = ::read(fd.get(), buffer.data(), buffer.size());
        if (count <= 0)
            break;
        text.insert(text.end(), buffer.data(), buffer.data() + count);
    }
    parsePids(text.data(), text.data() + text.size(), pids);
}

bool appendChildrenOfThreads(pid_t pid, std::vector<pid_t> &pids)
{
    Path path;
    std::snprintf(path.data(), path.size(), "/proc/%d/task", pid);
    const DirStream tasks(::opendir(path.data()));
    if (!tasks)
        return false;
    while (const auto *task = ::readdir(tasks.get())) {
        if (task->d_name[0] == '.')
            continue;
        std::snprintf(path.data(), path.size(), "/proc/%d/task/%.16s/children", pid, task->d_name);
        appendChildren(path.data(), pids);
    }
    return true;
}

} // namespace

std::vector<pid_t> processTree(pid_t root)
{
    std::vector<pid_t> pids{root};
    if (!appendChildrenOfThreads(root, pids))
        return {};
    for (std::size_t i = 1; i < pids.size(); ++i)
        appendChildrenOfThreads(pids[i], pids);
    return pids;
}

bool processTreeAvailable()
{
    Path path;
    std::snprintf(path.data(), path.size(), "/proc/%d/task/%d/children", ::getpid(), ::getpid());
    return ::access(path.data(), R_OK) == 0;
}

} // namespace ca
