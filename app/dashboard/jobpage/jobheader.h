#pragma once

#include <QTimer>
#include <QWidget>
#include <optional>

#include "job.h"

class QLabel;
class QToolButton;

namespace ca::dashboard {

class NoticeBar;

/// The head of a job's page, the same above every tab: what the job is, how it does, what went wrong.
class JobHeader : public QWidget
{
    Q_OBJECT

public:
    explicit JobHeader(QWidget *parent = nullptr);

    void showJob(const Job &job);
    /// Its clock stands still.
    void showNoJob();
    void setBackVisible(bool visible);
    /// Says something about the shown job that is no part of it; hidden with an empty sentence.
    void showRemark(const QString &sentence);

Q_SIGNALS:
    void backClicked();
    void openResultClicked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showNotice(const Job &job);
    void updateState();

    QToolButton *m_back;
    QLabel *m_title;
    QLabel *m_symbol;
    QLabel *m_state;
    QLabel *m_activity;
    NoticeBar *m_notice;
    NoticeBar *m_remark;
    std::optional<Job> m_job;
    QTimer m_clock;
};

} // namespace ca::dashboard
