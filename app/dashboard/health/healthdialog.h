#pragma once

#include <QDialog>

#include "apistate.h"
#include "healthreport.h"
#include "result.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;

namespace ca::dashboard {

class NoticeBar;
class OrchestratorClient;

/// Whether all that jobs need is there, and what to do when not. Deletes itself when closed.
class HealthDialog : public QDialog
{
    Q_OBJECT

public:
    /// The client outlives it.
    HealthDialog(OrchestratorClient *client, ApiState api, QWidget *parent = nullptr);

    /// Looks at everything, on the core thread; some seconds.
    void examine();
    void showReport(const HealthReport &report);
    void showFault(const QString &sentence);

private:
    void takeReport(const Result<HealthReport> &report);
    void setBusy(bool busy);
    void copyReport();
    [[nodiscard]] QWidget *makeRows(const HealthReport &report);

    OrchestratorClient *m_client;
    ApiState m_api;
    HealthReport m_report;
    QLabel *m_headline;
    QProgressBar *m_busy;
    NoticeBar *m_notice;
    QScrollArea *m_area;
    QPushButton *m_copy;
    QPushButton *m_again;
};

} // namespace ca::dashboard
