#pragma once

#include <string>

#include "agentparts.h"
#include "jobstate.h"
#include "node.h"

namespace ca::agent {

/// The two files that tell how the job went.
struct Report
{
    /// result.json, for programs.
    std::string json;
    /// SUMMARY.md, for people.
    std::string text;
};

/// Ends every job, however it went: puts result.json and SUMMARY.md into the workspace.
class ResultCompilation final : public Node<JobState, Report, std::string>
{
public:
    explicit ResultCompilation(const AgentParts &parts);

protected:
    Report prep(JobState &state) override;
    /// The value is what could not be written, or empty: a job does not fail by that.
    Outcome exec(const Report &report) override;
    std::string post(JobState &state, Report report, Outcome outcome) override;

private:
    AgentParts m_parts;
};

} // namespace ca::agent
