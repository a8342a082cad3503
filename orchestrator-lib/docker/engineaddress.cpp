#include "engineaddress.h"

#include <QFile>
#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

bool isSocket(const QString &path)
{
    struct stat info = {};
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 && S_ISSOCK(info.st_mode);
}

QString variableOf(EngineKind kind)
{
    return kind == EngineKind::Docker ? u"DOCKER_HOST"_s : u"CONTAINER_HOST"_s;
}
} // namespace

QString engineKindName(EngineKind kind)
{
    return kind == EngineKind::Docker ? u"docker"_s : u"podman"_s;
}

Result<EngineAddress> EngineAddress::find(EngineKind kind, const QProcessEnvironment &environment)
{
    const QString variable = variableOf(kind);
    const QString given = environment.value(variable);
    if (!given.isEmpty()) {
        const QString scheme = u"unix://"_s;
        if (!given.startsWith(scheme) || given.size() == scheme.size()) {
            return failure(ErrorCode::Unsupported,
                           u"%1 is \"%2\", but only a Unix socket of this machine can be used: set it to "
                           "unix:///path/of/the.sock"_s.arg(variable, given));
        }
        return EngineAddress{.kind = kind, .socketPath = given.sliced(scheme.size())};
    }
    const QString name = kind == EngineKind::Docker ? u"docker.sock"_s : u"podman/podman.sock"_s;
    const QString ofSystem = u"/run/"_s + name;
    const QString ofUser = environment.value(u"XDG_RUNTIME_DIR"_s, u"/run/user/%1"_s.arg(::geteuid())) + u'/' + name;
    // Podman's system service is root's alone; a user's own comes first.
    const bool userFirst = kind == EngineKind::Podman && ::geteuid() != 0;
    const QString first = userFirst ? ofUser : ofSystem;
    const QString second = userFirst ? ofSystem : ofUser;
    return EngineAddress{.kind = kind, .socketPath = !isSocket(first) && isSocket(second) ? second : first};
}

QString EngineAddress::text() const
{
    return u"%1 at %2"_s.arg(engineKindName(kind), socketPath);
}

bool EngineAddress::exists() const
{
    return isSocket(socketPath);
}

Error EngineAddress::unreachable(const QString &reason) const
{
    const QString name = engineKindName(kind);
    QString why = reason;
    QString advice = kind == EngineKind::Docker ? u"Start Docker (systemctl start docker)"_s
                                                : u"Start Podman's service (systemctl --user start podman.socket)"_s;
    advice += u", or say with %1 where its socket is."_s.arg(variableOf(kind));
    if (!exists()) {
        why = u"there is no socket"_s;
    } else if (::access(QFile::encodeName(socketPath).constData(), R_OK | W_OK) != 0 && errno == EACCES) {
        why = u"permission denied"_s;
        advice = u"Who may use it is root's to say: for Docker, the members of the group \"docker\"."_s;
    }
    return {.code = ErrorCode::SandboxFailed,
            .message = u"Cannot reach the engine %1 at %2: %3. %4"_s.arg(name, socketPath, why, advice),
            .detail = u"engine"_s};
}

} // namespace ca
