#pragma once

#include <QTimer>
#include <QWidget>
#include <optional>

#include "job.h"
#include "symbols.h"

class QLabel;
class QStackedLayout;
class QTabWidget;
class QToolButton;

namespace ca::dashboard {

class JobTab;
class LogPane;
class NoticeBar;
class OrchestratorClient;

/// One job: what it is, how it does, what went wrong, its log. Later tabs (steps, files, usage …) stand beside the log.
class JobPage : public QWidget
{
    Q_OBJECT

public:
    /// The client outlives the page.
    explicit JobPage(OrchestratorClient *client, QWidget *parent = nullptr);

    /// Beside the log.
    void addTab(JobTab *tab, const QString &title, Symbol symbol);
    /// Nothing: no job is selected.
    void setJob(const std::optional<Job> &job);
    void setBackVisible(bool visible);
    /// Says something about the shown job that is no part of it: a result that nothing opens. Goes with the selection.
    void showRemark(const QString &sentence);

Q_SIGNALS:
    void backClicked();
    void openResultClicked();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makePage();
    void display(const Job &job);
    void feedTab();
    void showNotice(const Job &job);
    void updateState();
    void announce(const Job &job);

    OrchestratorClient *m_client;
    QStackedLayout *m_stack;
    QToolButton *m_back = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_symbol = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_activity = nullptr;
    NoticeBar *m_notice = nullptr;
    NoticeBar *m_remark = nullptr;
    LogPane *m_log = nullptr;
    QTabWidget *m_tabs = nullptr;
    std::optional<Job> m_job;
    QTimer m_clock;
};

} // namespace ca::dashboard
