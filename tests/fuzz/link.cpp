#include <vector>

#include "fuzzinput.h"
#include "jsonrpc.h"
#include "linebuffer.h"
#include "messages.h"
#include "servicemessages.h"

using namespace ca::protocol;
using ca::fuzz::require;

namespace {
template <typename T>
void read(const nlohmann::json &body)
{
    try {
        const nlohmann::json once = body.get<T>();
        require(once == nlohmann::json(once.get<T>()));
    } catch (const nlohmann::json::exception &) {
        return; // it does not fit, and says so
    }
}

/// Whatever one side says, the other can say it again.
void requireSayable(const Message &message)
{
    std::string line;
    switch (message.kind) {
    case Message::Kind::Request:
        line = requestLine(*message.id, message.method, message.body);
        break;
    case Message::Kind::Notification:
        line = notificationLine(message.method, message.body);
        break;
    case Message::Kind::Response:
        line = responseLine(*message.id, message.body);
        break;
    case Message::Kind::Error:
        line = errorLine(message.id, message.errorCode, message.errorMessage);
        break;
    }
    require(line.ends_with('\n') && line.find('\n') == line.size() - 1);
    const auto again = parseMessage(std::string_view(line).substr(0, line.size() - 1));
    require(again && again->kind == message.kind && again->id == message.id && again->method == message.method);
}

void take(const std::string &line)
{
    const auto message = parseMessage(line);
    if (!message)
        return require(!message.error().empty());
    requireSayable(*message);
    read<JobDescription>(message->body);
    read<Rejoin>(message->body);
    read<RejoinAnswer>(message->body);
    read<PlanMade>(message->body);
    read<StepStarted>(message->body);
    read<StepFinished>(message->body);
    read<Note>(message->body);
    read<JobFinished>(message->body);
    read<ContextPruned>(message->body);
    read<CompletionRequest>(message->body);
    read<CompletionAnswer>(message->body);
    read<ApprovalRequest>(message->body);
    read<ApprovalAnswer>(message->body);
    read<PersonMessage>(message->body);
    read<ServiceStart>(message->body);
    read<ServiceStop>(message->body);
    read<ServiceConnect>(message->body);
    read<ServiceChanged>(message->body);
}

std::vector<std::string> linesOf(LineBuffer &buffer)
{
    std::vector<std::string> lines;
    while (auto line = buffer.takeLine())
        lines.push_back(std::move(*line));
    return lines;
}
} // namespace

/// The link between agent and orchestrator: hostile bytes become lines, messages and structs, or errors.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const ca::fuzz::Input input(data, size);
    LineBuffer atOnce;
    require(atOnce.append(input.all()));
    const auto whole = linesOf(atOnce);
    LineBuffer inPieces;
    std::vector<std::string> cut;
    input.inPieces([&](std::string_view piece) {
        require(inPieces.append(piece));
        for (auto &line : linesOf(inPieces))
            cut.push_back(std::move(line));
    });
    require(whole == cut);
    for (const std::string &line : whole)
        take(line);
    return 0;
}
