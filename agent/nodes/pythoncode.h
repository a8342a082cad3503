#pragma once

#include "codenode.h"

namespace ca::agent {

/// Python code, which can import modules from the workspace and whose output is not held back.
class PythonCode final : public CodeNode
{
public:
    using CodeNode::CodeNode;

private:
    [[nodiscard]] std::string_view fileEnding() const override { return ".py"; }
    [[nodiscard]] Command commandFor(const Source &source) const override;
};

} // namespace ca::agent
