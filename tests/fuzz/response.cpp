#include <QByteArray>

#include "fuzzinput.h"
#include "responsefilter.h"

using namespace ca;
using ca::fuzz::require;

/// The guard's reading of what the server writes: the same however it is cut.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const fuzz::Input input(data, size);
    const unsigned flags = size > 0 ? *data : 0U;
    const ResponseFilter::Request request{
        .isHead = (flags & 1U) != 0, .isHttp10 = (flags & 2U) != 0, .isLast = (flags & 4U) != 0};

    QByteArray whole;
    ResponseFilter atOnce;
    atOnce.begin(request);
    atOnce.write(QByteArrayView(input.all().data(), static_cast<qsizetype>(input.all().size())), whole);
    QByteArray cut;
    ResponseFilter inPieces;
    inPieces.begin(request);
    input.inPieces([&](std::string_view piece) {
        inPieces.write(QByteArrayView(piece.data(), static_cast<qsizetype>(piece.size())), cut);
    });
    require(whole == cut);
    require(atOnce.isComplete() == inPieces.isComplete());
    require(atOnce.isLast() == inPieces.isLast());
    return 0;
}
