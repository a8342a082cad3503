#pragma once

#include <QDialog>
#include <QTimer>

#include "job.h"
#include "result.h"

class QMenu;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QToolButton;

namespace ca::dashboard {

class InputList;
class InputSending;
class JobOptions;
class NewJobMemory;
class NoticeBar;
class OrchestratorClient;
class RunbookHighlighter;

/// Where a task is written and started, with what it needs. Stays open, with the text, until the job is stored.
class NewJobDialog : public QDialog
{
    Q_OBJECT

public:
    /// The client outlives the dialog.
    explicit NewJobDialog(OrchestratorClient *client, QWidget *parent = nullptr);
    /// Restores what was being written when it was last left, and keeps what is written now. So does the memory.
    NewJobDialog(OrchestratorClient *client, NewJobMemory *memory, QWidget *parent);
    ~NewJobDialog() override;

    void setPrompt(const QString &prompt);
    /// Everything of it, to be changed and run again; inputs of the job `request.retryOf` come along.
    void setRequest(const JobRequest &request);

Q_SIGNALS:
    /// The job is stored and the dialog closes.
    void scheduled(const ca::JobId &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeEditor();
    QWidget *makeHeader();
    QWidget *makeOptions();
    QWidget *makeButtons();
    void fillRecent(QMenu *menu);
    void connectParts();
    void askForChoices();
    void restore();
    void startFresh();
    void noteChange();
    void saveDraft();
    void showOptions(bool areShown);
    void validate();
    void start();
    void showSending(const QString &name, qint64 done, qint64 total);
    void takeInputs(const Result<QStringList> &ids);
    void schedule(const QStringList &inputs);
    void finish(const Result<JobId> &result);
    void showFailure(const Error &error);
    void setBusy(bool busy);
    void cancelOrClose();
    [[nodiscard]] JobRequest request() const;

    OrchestratorClient *m_client;
    NewJobMemory *m_memory = nullptr;
    QPlainTextEdit *m_prompt;
    RunbookHighlighter *m_highlighter = nullptr;
    NoticeBar *m_restored;
    NoticeBar *m_check;
    InputList *m_inputs;
    QToolButton *m_more = nullptr;
    QScrollArea *m_optionsArea = nullptr;
    JobOptions *m_options;
    InputSending *m_sending;
    QPushButton *m_start = nullptr;
    QPushButton *m_cancel = nullptr;
    /// Runs out a moment after the last change, which is kept then.
    QTimer m_keeping;
    bool m_busy = false;
    bool m_isDone = false;
};

} // namespace ca::dashboard
