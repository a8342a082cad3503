#pragma once

#include "fullserver.h"
#include "measure.h"

namespace ca::bench {

/// Requests per second of one kind, with 10,000 jobs stored.
class RequestRate : public Measure
{
public:
    struct Kind
    {
        Goal goal;
        int connections;
        /// The path; "{id}" stands for the jobs' ids in turn.
        QByteArray path;
    };

    /// `server` must outlive this.
    RequestRate(FullServer &server, Kind kind);

    [[nodiscard]] Goal goal() const override { return m_kind.goal; }
    Result<Samples> run() override;

    /// GET /status/{id} over 32 connections.
    static Kind status();
    /// GET /jobs?limit=100.
    static Kind list();

private:
    FullServer &m_server;
    Kind m_kind;
};

} // namespace ca::bench
