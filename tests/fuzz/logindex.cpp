#include "logindex.h"

#include <QFile>
#include <array>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzzinput.h"

using namespace ca;
using ca::fuzz::require;

namespace {
QList<ArrivalRange> read(const void *data, std::size_t size)
{
    const int file = ::memfd_create("index", MFD_CLOEXEC);
    require(::write(file, data, size) == static_cast<ssize_t>(size));
    auto ranges = readLogIndex(QStringLiteral("/proc/self/fd/%1").arg(file));
    ::close(file);
    return ranges;
}
} // namespace

/// The index of a log, as a damaged disk may have it: the ranges of each stream follow each other without a gap.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto ranges = read(data, size);
    require(static_cast<std::size_t>(ranges.size()) * 8 <= size);
    std::array<qint64, 2> ends{};
    for (const ArrivalRange &range : ranges) {
        qint64 &end = ends.at(static_cast<std::size_t>(range.stream));
        require(range.length >= 0 && range.offset == end);
        end += range.length;
    }
    return 0;
}
