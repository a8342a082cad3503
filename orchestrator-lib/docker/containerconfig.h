#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include "engineaddress.h"
#include "enginefacts.h"
#include "joblimits.h"
#include "result.h"
#include "sandbox.h"

namespace ca {

/// Who a container's processes are.
struct ContainerUser
{
    /// Inside; "UID:GID".
    QString user = {};
    /// For the engine's HostConfig.UsernsMode; may be empty.
    QString usernsMode = {};
    /// The owner of the job's folders outside, who they are given to when root runs the orchestrator.
    uid_t uid = 0;
    gid_t gid = 0;
};

/// User 1000 inside, and whoever that is outside must own the job's folders:
/// - an engine that root runs maps nobody, so root gives the folders to user 1000, and an ordinary user, who can give
///   nothing away, runs jobs under the own uid;
/// - Podman without root maps its user to 1000 (keep-id), so that the folders stay that user's;
/// - Docker without root can only map its user to root, which no job may be, and whatever a job wrote under another uid
///   its user could not delete: refused.
/// Errors: SandboxUnsafe.
Result<ContainerUser> containerUser(EngineKind kind, const EngineFacts &facts);

/// Which of the job's limits an engine keeps, and how. Errors: InvalidArgument; detail is the limit that it does not.
Result<QList<Enforcement>> containerEnforcement(EngineKind kind, const EngineFacts &facts, const Limits &limits);

/// The OCI runtime that this engine can be told to use, `wanted`; empty stays empty. Errors: InvalidArgument,
/// Unsupported (Podman takes none for a single container by this way); detail is "runtime".
Result<QString> containerRuntime(const EngineAddress &engine, const EngineFacts &facts, const QString &wanted);

/// What a container for a job is made from.
struct ContainerPlan
{
    QString image = {};
    /// Paths that the image would have a volume at.
    QStringList imageVolumes = {};
    /// The filter of system calls: Podman reads it from this file, Docker takes its text; empty: the engine's own.
    QString seccompProfile = {};
    /// An OCI runtime's name; empty: the engine's default.
    QString runtime = {};
    QString agentPath = {};
    QStringList agentArguments = {};
    QString workspaceDir = {};
    QString homeDir = {};
    QString runtimeDir = {};
    ContainerUser user = {};
    Limits limits = {};
    double cpus = 1;
    QHash<QString, QString> labels = {};
};

/// The body of POST /containers/create.
QJsonObject containerConfig(EngineKind kind, const ContainerPlan &plan);

} // namespace ca
