#include "owncontainers.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QLoggingCategory>

#include "engineclient.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcContainers, "ca.docker")

const auto dataLabel = u"io.github.containerizedagent.data"_s;
const auto jobLabel = u"io.github.containerizedagent.job"_s;

/// Names a data folder to engines, which need not know its path.
QString idOf(const QString &dataDir)
{
    constexpr qsizetype idLength = 24;
    const QByteArray path = QFileInfo(dataDir).absoluteFilePath().toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().first(idLength));
}

} // namespace

OwnContainers::OwnContainers(std::shared_ptr<EngineClient> client, const QString &dataDir)
    : m_client(std::move(client))
    , m_dataId(idOf(dataDir))
{
}

QString OwnContainers::label() const
{
    return dataLabel + u'=' + m_dataId;
}

QHash<QString, QString> OwnContainers::labelsOf(const QString &jobId) const
{
    return {{dataLabel, m_dataId}, {jobLabel, jobId}};
}

QCoro::Task<void> OwnContainers::removeStrays()
{
    const auto self = shared_from_this();
    const auto found = co_await m_client->containers(label());
    if (!found)
        co_return;
    for (const ContainerSummary &container : *found) {
        if (m_kept.contains(container.labels.value(jobLabel)))
            continue;
        qCInfo(lcContainers) << "removing the container of an earlier run" << container.id;
        if (const auto removed = co_await m_client->remove(container.id); !removed)
            qCWarning(lcContainers).noquote() << removed.error().message;
    }
}

QCoro::Task<Result<QString>> OwnContainers::find(QString jobId)
{
    const auto self = shared_from_this();
    const auto found = co_await m_client->containers(label());
    if (!found)
        co_return failure(found.error());
    for (const ContainerSummary &container : *found) {
        if (container.labels.value(jobLabel) == jobId)
            co_return QString(container.id);
    }
    co_return failure(ErrorCode::NotFound, u"the job has no container any more"_s);
}

} // namespace ca
