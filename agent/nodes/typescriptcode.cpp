#include "typescriptcode.h"

#include <nlohmann/json.hpp>

#include "workspace.h"

namespace ca::agent {

namespace {

// CommonJS first: there `require.main === module` and its like mean what scripts expect. Only a top-level await needs
// an ES module, and a mistake in the code is reported by that second attempt.
constexpr const char *script = R"(
out=$1 source=$2 banner=$3
shift 3
command -v esbuild >/dev/null && command -v node >/dev/null || {
    echo 'TypeScript and JavaScript need esbuild and node, and this sandbox lacks one of them.' >&2
    exit 127
}
if esbuild "$@" --format=cjs --log-level=silent --outfile="$out.cjs" <"$source"; then
    exec node --enable-source-maps "$out.cjs"
fi
esbuild "$@" --format=esm --log-level=warning --banner:js="$banner" --outfile="$out.mjs" <"$source" || exit
exec node --enable-source-maps "$out.mjs"
)";

/// A string literal of JavaScript, in ASCII.
std::string literal(const std::string &text)
{
    return nlohmann::json(text).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

std::string fileUrl(const std::string &path)
{
    constexpr const char *digits = "0123456789ABCDEF";
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-~";
    std::string url = "file://";
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (plain.contains(c))
            url += c;
        else
            url += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return url;
}

/// Gives an ES module what a CommonJS one has, as globals, which the code's own names may hide.
std::string moduleBanner(const std::string &url)
{
    return "import{createRequire as __caRequire}from'node:module';globalThis.require=__caRequire(" + literal(url) +
           ");globalThis.module=require.main={exports:{}};globalThis.exports=module.exports;";
}

} // namespace

Command TypeScriptCode::commandFor(const Source &source) const
{
    const auto &workspace = parts().workspace.path();
    const auto name = "step-" + std::to_string(source.stepNumber);
    // Code without a file of its own comes in on stdin, which esbuild takes as if it were in the workspace: relative
    // imports and node_modules are looked for there.
    const auto path = source.isInWorkspace ? source.path : workspace + '/' + name + std::string(fileEnding());
    const auto bundle = source.temp.reserve(name + ".bundle.cjs");
    source.temp.reserve(name + ".bundle.mjs");
    Command command;
    command.arguments = {"sh",
                         "-c",
                         script,
                         "sh",
                         bundle.substr(0, bundle.rfind('.')),
                         source.path,
                         moduleBanner(fileUrl(path)),
                         "--bundle",
                         "--platform=node",
                         "--sourcemap=inline",
                         "--define:import.meta.url=" + literal(fileUrl(path)),
                         "--define:__filename=" + literal(path),
                         "--define:__dirname=" + literal(path.substr(0, path.rfind('/')))};
    if (source.isInWorkspace) {
        command.arguments.push_back(source.path);
    } else {
        command.arguments.emplace_back("--loader=ts");
        command.arguments.push_back("--sourcefile=" + name + std::string(fileEnding()));
    }
    // For what is only required while it runs.
    command.environment = {{"NODE_PATH", workspace + "/node_modules"}};
    return command;
}

} // namespace ca::agent
