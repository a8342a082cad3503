#pragma once

#include <QCoroTask>
#include <QList>
#include <memory>

#include "engineclient.h"

namespace ca {

/// An image that an engine has.
struct ContainerImage
{
    /// "debian:trixie-slim"; empty for one without a name.
    QString name;
    QString id;
    qint64 bytes = 0;
    /// Seconds since 1970.
    qint64 created = 0;
};

/// The images of one engine. Each call holds the client until it is done.
class ContainerImages
{
public:
    /// The client is connected.
    explicit ContainerImages(std::shared_ptr<EngineClient> client);

    /// One entry for each name.
    [[nodiscard]] QCoro::Task<Result<QList<ContainerImage>>> list() const;
    /// Errors: NotFound, WrongState (a container uses it), SandboxFailed.
    [[nodiscard]] QCoro::Task<Result<void>> remove(QString name) const;

    /// Fetches it from its registry; see ImageWork.
    [[nodiscard]] EngineStreamPtr pull(const QString &name) const;
    /// Builds the default image (agent/Dockerfile) under this name.
    [[nodiscard]] EngineStreamPtr build(const QString &name) const;

private:
    std::shared_ptr<EngineClient> m_client;
};

/// A tar archive (ustar) with one file.
QByteArray tarOf(const QByteArray &name, const QByteArray &content, int mode = 0644);

} // namespace ca
