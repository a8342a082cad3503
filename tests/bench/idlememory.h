#pragma once

#include "fullserver.h"
#include "measure.h"

namespace ca::bench {

/// The server's resident memory when it has read 10,000 jobs and nobody has asked for anything.
class IdleMemory : public Measure
{
public:
    /// `server` must outlive this.
    explicit IdleMemory(FullServer &server)
        : m_server(server)
    {
    }

    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;

private:
    FullServer &m_server;
};

} // namespace ca::bench
