#pragma once

#include <QLatin1StringView>
#include <QString>
#include <QStringList>
#include <chrono>

#include "engineaddress.h"

namespace ca {

/// What agent/Dockerfile is built as.
inline constexpr QLatin1StringView builtImage("containerized-agent:latest");

/// What a container engine needs to know of its surroundings.
struct ContainerEngineConfig
{
    EngineKind kind = EngineKind::Docker;
    /// Says where the engine is.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    /// The program that becomes a container's first process: static, since the image may hold nothing.
    QString agentPath;
    /// Its arguments; none for the real agent.
    QStringList agentArguments = {};
    /// For jobs that name none.
    QString image;
    QString runtime = {};
    /// Whose containers are ours.
    QString dataDir;
    /// How long a job goes on without its orchestrator, or without its engine.
    std::chrono::seconds patience = std::chrono::minutes(2);
};

} // namespace ca
