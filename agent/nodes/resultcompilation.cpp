#include "resultcompilation.h"

#include "eventreporter.h"
#include "madefiles.h"
#include "outputlog.h"
#include "report.h"
#include "transitions.h"
#include "workspace.h"

namespace ca::agent {

ResultCompilation::ResultCompilation(const AgentParts &parts)
    : m_parts(parts)
{
}

Report ResultCompilation::prep(JobState &state)
{
    state.result.droppedBytes = m_parts.log.droppedBytes();
    state.result.summary = summarySentence(state);
    const auto files = MadeFiles::list(m_parts.workspace.fd(), state.startedAt);
    return {.json = resultJson(state, files), .text = summaryText(state, files)};
}

ResultCompilation::Outcome ResultCompilation::exec(const Report &report)
{
    std::string problems;
    const auto put = [&](const char *name, const std::string &text) {
        if (const auto outcome = m_parts.workspace.replace(name, text); !outcome)
            problems += (problems.empty() ? "" : "; ") + outcome.error();
    };
    put("result.json", report.json);
    put("SUMMARY.md", report.text);
    return problems;
}

std::string ResultCompilation::post(JobState &, Report, Outcome outcome)
{
    if (!outcome->empty())
        m_parts.events.note("The job's report is incomplete: " + *outcome + ".");
    return transition::finished;
}

} // namespace ca::agent
