#pragma once

#include "command.h"

namespace ca::cli {

/// GET /providers as a table, and POST /providers/NAME/test for one or for all that can be asked.
class ProvidersCommand : public Command
{
public:
    using Command::Command;

    QCoro::Task<CliResult<ExitCode>> run() override;

private:
    QCoro::Task<CliResult<ExitCode>> list();
    QCoro::Task<CliResult<ExitCode>> testAll();
    QCoro::Task<CliResult<ExitCode>> test(QString name);
    void report(const QJsonObject &trial) const;
};

} // namespace ca::cli
