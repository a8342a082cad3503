#pragma once

#include "command.h"

namespace ca::cli {

/// cancel, pause, resume, retry and rm: one call for each of the jobs named; one that fails does not keep the others.
class JobActionCommand : public Command
{
public:
    using Command::Command;

    QCoro::Task<CliResult<ExitCode>> run() override;

private:
    QCoro::Task<CliResult<void>> act(QString typed);
    void report(const QString &id, const QJsonObject &answer) const;
};

} // namespace ca::cli
