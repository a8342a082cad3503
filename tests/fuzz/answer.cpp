#include <algorithm>

#include "answerreader.h"
#include "faultreader.h"
#include "fuzzinput.h"

using namespace ca;
using ca::fuzz::require;

namespace {
/// What a person may see of it: one short line.
void checkFault(const ChatFault &fault)
{
    constexpr qsizetype longest = 301;
    require(fault.said.size() <= longest);
    require(std::ranges::all_of(fault.said, [](QChar c) { return c.isPrint(); }));
    require(!fault.delay || fault.delay->count() >= 0);
    require(fault.contextTokens == 0 || fault.kind == ChatErrorKind::ContextOverflow);
}
} // namespace

/// A provider's answer, good or bad, in pieces of any size, gives what it gives as a whole, and an error says it in a
/// line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const fuzz::Input input(data, size);
    const QByteArray all(input.all().data(), static_cast<qsizetype>(input.all().size()));
    for (const bool isWhole : {true, false}) {
        AnswerReader atOnce;
        AnswerReader inPieces;
        atOnce.feed(all);
        input.inPieces([&inPieces](std::string_view piece) {
            inPieces.feed(QByteArray(piece.data(), static_cast<qsizetype>(piece.size())));
        });
        const auto answer = atOnce.finish(isWhole);
        const auto same = inPieces.finish(isWhole);
        require(answer.has_value() == same.has_value());
        if (answer)
            require(answer->text == same->text && answer->isCutOff == same->isCutOff);
        else
            checkFault(answer.error());
    }
    for (const int status : {400, 429, 500})
        checkFault(faultOfAnswer(status, {}, all));
    return 0;
}
