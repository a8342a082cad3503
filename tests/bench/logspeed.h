#pragma once

#include <QTemporaryDir>
#include <memory>
#include <vector>

#include "measure.h"

namespace ca::bench {

/// A log of 10,000,000 lines and 1 GB, written when it is first needed.
class BigLog
{
public:
    /// The folder that holds it. Errors: Io, NoSpace.
    Result<QString> folder();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

/// How the dashboard's log view does, in a program of its own: see logview/main.cpp.
class LogSpeed : public Measure
{
public:
    LogSpeed(BigLog &log, QString what, Goal goal);
    /// The index, the end, following, memory.
    static std::vector<std::unique_ptr<Measure>> all(BigLog &log);

    [[nodiscard]] Goal goal() const override { return m_goal; }
    Result<Samples> run() override;

private:
    BigLog &m_log;
    QString m_what;
    Goal m_goal;
};

} // namespace ca::bench
