#pragma once

#include <memory>

#include "containerengineconfig.h"
#include "sandboxengine.h"

namespace ca {

class EngineClient;

/// Makes sandboxes with Docker or Podman, from any image: the static agent is mounted into it. Everything it makes has
/// labels with the data folder and the job, so that what a killed orchestrator left is found, and nothing else touched.
class ContainerEngine : public SandboxEngine
{
public:
    explicit ContainerEngine(ContainerEngineConfig config);
    ~ContainerEngine() override;

    [[nodiscard]] QString name() const override;
    /// Whether the engine answers and keeps the limits; says nothing of images.
    QCoro::Task<Result<void>> check() override;
    /// Errors beside those of any engine: NotFound (the image; the sentence says what to do).
    QCoro::Task<Result<std::unique_ptr<Sandbox>>> start(SandboxSpec spec) override;
    /// In the background; where there is no engine, there is nothing of ours.
    void removeLeftovers() override;

    /// For what concerns its images. Errors: as of check().
    QCoro::Task<Result<std::shared_ptr<EngineClient>>> connected();
    /// Whether there is a socket where the engine should be.
    [[nodiscard]] bool isThere() const;

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace ca
