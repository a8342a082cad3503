#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <optional>

#include "job.h"

namespace ca::dashboard {

class OrchestratorClient;
class WatchRelay;

/// Keeps everything about one job, the one that is looked at, up to date: prompt, steps, events, what it waits for.
/// Other jobs' steps and events cost nothing. Lives on the GUI thread.
class JobWatch : public QObject
{
    Q_OBJECT

public:
    /// The client outlives the watch.
    explicit JobWatch(OrchestratorClient *client, QObject *parent = nullptr);
    ~JobWatch() override;

    /// Null: nothing is watched. Details follow.
    void watch(const JobId &id);
    /// Reads everything again.
    void refresh();
    [[nodiscard]] JobId watched() const { return m_id; }
    /// Not set until they have been read.
    [[nodiscard]] const std::optional<JobDetails> &details() const { return m_details; }

Q_SIGNALS:
    /// Read, or changed; at most once per frame.
    void detailsChanged(const ca::JobDetails &details);
    /// They cannot be read; `sentence` says why.
    void failed(const QString &sentence);

private:
    void read();
    void take(const JobDetails &details);
    void takeJobs(const QList<Job> &jobs);
    void takeStep(const JobId &id, const Step &step);
    void takeEvent(const JobId &id, const JobEvent &event);
    void apply(const Step &step);
    void apply(const JobEvent &event);
    void announceSoon();

    OrchestratorClient *m_client;
    JobId m_id;
    /// Counts what was watched; and how often it is just being read.
    int m_round = 0;
    int m_reads = 0;
    std::optional<JobDetails> m_details;
    /// What came while the details were being read, which may be older.
    QList<Step> m_earlySteps;
    QList<JobEvent> m_earlyEvents;
    /// Lives on the core thread, where it goes with the orchestrator.
    QPointer<WatchRelay> m_relay;
    QTimer m_frame;
};

} // namespace ca::dashboard
