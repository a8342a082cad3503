#pragma once

#include "codenode.h"

namespace ca::agent {

/// Shell code, run by bash, or by sh in an image that has no other (Alpine); it stops at the first command that fails.
class ShellCommand final : public CodeNode
{
public:
    using CodeNode::CodeNode;

private:
    [[nodiscard]] std::string_view fileEnding() const override { return ".sh"; }
    [[nodiscard]] Command commandFor(const Source &source) const override;
};

} // namespace ca::agent
