#pragma once

#include <QList>

#include <cstdint>
#include <string>

#include "messages.h"

/// What the model says when it is asked next, or the error instead.
struct ModelReply
{
    ca::protocol::CompletionAnswer answer = {};
    int errorCode = 0;
    std::string error = {};
};

/// What the model will say, laid out by the test.
struct ModelReplies
{
    /// A model's answer in the plan format: the actions as a JSON list, and whether it is the last one.
    void replyPlan(const std::string &actions, bool isDone = false, const std::string &summary = {});
    void replyText(const std::string &text);
    void replyDone(const std::string &summary);
    void replyError(int code, const std::string &sentence);
    /// Takes the first, as the answer to the request of that id.
    std::string nextReply(std::int64_t id);

    /// Taken one by one; a request for which there is none waits.
    QList<ModelReply> replies;
};
