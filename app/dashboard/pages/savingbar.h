#pragma once

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace ca::dashboard {

/// Shows how far something in the background is, with a button that stops it. Hidden while there is nothing.
class SavingBar : public QFrame
{
    Q_OBJECT

public:
    explicit SavingBar(QWidget *parent = nullptr);

    void showProgress(const QString &name, int perMille);

Q_SIGNALS:
    void cancelled();

private:
    QLabel *m_text;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
};

} // namespace ca::dashboard
