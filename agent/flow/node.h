#pragma once

#include <expected>
#include <string>
#include <utility>

#include "flownode.h"

namespace ca::agent {

/// A node in three parts: prep() takes what it needs out of the state, exec() does the work with that alone and may be
/// tried again, post() puts the outcome into the state and chooses the way on.
template <typename State, typename Input, typename Output>
class Node : public FlowNode<State>
{
public:
    using Outcome = std::expected<Output, std::string>;

    /// `attempts`: how often exec() is called, at most, until it succeeds.
    explicit Node(int attempts = 1)
        : m_attempts(attempts)
    {
    }

    std::string run(State &state) final
    {
        Input input = prep(state);
        Outcome outcome = exec(input);
        for (int attempt = 1; attempt < m_attempts && !outcome; ++attempt)
            outcome = exec(input);
        return post(state, std::move(input), std::move(outcome));
    }

protected:
    virtual Input prep(State &state) = 0;
    /// The error is a sentence.
    virtual Outcome exec(const Input &input) = 0;
    /// Returns the transition; gets the last attempt's error where none succeeded.
    virtual std::string post(State &state, Input input, Outcome outcome) = 0;

private:
    int m_attempts;
};

} // namespace ca::agent
