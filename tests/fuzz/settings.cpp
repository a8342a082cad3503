#include "envlines.h"
#include "fuzzinput.h"

using namespace ca;
using ca::fuzz::require;

/// A file of settings: lines with keys, or an error that quotes nothing of the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray content(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto lines = parseEnvLines(content);
    if (!lines) {
        require(!lines.error().message.isEmpty());
        return 0;
    }
    int last = 0;
    for (const EnvLine &line : *lines) {
        require(!line.key.isEmpty());
        require(line.line > last && line.line <= content.count('\n') + content.count('\r') + 1);
        last = line.line;
    }
    return 0;
}
