#include "fuzzinput.h"
#include "hostname.h"
#include "proxyrequest.h"
#include "proxyurl.h"
#include "responsehead.h"

using namespace ca;
using ca::fuzz::require;

namespace {

QByteArrayView viewOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// What goes out is one request, for the host that was judged, and its body ends where the client's does.
void requireOneRequest(const RequestHead &head, const ProxyRequest &request)
{
    const QByteArray out = request.forwardedHead(head, {});
    const GuardLimits roomy{.requestLineBytes = 4096, .headBytes = 8192};
    RequestHead reader(roomy, RequestHead::TargetForm::Any);
    require(reader.feed(out) == out.size());
    require(reader.state() == RequestHead::State::Complete);
    require(reader.method() == head.method() && reader.target() == request.path);
    require(reader.isChunked() == head.isChunked() && reader.contentLength() == head.contentLength());
    require(reader.isLast() && !reader.wantsUpgrade());
    require(request.target.text().startsWith(QString::fromLatin1(reader.value("Host"))) || request.target.port == 80);
}

void judgeRequest(const fuzz::Input &input)
{
    const GuardLimits limits{.requestLineBytes = 256, .headBytes = 1024, .fields = 16};
    RequestHead whole(limits, RequestHead::TargetForm::Any);
    whole.feed(viewOf(input.all()));
    RequestHead cut(limits, RequestHead::TargetForm::Any);
    input.inPieces([&](std::string_view piece) { cut.feed(viewOf(piece)); });
    require(whole.state() == cut.state());
    if (whole.state() != RequestHead::State::Complete)
        return;
    const auto request = ProxyRequest::from(whole);
    if (!request)
        return require(!request.error().message.isEmpty());
    require(request->target.port > 0);
    require(normalHost(request->target.host) == request->target.host);
    if (!request->isTunnel)
        requireOneRequest(whole, *request);
}

void judgeResponse(const fuzz::Input &input)
{
    ResponseHead whole;
    const qsizetype taken = whole.feed(viewOf(input.all()));
    ResponseHead cut;
    qsizetype cutTaken = 0;
    input.inPieces([&](std::string_view piece) {
        if (cut.state() == ResponseHead::State::Incomplete)
            cutTaken += cut.feed(viewOf(piece));
    });
    require(whole.state() == cut.state());
    if (whole.state() != ResponseHead::State::Complete)
        return;
    require(taken == cutTaken && whole.forwarded() == cut.forwarded());
    // The client finds the same end.
    ResponseHead reader;
    const QByteArray out = whole.forwarded();
    require(reader.feed(out) == out.size() && reader.state() == ResponseHead::State::Complete);
    require(reader.status() == whole.status());
    const Framing one = whole.bodyFraming(false);
    const Framing other = reader.bodyFraming(false);
    require(one.kind == other.kind && one.bytes == other.bytes);
}

} // namespace

/// The egress proxy's reading of what clients and servers send.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const fuzz::Input input(data, size);
    judgeRequest(input);
    judgeResponse(input);
    return 0;
}
