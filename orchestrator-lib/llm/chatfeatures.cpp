#include "chatfeatures.h"

#include <utility>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr int badRequest = 400;
constexpr int unprocessable = 422;
} // namespace

bool leaveOutWhatFailed(ChatFeatures &features, const ChatFault &fault, bool wantsJson)
{
    // A stream that is no good may work as a whole; but it is a try like any other.
    if (fault.kind == ChatErrorKind::BadAnswer) {
        features.streams = false;
        return false;
    }
    if (fault.kind != ChatErrorKind::BadRequest || (fault.status != badRequest && fault.status != unprocessable))
        return false;
    if (features.images && fault.words.contains("image"_L1))
        return std::exchange(features.images, false);
    const bool usesJson = features.jsonMode && wantsJson;
    const bool isAboutJson = fault.words.contains("response_format"_L1) || fault.words.contains("json"_L1);
    if (fault.words.contains("stream_options"_L1) && features.streams)
        return std::exchange(features.streamUsage, false);
    if (usesJson && features.streams && features.streamsJson && isAboutJson && fault.words.contains("stream"_L1))
        return std::exchange(features.streamsJson, false);
    if (fault.words.contains("stream"_L1) && !isAboutJson)
        return std::exchange(features.streams, false);
    // Not every server says what it is that it does not know.
    return usesJson && std::exchange(features.jsonMode, false);
}

} // namespace ca
