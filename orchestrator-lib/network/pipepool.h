#pragma once

#include <vector>

#include "uniquefd.h"

namespace ca {

/// A pipe that splice(2) moves bytes through.
struct SplicePipe
{
    UniqueFd read;
    UniqueFd write;
};

/// Empty pipes that wait for the next connection that has something to move. A connection holds one only while bytes
/// are on their way, so a thousand idle ones need none. One thread.
class PipePool
{
public:
    /// Not valid when the process has too many open files.
    SplicePipe take();
    /// Must be empty.
    void giveBack(SplicePipe pipe);

private:
    std::vector<SplicePipe> m_pipes;
};

} // namespace ca
