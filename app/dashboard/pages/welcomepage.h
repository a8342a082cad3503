#pragma once

#include <QWidget>

namespace ca::dashboard {

/// What the window shows while there are no jobs: what this is, and three ways to begin.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

Q_SIGNALS:
    void newJobClicked();
    void exampleChosen(const QString &prompt);

private:
    QWidget *makeExamples();
};

} // namespace ca::dashboard
