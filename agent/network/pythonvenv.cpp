#include "pythonvenv.h"

#include <array>
#include <climits>
#include <cstdlib>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

#include "fd.h"

namespace ca::agent {

namespace {

constexpr std::string_view pipScript = R"(#!/bin/sh
exec "${0%/*}/python3" -m pip "$@"
)";

// Without an __init__.py beside it this gives way to a real pip wherever there is one.
constexpr std::string_view pipStandIn =
    R"(# Stands in for pip until it is used: then the system's copy is unpacked over this file.
import fcntl, glob, os, sys, zipfile

here = os.path.dirname(os.path.abspath(__file__))
wheels = sorted(glob.glob('/usr/share/python-wheels/pip-*.whl'))
if not wheels:
    sys.exit('pip is not installed on the system that this sandbox shows (on Debian: python3-venv or python3-pip).')
with open(os.path.join(here, '.lock'), 'w') as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    if not os.path.exists(os.path.join(here, '__init__.py')):
        zipfile.ZipFile(wheels[-1]).extractall(os.path.dirname(here))
os.execv(sys.executable, [sys.executable, '-m', 'pip', *sys.argv[1:]])
)";

/// Where a program really is; empty when it is not on PATH.
std::string realPathOf(const std::string &program)
{
    const char *path = std::getenv("PATH");
    std::string_view rest = path ? path : "";
    while (!rest.empty()) {
        const auto colon = rest.find(':');
        const std::string candidate = std::string(rest.substr(0, colon)).append("/").append(program);
        std::array<char, PATH_MAX> real{};
        if (::access(candidate.c_str(), X_OK) == 0 && ::realpath(candidate.c_str(), real.data()))
            return real.data();
        rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
    }
    return {};
}

/// Whether a program's name is "python3.13" and the like; the folder of its modules is called so, too.
bool isVersioned(std::string_view name)
{
    constexpr std::string_view prefix = "python3.";
    return name.starts_with(prefix) && name.size() > prefix.size() &&
           name.find_first_not_of("0123456789", prefix.size()) == std::string_view::npos;
}

bool write(const std::string &path, std::string_view text, mode_t mode)
{
    const Fd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
    return fd.isValid() && ::write(fd.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

} // namespace

std::optional<std::string> PythonVenv::make(const std::string &folder)
{
    const std::string python = realPathOf("python3");
    const auto slash = python.rfind('/');
    if (slash == std::string::npos || !isVersioned(python.substr(slash + 1)))
        return std::nullopt;
    const std::string name = python.substr(slash + 1);
    const std::string modules = folder + "/lib/" + name + "/site-packages";
    if (::mkdir(folder.c_str(), 0755) != 0)
        return ::access((folder + "/bin/python3").c_str(), X_OK) == 0 ? std::optional(folder) : std::nullopt;
    bool isMade = true;
    for (const auto &path : {folder + "/bin", folder + "/lib", folder + "/lib/" + name, modules, modules + "/pip"})
        isMade = isMade && ::mkdir(path.c_str(), 0755) == 0;
    const std::string settings = "home = " + python.substr(0, slash) +
                                 "\ninclude-system-site-packages = true\nversion = " + name.substr(6) +
                                 "\nexecutable = " + python + "\n";
    isMade = isMade && write(folder + "/pyvenv.cfg", settings, 0644) && write(folder + "/bin/pip", pipScript, 0755) &&
             write(modules + "/pip/__main__.py", pipStandIn, 0644) &&
             ::symlink(python.c_str(), (folder + "/bin/python3").c_str()) == 0 &&
             ::symlink("python3", (folder + "/bin/python").c_str()) == 0 &&
             ::symlink("python3", (folder + "/bin/" + name).c_str()) == 0 &&
             ::symlink("pip", (folder + "/bin/pip3").c_str()) == 0 &&
             ::symlink("lib", (folder + "/lib64").c_str()) == 0;
    return isMade ? std::optional(folder) : std::nullopt;
}

} // namespace ca::agent
