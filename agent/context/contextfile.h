#pragma once

#include <string>
#include <vector>

#include "contextentry.h"

namespace ca::agent {

class Workspace;

/// context.txt in the workspace: every entry of the conversation as it was when it was added, each under a line with
/// its number, role, step and size in bytes and tokens. For people; the agent never reads it. Steps can do to it what
/// they like: it is never opened through a link, and what is no file any more is replaced by one that begins anew.
class ContextFile
{
public:
    explicit ContextFile(const Workspace &workspace);

    /// False when it cannot be written.
    bool append(const ContextEntry &entry);
    /// Says that the conversation was made smaller, in tokens.
    bool appendPruned(int entries, std::int64_t before, std::int64_t after);

private:
    bool write(const std::string &text);

    const Workspace &m_workspace;
    int m_count = 0;
};

} // namespace ca::agent
