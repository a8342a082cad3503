#include "archivename.h"

#include <array>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr std::array endings{".zip"_L1,     ".7z"_L1,   ".tar"_L1,      ".tar.gz"_L1, ".tgz"_L1,
                             ".tar.bz2"_L1, ".tbz2"_L1, ".tbz"_L1,      ".tar.xz"_L1, ".txz"_L1,
                             ".tar.zst"_L1, ".tzst"_L1, ".tar.lzma"_L1, ".tlz"_L1,    ".tar.z"_L1};
} // namespace

QString unpackedName(const QString &fileName)
{
    for (const QLatin1StringView ending : endings) {
        if (fileName.endsWith(ending, Qt::CaseInsensitive) && fileName.size() > ending.size())
            return fileName.chopped(ending.size());
    }
    return {};
}

} // namespace ca
