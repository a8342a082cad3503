#pragma once

#include <memory>
#include <optional>

#include "containerengineconfig.h"
#include "enginefacts.h"
#include "sandboxengine.h"

namespace ca {

class EngineClient;
class ImageFetch;

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
    /// Empty until the engine has been reached.
    [[nodiscard]] Result<QList<Enforcement>> enforcement(const Limits &limits) const override;
    /// In the background; where there is no engine, there is nothing of ours.
    void removeLeftovers(const QStringList &adopted) override;
    [[nodiscard]] bool canAdopt() const override { return true; }
    QCoro::Task<Result<std::unique_ptr<Sandbox>>> adopt(SandboxSpec spec) override;
    void stopAdopting(const QString &jobId) override;
    QCoro::Task<void> forget(QString jobId) override;

    /// For what concerns its images. Errors: as of check().
    QCoro::Task<Result<std::shared_ptr<EngineClient>>> connected();
    /// Pulls an image, or builds the one that is built here; at work already when somebody waits for the same one.
    /// After connected().
    [[nodiscard]] std::shared_ptr<ImageFetch> fetch(const QString &image);
    /// What it has said of itself; not set until it has been reached.
    [[nodiscard]] std::optional<EngineFacts> facts() const;
    /// Whether there is a socket where the engine should be.
    [[nodiscard]] bool isThere() const;
    /// Why not, and what to do; empty where there is one.
    [[nodiscard]] QString absence() const;

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace ca
