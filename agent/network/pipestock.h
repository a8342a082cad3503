#pragma once

#include <vector>

#include "fd.h"

namespace ca::agent {

/// A pipe that splice(2) moves bytes through.
struct Pipe
{
    Fd read;
    Fd write;
};

/// Empty pipes for the connections that have something to move just now.
class PipeStock
{
public:
    /// Not valid when there are too many open files.
    Pipe take();
    /// Must be empty.
    void giveBack(Pipe pipe);

private:
    std::vector<Pipe> m_pipes;
};

} // namespace ca::agent
