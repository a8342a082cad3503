#pragma once

#include <memory>

#include "folderwatch.h"
#include "service.h"

namespace ca::agent {

/// JupyterLab on the workspace, which speaks HTTP on its socket. Its kernels see what steps see.
class Notebook final : public Service
{
public:
    explicit Notebook(ServiceParts parts);

private:
    std::expected<void, std::string> launch(const protocol::ServiceStart &options) override;
    void mainPrinted() override {}
    void discardRest() override;
    /// Whether it takes connections by now.
    void look();
    /// The beginning of its command: through our own script where the program is one of Python's.
    [[nodiscard]] std::expected<std::vector<std::string>, std::string> commandFor(const std::string &program);

    /// Of the folder where its socket will be.
    std::unique_ptr<FolderWatch> m_watch;
    Timer m_nextLook;
};

} // namespace ca::agent
