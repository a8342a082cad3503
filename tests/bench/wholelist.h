#pragma once

#include "fullserver.h"
#include "measure.h"

namespace ca::bench {

/// GET /jobs with all of 10,000 jobs in the answer: how long one call takes.
class WholeList : public Measure
{
public:
    /// `server` must outlive this.
    explicit WholeList(FullServer &server)
        : m_server(server)
    {
    }

    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;

private:
    FullServer &m_server;
};

} // namespace ca::bench
