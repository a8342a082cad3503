#pragma once

#include <optional>

#include "jobtab.h"

class QLabel;

namespace ca::dashboard {

class UsageChart;
class UsageMeter;

/// What a job uses over time: processors, memory, tokens.
class UsageTab : public JobTab
{
    Q_OBJECT

public:
    /// The meter outlives the tab.
    explicit UsageTab(UsageMeter *meter, QWidget *parent = nullptr);

    void showJob(const Job &job) override;
    void showDetails(const JobDetails &details) override;

private:
    void refresh();
    void showCpu(double duration);
    void showMemory(double duration);
    void showTokens(double duration, qint64 now);

    UsageMeter *m_meter;
    QLabel *m_hint;
    QLabel *m_summary;
    UsageChart *m_cpu;
    UsageChart *m_memory;
    UsageChart *m_tokens;
    JobDetails m_details;
};

} // namespace ca::dashboard
