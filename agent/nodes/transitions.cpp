#include "transitions.h"

#include "jobstate.h"

namespace ca::agent {

std::string nextTransition(const JobState &state)
{
    if (state.hasEnded())
        return transition::compile;
    if (state.next >= state.plan.actions.size())
        return transition::analyse;
    return std::string(wireName(state.plan.actions[state.next].type));
}

} // namespace ca::agent
