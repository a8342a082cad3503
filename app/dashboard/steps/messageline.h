#pragma once

#include <QWidget>

#include "job.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace ca::dashboard {

class OrchestratorClient;

/// A line in which the person tells a working agent something. There only while an agent can hear it.
class MessageLine : public QWidget
{
    Q_OBJECT

public:
    /// The client outlives the line.
    explicit MessageLine(OrchestratorClient *client, QWidget *parent = nullptr);

    void showJob(const Job &job);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void send();
    void say(const QString &text, bool isError);

    OrchestratorClient *m_client;
    QPlainTextEdit *m_text;
    QPushButton *m_send;
    QLabel *m_answer;
    JobId m_id;
};

} // namespace ca::dashboard
