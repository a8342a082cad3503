#pragma once

#include <QDialog>

#include "job.h"
#include "result.h"

class QComboBox;
class QPlainTextEdit;
class QPushButton;

namespace ca::dashboard {

class NoticeBar;
class OrchestratorClient;

/// Where a task is written and started. Stays open, with the text, until the job is stored.
class NewJobDialog : public QDialog
{
    Q_OBJECT

public:
    /// The client outlives the dialog.
    explicit NewJobDialog(OrchestratorClient *client, QWidget *parent = nullptr);

    void setPrompt(const QString &prompt);

Q_SIGNALS:
    /// The job is stored and the dialog closes.
    void scheduled(const ca::JobId &id);

private:
    QWidget *makeHeader();
    QWidget *makeOptions();
    QWidget *makeButtons();
    void validate();
    void start();
    void finish(const Result<JobId> &result);
    void setBusy(bool busy);

    OrchestratorClient *m_client;
    QPlainTextEdit *m_prompt;
    QComboBox *m_priority = nullptr;
    NoticeBar *m_check;
    QPushButton *m_start = nullptr;
    bool m_busy = false;
};

} // namespace ca::dashboard
