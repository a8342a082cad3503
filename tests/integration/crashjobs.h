#pragma once

#include <QHash>
#include <QJsonObject>
#include <QStringList>
#include <memory>

#include "httpclient.h"

namespace ca::test {

/// The jobs that the crash test schedules, and what must have become of them.
class CrashJobs
{
public:
    /// `dataDir`: the daemon's. Processes of the jobs that could outlive them carry `mark` in their command line.
    CrashJobs(QString dataDir, QString mark);

    /// Asks for one job of each kind, each on a connection of its own, and does not wait for the answers.
    void schedule(const QUrl &url);
    /// Waits until all that was asked for is answered or broken off, and remembers the ids that were returned.
    void collect();

    [[nodiscard]] QStringList ids() const { return m_kinds.keys(); }
    /// Compares GET /jobs with what is known: every returned id is there, and what had ended has not changed.
    /// Empty, or what is wrong.
    QString compare(const QJsonArray &jobs);
    /// After all have ended: each one's state, logs and ZIP fit. Empty, or what is wrong.
    [[nodiscard]] QString checkEnd(HttpClient &http, const QString &id) const;

private:
    struct Call
    {
        QString kind;
        std::unique_ptr<HttpClient> http;
        std::unique_ptr<QNetworkReply> reply;
    };
    [[nodiscard]] QString promptOf(const QString &kind) const;
    [[nodiscard]] QString checkArchive(const QString &id) const;

    QString m_dataDir;
    QString m_mark;
    std::vector<Call> m_calls;
    /// By id.
    QHash<QString, QString> m_kinds;
    QHash<QString, QJsonObject> m_ended;
};

} // namespace ca::test
