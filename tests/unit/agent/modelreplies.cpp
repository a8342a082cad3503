#include "modelreplies.h"

#include <nlohmann/json.hpp>

#include "jsonrpc.h"

using namespace ca::protocol;

void ModelReplies::replyPlan(const std::string &actions, bool isDone, const std::string &summary)
{
    const nlohmann::json object = {{"actions", nlohmann::json::parse(actions)}, {"done", isDone}, {"summary", summary}};
    replyText(object.dump());
}

void ModelReplies::replyText(const std::string &text)
{
    replies.append({.answer = {.text = text, .provider = "test", .model = "scripted"}});
}

void ModelReplies::replyDone(const std::string &summary)
{
    replyPlan("[]", true, summary);
}

void ModelReplies::replyError(int code, const std::string &sentence)
{
    replies.append({.errorCode = code, .error = sentence});
}

std::string ModelReplies::nextReply(std::int64_t id)
{
    const auto reply = replies.takeFirst();
    return reply.errorCode == 0 ? responseLine(id, reply.answer) : errorLine(id, reply.errorCode, reply.error);
}
