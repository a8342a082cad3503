#pragma once

#include <QProcessEnvironment>
#include <QString>

#include "result.h"

namespace ca {

/// Which of the programs that speak the Docker Engine API it is: they differ in details.
enum class EngineKind { Docker, Podman };

/// "docker", "podman": what people write.
QString engineKindName(EngineKind kind);

/// Where an engine listens. Only Unix sockets: a job's folders must be the engine's own files, and a port is open to
/// whoever reaches it.
struct EngineAddress
{
    EngineKind kind = EngineKind::Docker;
    QString socketPath;

    /// As the engine's own programs find it: DOCKER_HOST (Podman: CONTAINER_HOST) where it is set, else the system's
    /// socket, else the user's. Errors: Unsupported (no unix:// address).
    static Result<EngineAddress> find(EngineKind kind, const QProcessEnvironment &environment);

    /// "docker at /var/run/docker.sock"
    [[nodiscard]] QString text() const;
    /// Why nobody answers there and what to do, for people; looks at the socket.
    [[nodiscard]] Error unreachable(const QString &reason) const;
    /// Whether there is a socket at all.
    [[nodiscard]] bool exists() const;
};

} // namespace ca
