#pragma once

#include <QCoroTask>
#include <QHash>
#include <QSet>
#include <memory>

#include "result.h"

namespace ca {

class EngineClient;

/// The containers that one data folder's jobs have at one engine. Everything made there has labels with the data folder
/// and the job, so that what a killed orchestrator left is found, and nothing else touched.
class OwnContainers : public std::enable_shared_from_this<OwnContainers>
{
public:
    OwnContainers(std::shared_ptr<EngineClient> client, const QString &dataDir);

    /// "name=value", that of all of them.
    [[nodiscard]] QString label() const;
    [[nodiscard]] QHash<QString, QString> labelsOf(const QString &jobId) const;

    /// A job's container is no stray, between these two.
    void keep(const QString &jobId) { m_kept.insert(jobId); }
    void release(const QString &jobId) { m_kept.remove(jobId); }
    [[nodiscard]] bool keeps(const QString &jobId) const { return m_kept.contains(jobId); }
    [[nodiscard]] bool keepsAny() const { return !m_kept.isEmpty(); }

    /// Removes those that nobody keeps.
    QCoro::Task<void> removeStrays();
    /// The id of a job's container. Errors: NotFound, and those of the engine.
    QCoro::Task<Result<QString>> find(QString jobId);

private:
    std::shared_ptr<EngineClient> m_client;
    QString m_dataId;
    QSet<QString> m_kept;
};

} // namespace ca
