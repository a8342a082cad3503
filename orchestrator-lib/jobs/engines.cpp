#include "engines.h"

#include "bubblewrapengine.h"
#include "containerengine.h"
#include "newjob.h"
#include "orchestratorconfig.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr QLatin1StringView automatic("auto");
constexpr QLatin1StringView bubblewrap("bubblewrap");
} // namespace

QStringList engineNames()
{
    return {bubblewrap, engineKindName(EngineKind::Docker), engineKindName(EngineKind::Podman)};
}

bool hasImages(const QString &engine)
{
    return engine == engineKindName(EngineKind::Docker) || engine == engineKindName(EngineKind::Podman);
}

Engines::Engines(const OrchestratorConfig &config)
    : m_configured(config.engine)
    , m_image(config.image)
{
    BubblewrapConfig bubblewrapConfig;
    bubblewrapConfig.agentPath = config.agentPath;
    m_bubblewrap = std::make_unique<BubblewrapEngine>(bubblewrapConfig);
    for (const EngineKind kind : {EngineKind::Docker, EngineKind::Podman}) {
        m_containers.push_back(
            std::make_shared<ContainerEngine>(ContainerEngineConfig{.kind = kind,
                                                                    .agentPath = config.agentPath,
                                                                    .image = config.image,
                                                                    .runtime = config.runtime,
                                                                    .dataDir = config.dataDir,
                                                                    .patience = config.rejoinPatience}));
    }
}

Engines::~Engines() = default;

Result<QString> Engines::engineWithImages() const
{
    if (hasImages(m_configured))
        return m_configured;
    for (const auto &engine : m_containers) {
        if (engine->isThere())
            return engine->name();
    }
    return failure(ErrorCode::Unsupported,
                   u"a job with an image or a runtime needs Docker or Podman, and neither has its socket here: start "
                   "one of them, or leave both fields out"_s,
                   u"image"_s);
}

Result<EngineChoice> Engines::choose(const JobRequest &request) const
{
    EngineChoice choice{.name = m_bubblewrap->name(), .reason = u"the default"_s};
    if (request.engine != automatic) {
        choice = {.name = request.engine, .reason = askedFor};
    } else if (!request.image.isEmpty() || !request.runtime.isEmpty()) {
        const auto found = engineWithImages();
        if (!found)
            return failure(found.error());
        choice = {.name = *found,
                  .reason = request.image.isEmpty() ? u"the job names a runtime"_s : u"the job names an image"_s};
    } else if (m_configured != automatic) {
        choice = {.name = m_configured, .reason = u"the setting AGENT_ENGINE"_s};
    }
    if (hasImages(choice.name))
        choice.image = request.image.isEmpty() ? m_image : request.image;
    return choice;
}

std::vector<ContainerEngine *> Engines::withImages() const
{
    std::vector<ContainerEngine *> here;
    for (const auto &engine : m_containers) {
        if (engine->isThere())
            here.push_back(engine.get());
    }
    return here;
}

Result<ContainerEngine *> Engines::withImages(const QString &name) const
{
    const auto wanted = name.isEmpty() || name == automatic ? engineWithImages() : Result<QString>(name);
    if (!wanted)
        return failure(wanted.error());
    for (const auto &engine : m_containers) {
        if (engine->name() == *wanted)
            return engine.get();
    }
    return failure(ErrorCode::InvalidArgument,
                   u"there is no engine \"%1\" with images: use \"docker\" or \"podman\""_s.arg(name), u"engine"_s);
}

SandboxEngine &Engines::find(const QString &name) const
{
    for (const auto &engine : m_containers) {
        if (engine->name() == name)
            return *engine;
    }
    return *m_bubblewrap;
}

SandboxEngine &Engines::standard() const
{
    return find(m_configured);
}

QList<EngineStatus> Engines::statuses() const
{
    QList<EngineStatus> all{{.name = m_bubblewrap->name(), .problem = {}}};
    for (const auto &engine : m_containers)
        all.append({.name = engine->name(), .problem = engine->absence()});
    return all;
}

void Engines::removeLeftovers(const QMultiHash<QString, QString> &adopted)
{
    m_bubblewrap->removeLeftovers({});
    for (const auto &engine : m_containers)
        engine->removeLeftovers(adopted.values(engine->name()));
}

} // namespace ca
