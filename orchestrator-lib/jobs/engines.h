#pragma once

#include <QMultiHash>
#include <QString>
#include <memory>
#include <vector>

#include "job.h"
#include "result.h"
#include "sandboxengine.h"

namespace ca {

class ContainerEngine;
struct OrchestratorConfig;

/// Which engine a job gets, and why.
struct EngineChoice
{
    QString name;
    /// For people: "asked for", "the job names an image" …
    QString reason;
    /// Empty for an engine without images.
    QString image = {};
};

/// Whether an engine is here.
struct EngineStatus
{
    QString name;
    /// Why it is not, and what to do; empty where it is. One that is here may still not work: see
    /// SandboxEngine::check().
    QString problem;
};

/// The names of the engines there are; "auto" is none.
QStringList engineNames();
/// Whether the engine makes sandboxes from images.
bool hasImages(const QString &engine);

/// The engines that jobs can have, and which of them one gets. Lives on the core thread.
class Engines
{
public:
    /// `config`: with the agent's path found.
    explicit Engines(const OrchestratorConfig &config);
    ~Engines();

    /// For a job that fits checkRequest(). Errors: Unsupported (it needs an engine with images, and none is here).
    [[nodiscard]] Result<EngineChoice> choose(const JobRequest &request) const;
    /// The one of this name; for a name of another version, the default one.
    [[nodiscard]] SandboxEngine &find(const QString &name) const;
    /// Those with images whose socket is here, the preferred one first.
    [[nodiscard]] std::vector<ContainerEngine *> withImages() const;
    /// The one with images that a name stands for; empty or "auto": the preferred one. Errors: InvalidArgument,
    /// Unsupported.
    [[nodiscard]] Result<ContainerEngine *> withImages(const QString &name) const;
    /// Those with images, here or not, the preferred one first.
    [[nodiscard]] const std::vector<std::shared_ptr<ContainerEngine>> &containerEngines() const { return m_containers; }
    /// All of them.
    [[nodiscard]] QList<EngineStatus> statuses() const;
    /// The image of jobs that name none.
    [[nodiscard]] QString standardImage() const { return m_image; }
    /// The one for jobs that ask for nothing.
    [[nodiscard]] SandboxEngine &standard() const;

    /// Removes what an orchestrator that was killed left behind, but the sandboxes of these jobs, by engine.
    void removeLeftovers(const QMultiHash<QString, QString> &adopted);

private:
    [[nodiscard]] Result<QString> engineWithImages() const;

    QString m_configured;
    QString m_image;
    std::unique_ptr<SandboxEngine> m_bubblewrap;
    /// Those with images, the preferred one first.
    std::vector<std::shared_ptr<ContainerEngine>> m_containers;
};

} // namespace ca
