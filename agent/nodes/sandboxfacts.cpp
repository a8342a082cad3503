#include "sandboxfacts.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <string_view>
#include <sys/utsname.h>
#include <unistd.h>

#include "fd.h"
#include "programs.h"
#include "shorten.h"

namespace ca::agent::sandboxfacts {

namespace {

constexpr std::array toolNames{"bash",   "python3", "pip",     "node",      "npm",      "npx",    "esbuild", "git",
                               "curl",   "wget",    "jq",      "gcc",       "g++",      "clang",  "make",    "cmake",
                               "ninja",  "go",      "cargo",   "rustc",     "java",     "javac",  "mvn",     "ruby",
                               "perl",   "php",     "sqlite3", "psql",      "tar",      "zip",    "unzip",   "7z",
                               "pandoc", "ffmpeg",  "convert", "pdftotext", "chromium", "xdotool"};
constexpr std::array pythonPackages{"numpy", "pandas", "scipy", "sklearn", "matplotlib", "PIL",  "requests",
                                    "bs4",   "lxml",   "flask", "django",  "fastapi",    "yaml", "pytest"};
constexpr std::array nodePackages{"react", "react-dom", "vue", "express", "typescript", "webpack", "vite", "jest"};
constexpr std::array pythonFolders{"/usr/lib/python3/dist-packages/", "/usr/local/lib/python3/dist-packages/"};
constexpr std::array nodeFolders{"/usr/share/nodejs/", "/usr/lib/node_modules/", "/usr/local/lib/node_modules/"};

/// "python3 (python3.13)"; only the name where what it links to tells no version.
std::string withVersion(const std::string &name, const std::string &path)
{
    const std::unique_ptr<char, decltype([](char *text) { std::free(text); })> real(::realpath(path.c_str(), nullptr));
    const std::string_view target = real ? real.get() : "";
    const auto file = target.substr(target.rfind('/') + 1);
    const bool hasVersion = file != name && file.find_first_of("0123456789") != std::string_view::npos;
    return hasVersion ? name + " (" + std::string(file) + ')' : name;
}

void addTo(std::string &list, const std::string &item)
{
    list += (list.empty() ? "" : ", ") + item;
}

template <std::size_t nameCount, std::size_t folderCount>
std::string present(const std::array<const char *, nameCount> &names,
                    const std::array<const char *, folderCount> &folders)
{
    std::string list;
    for (const std::string name : names) {
        if (std::ranges::any_of(folders,
                                [&](const char *folder) { return ::access((folder + name).c_str(), F_OK) == 0; }))
            addTo(list, name);
    }
    return list;
}

/// The value of PRETTY_NAME in os-release(5).
std::string prettyName()
{
    const Fd file(::open("/etc/os-release", O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    std::array<char, 4096> buffer{};
    const auto count = ::read(file.get(), buffer.data(), buffer.size());
    const std::string_view text(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    constexpr std::string_view key = "PRETTY_NAME=";
    const auto start = text.starts_with(key) ? 0 : text.find("\nPRETTY_NAME=");
    if (start == std::string_view::npos)
        return "Linux";
    auto value = text.substr(text.find('=', start) + 1);
    value = value.substr(0, value.find('\n'));
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\''))
        value = value.substr(1, value.size() - 2);
    return plainText(value);
}

} // namespace

std::string system()
{
    utsname name{};
    return prettyName() + (::uname(&name) == 0 ? std::string(", ") + name.machine : std::string());
}

std::string tools()
{
    std::string list;
    for (const std::string name : toolNames) {
        if (const auto path = programs::find(name); !path.empty())
            addTo(list, withVersion(name, path));
    }
    return list.empty() ? "none of the usual ones" : list;
}

std::string desktop(bool seesImages)
{
    const bool hasServer = !programs::find("Xtigervnc").empty() || !programs::find("Xvnc").empty();
    if (!hasServer || programs::find("openbox").empty() || programs::find("xdotool").empty())
        return "none: gui_automation cannot be used";
    std::string text = "1280x800 pixels, started with the first gui_automation";
    if (programs::find("maim").empty())
        return text + "; screenshots cannot be taken";
    return text + (seesImages ? "; you are shown the screenshots that you take" : "; you cannot see screenshots");
}

std::string packages()
{
    const auto python = present(pythonPackages, pythonFolders);
    const auto node = present(nodePackages, nodeFolders);
    std::string text = python.empty() ? "" : "Python: " + python;
    if (!node.empty())
        text += (text.empty() ? "" : "; ") + ("Node.js: " + node);
    return text.empty() ? "none of the usual ones" : text;
}

} // namespace ca::agent::sandboxfacts
