#pragma once

#include <QMessageBox>

namespace ca::dashboard {

/// Asks before running jobs are ended by quitting; its buttons name the consequence. Deletes itself when closed.
class QuitQuestion : public QMessageBox
{
    Q_OBJECT

public:
    QuitQuestion(int running, int waiting, QWidget *parent);

Q_SIGNALS:
    /// Cancel the jobs and quit.
    void confirmed();
};

} // namespace ca::dashboard
