#pragma once

#include <map>
#include <string>
#include <utility>

#include "flownode.h"

namespace ca::agent {

/// Walks nodes along named transitions over a shared state. Refers to its nodes, which must outlive it.
template <typename State>
class Flow
{
public:
    explicit Flow(FlowNode<State> &start)
        : m_start(start)
    {
    }

    /// When `from` ends with `transition`, `to` is next.
    void connect(FlowNode<State> &from, std::string transition, FlowNode<State> &to)
    {
        m_edges.insert_or_assign({&from, std::move(transition)}, &to);
    }

    /// Until a node ends with a transition that leads nowhere; returns that transition.
    std::string run(State &state)
    {
        for (FlowNode<State> *node = &m_start;;) {
            std::string transition = node->run(state);
            const auto edge = m_edges.find({node, transition});
            if (edge == m_edges.end())
                return transition;
            node = edge->second;
        }
    }

private:
    FlowNode<State> &m_start;
    std::map<std::pair<FlowNode<State> *, std::string>, FlowNode<State> *> m_edges;
};

} // namespace ca::agent
