#pragma once

#include <QTimer>
#include <QWidget>
#include <functional>

namespace ca::dashboard {

class NoticeBar;
class SavingBar;

/// What the window says at its bottom, where it moves nothing that is looked at: what can be undone, what goes on in
/// the background, what came of it.
class BottomBars : public QWidget
{
    Q_OBJECT

public:
    explicit BottomBars(QWidget *parent = nullptr);

    /// Offers to undo the deletion of so many jobs; none: no longer.
    void offerUndo(qsizetype count);
    /// For some seconds; the button, if there is one, does `act`.
    void inform(const QString &sentence, const QString &button = {}, const std::function<void()> &act = {});
    /// Until the person has seen it.
    void complain(const QString &sentence);
    [[nodiscard]] SavingBar *saving() const { return m_saving; }

Q_SIGNALS:
    void undoClicked();

private:
    void press();

    SavingBar *m_saving;
    NoticeBar *m_undo;
    NoticeBar *m_notice;
    std::function<void()> m_act;
    QTimer m_patience;
};

} // namespace ca::dashboard
