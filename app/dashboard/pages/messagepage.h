#pragma once

#include <QWidget>

#include "symbols.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace ca::dashboard {

/// Fills the window while there is nothing else to show: it waits for something, or it cannot go on and says why.
class MessagePage : public QWidget
{
    Q_OBJECT

public:
    /// Empty at first.
    explicit MessagePage(QWidget *parent = nullptr);

    /// Something goes on that takes a moment.
    void showBusy(const QString &title, const QString &text = {});
    /// Nothing is wrong: says what there is, or what the button would do; without a button when its text is empty.
    void showOffer(const QString &title, const QString &text, const QString &button);
    /// It cannot go on; the button does what can be done about it.
    void showFault(const QString &title, const QString &text, const QString &button);

Q_SIGNALS:
    void buttonClicked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void setTexts(const QString &title, const QString &text);
    void updateColors();

    QLabel *m_symbolLabel;
    QLabel *m_title;
    QLabel *m_text;
    QProgressBar *m_busy;
    QPushButton *m_button;
};

} // namespace ca::dashboard
