#pragma once

#include "command.h"
#include "screen.h"

namespace ca::cli {

/// The result of a job into the place that --output names, with a bar at a terminal: for `download` and `run`.
class ResultFetch
{
public:
    /// Both must outlive this.
    ResultFetch(const CommandContext &context, Screen &screen)
        : m_context(context)
        , m_screen(screen)
    {
    }

    /// The path of the ZIP. Errors: Failed, Unreachable, WrongUse.
    QCoro::Task<CliResult<QString>> fetch(QString jobId);

    /// {"job_id", "path"}
    static QByteArray json(const QString &jobId, const QString &path);

private:
    void show(qint64 done, qint64 total);

    CommandContext m_context;
    Screen &m_screen;
};

} // namespace ca::cli
