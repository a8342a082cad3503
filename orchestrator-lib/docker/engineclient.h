#pragma once

#include <QCoroTask>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

#include "enginefacts.h"
#include "enginehttp.h"
#include "sandboxengine.h"

namespace ca {

/// What an engine says of one container.
struct ContainerState
{
    /// "created", "running", "paused", "exited" …
    QString status;
    bool isRunning = false;
    bool ranOutOfMemory = false;
    int exitCode = 0;
    /// In the engine's own pid namespace; 0 while there is none.
    pid_t pid = 0;
    /// Why it could not be started.
    QString error;
};

/// A container in a list.
struct ContainerSummary
{
    QString id;
    QHash<QString, QString> labels;
};

/// What an engine says of an image.
struct ImageFacts
{
    QString id;
    /// Paths that get a volume each unless something else is mounted there.
    QStringList volumes;
};

/// The calls of the Docker Engine API that jobs need, for Docker and for Podman, with errors as sentences. The
/// descriptions: https://docs.docker.com/reference/api/engine/ and Podman's "compat" part of docs.podman.io. Lives on
/// one thread, and outlives its calls.
class EngineClient
{
public:
    explicit EngineClient(EngineAddress address);

    [[nodiscard]] const EngineAddress &address() const { return m_http.address(); }
    [[nodiscard]] EngineHttp &http() { return m_http; }

    /// Agrees on a version of the API. Every other call comes after it. Errors: SandboxFailed (nobody answers),
    /// Unsupported (too old).
    QCoro::Task<Result<EngineFacts>> connect();

    /// The id. Errors: NotFound (no such image), SandboxFailed.
    QCoro::Task<Result<QString>> create(QString name, QJsonObject config);
    QCoro::Task<Result<void>> start(QString id);
    QCoro::Task<Result<ContainerState>> inspect(QString id);
    /// Waits until it does not run any more; its exit code.
    QCoro::Task<Result<int>> wait(QString id, std::chrono::milliseconds timeout);
    /// No error when it has ended, or is gone.
    QCoro::Task<Result<void>> kill(QString id);
    QCoro::Task<Result<void>> pause(QString id);
    QCoro::Task<Result<void>> unpause(QString id);
    /// With what still runs in it and its volumes; no error when it is gone.
    QCoro::Task<Result<void>> remove(QString id);
    /// All, running or not, that have this label ("name=value").
    QCoro::Task<Result<QList<ContainerSummary>>> containers(QString label);
    /// One look at what it uses: see ContainerStats of the API.
    QCoro::Task<Result<QJsonObject>> stats(QString id);
    /// A file or folder in it, as a tar archive of 16 MiB at most.
    QCoro::Task<Result<QByteArray>> archive(QString id, QString path);
    /// Errors: NotFound; the sentence says what to do.
    QCoro::Task<Result<ImageFacts>> image(QString name);

    /// Its output from now on, and before it is started: all. Frames, see OutputFrames.
    EngineStreamPtr attach(const QString &id);
    /// What the engine has kept of its output, and, while it runs, what comes after that.
    EngineStreamPtr logs(const QString &id);
    /// How much it had kept of a container's output before a moment, in milliseconds since 1970.
    QCoro::Task<Result<OutputBytes>> loggedBefore(QString id, qint64 time);
    /// What happens to containers with this label, one JSON object a line, for as long as it is read.
    EngineStreamPtr events(const QString &label);

private:
    /// Fails with the engine's own words where the status is none of the good ones.
    QCoro::Task<Result<EngineAnswer>> call(EngineCall call, QString what);
    QCoro::Task<Result<void>> act(EngineCall call, QString what, QList<int> alsoGood);

    EngineHttp m_http;
};

/// "image … is not here: pull or build it …".
Error missingImage(const QString &name, EngineKind kind);

} // namespace ca
