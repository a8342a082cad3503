#pragma once

#include <string>

namespace ca::agent {

/// What a Flow walks over.
template <typename State>
class FlowNode
{
public:
    FlowNode() = default;
    FlowNode(const FlowNode &) = delete;
    FlowNode &operator=(const FlowNode &) = delete;
    virtual ~FlowNode() = default;

    /// Does the node's work and returns the name of the transition to take.
    virtual std::string run(State &state) = 0;
};

} // namespace ca::agent
