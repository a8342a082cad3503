#pragma once

#include <QThread>
#include <QTimer>
#include <QWidget>
#include <optional>

#include "job.h"
#include "logtypes.h"

class QLabel;
class QToolButton;

namespace ca::dashboard {

class LogTail;
class LogView;
class OrchestratorClient;

/// Tails one job's log. Reads on a thread of its own, and only when told that there is more: one read is under way at
/// most, so that a fast job never floods the window.
class LogPane : public QWidget
{
    Q_OBJECT

public:
    /// The client outlives the pane.
    explicit LogPane(OrchestratorClient *client, QWidget *parent = nullptr);
    ~LogPane() override;

    /// Another job's log, or more of the same one's.
    void setJob(const Job &job);

private:
    QWidget *makeHeader();
    void open(const Job &job);
    void pump();
    void take(const LogBatch &batch);
    void showSkipped();
    void updatePlaceholder();
    void updateLegend();

    OrchestratorClient *m_client;
    LogView *m_view;
    QLabel *m_legend = nullptr;
    QLabel *m_skippedLine;
    QToolButton *m_toEnd = nullptr;
    QThread m_thread;
    /// Lives on m_thread and is deleted there.
    LogTail *m_tail;

    Job m_job;
    LogRequest m_request;
    bool m_reading = false;
    /// Runs after a read that took long, so that reading costs a tenth of a processor at most.
    QTimer m_pause;
    bool m_dirty = false;
    qint64 m_skipped = 0;
    QString m_error;
};

} // namespace ca::dashboard
