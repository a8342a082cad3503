#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>
#include <optional>

#include "job.h"
#include "resourceprobe.h"

class QWidget;

namespace ca::dashboard {

class OrchestratorClient;

/// Measures the running job that is looked at, once a second, and remembers what the last few jobs used. Nothing is
/// measured while nobody looks. Lives on the GUI thread.
class UsageMeter : public QObject
{
    Q_OBJECT

public:
    /// The client outlives the meter. `window`: whether it is seen decides whether anything is measured.
    UsageMeter(OrchestratorClient *client, QWidget *window);

    void watch(const std::optional<Job> &job);
    /// In order of time; of a long job fewer in each minute.
    [[nodiscard]] QList<ResourceUse> samples(const JobId &id) const { return m_samples.value(id); }

Q_SIGNALS:
    void measured(const ca::JobId &id);

private:
    void measure();
    void keep(const JobId &id, const ResourceUse &use);

    OrchestratorClient *m_client;
    QWidget *m_window;
    JobId m_id;
    bool m_isAsking = false;
    QTimer m_clock;
    QHash<JobId, QList<ResourceUse>> m_samples;
    /// The newest last.
    QList<JobId> m_order;
};

} // namespace ca::dashboard
