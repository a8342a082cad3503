#include <QByteArrayList>

#include "fuzzinput.h"
#include "requestcollector.h"

using namespace ca;
using ca::fuzz::require;
using State = ca::RequestCollector::State;

namespace {
/// What a connection's bytes come to.
struct Outcome
{
    QByteArrayList requests;
    State state = State::Idle;
    int refusal = 0;

    bool operator==(const Outcome &) const = default;
};

void feed(RequestCollector &collector, QByteArrayView bytes, Outcome &outcome)
{
    while (!bytes.isEmpty() && collector.state() != State::Refused) {
        const qsizetype taken = collector.feed(bytes);
        require(taken >= 0 && taken <= bytes.size());
        bytes = bytes.sliced(taken);
        if (collector.state() == State::Complete) {
            collector.takeContinue();
            collector.takeRequest(outcome.requests.emplaceBack());
            collector.clear();
        } else {
            require(taken > 0 || collector.state() == State::Refused);
        }
    }
    outcome.state = collector.state();
    outcome.refusal = collector.state() == State::Refused ? collector.refusal().status : 0;
}

/// What comes out is taken for the same single request by whoever reads it next.
void requireNormal(const QByteArray &request)
{
    const GuardContext context; // a head may grow by the white space that makes it normal
    RequestCollector reader(context);
    require(reader.feed(request) <= request.size());
    if (reader.state() == State::Body)
        reader.feed(QByteArrayView(request).last(reader.head().contentLength()));
    require(reader.state() == State::Complete);
    require(!reader.head().isChunked() && !reader.head().expectsContinue() && !reader.head().wantsUpgrade());
    require(reader.bodyBytes() == reader.head().contentLength());
    QByteArray again;
    reader.takeRequest(again);
    require(again == request);
}
} // namespace

/// The guard's reading of requests: the same however the bytes are cut, and unmistakable afterwards.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    GuardContext context;
    context.limits.requestLineBytes = 256;
    context.limits.headBytes = 1024;
    context.limits.fields = 16;
    context.limits.bodyBytes = 512;
    const fuzz::Input input(data, size);

    Outcome whole;
    RequestCollector atOnce(context);
    feed(atOnce, QByteArrayView(input.all().data(), static_cast<qsizetype>(input.all().size())), whole);
    Outcome cut;
    RequestCollector inPieces(context);
    input.inPieces([&](std::string_view piece) {
        feed(inPieces, QByteArrayView(piece.data(), static_cast<qsizetype>(piece.size())), cut);
    });
    require(whole == cut);
    for (const QByteArray &request : whole.requests) {
        // In HTTP/1.0 it may do without a host.
        if (request.first(request.indexOf("\r\n\r\n")).toLower().contains("\r\nhost:"))
            requireNormal(request);
    }
    return 0;
}
