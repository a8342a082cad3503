#pragma once

#include "codenode.h"

namespace ca::agent {

/// TypeScript or JavaScript, bundled by esbuild so that import and require both work, and run by Node.js.
class TypeScriptCode final : public CodeNode
{
public:
    using CodeNode::CodeNode;

private:
    [[nodiscard]] std::string_view fileEnding() const override { return ".ts"; }
    [[nodiscard]] Command commandFor(const Source &source) const override;
};

} // namespace ca::agent
