#pragma once

#include "fullserver.h"
#include "measure.h"

namespace ca::bench {

/// How often any thread of an idle server runs within 5 s.
class IdleWakeups : public Measure
{
public:
    /// `server` must outlive this.
    explicit IdleWakeups(FullServer &server)
        : m_server(server)
    {
    }

    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;

private:
    FullServer &m_server;
};

} // namespace ca::bench
