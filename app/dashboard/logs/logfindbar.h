#pragma once

#include <QTimer>
#include <QWidget>

#include "logtypes.h"

class QAction;
class QLabel;
class QLineEdit;
class QToolButton;

namespace ca::dashboard {

/// Where text to look for in a log is typed, and which match the person is at.
class LogFindBar : public QWidget
{
    Q_OBJECT

public:
    explicit LogFindBar(QWidget *parent = nullptr);

    /// Comes up with the focus in its field.
    void open();
    [[nodiscard]] LogQuery query() const;
    void showHits(const LogHits &hits);
    void showHit(const LogHit &hit);

Q_SIGNALS:
    void queryChanged(const ca::dashboard::LogQuery &query);
    void nextWanted(bool isForward);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    QToolButton *makeButton(const QString &name, const QString &text, const QString &toolTip);
    void makeOptions();
    void close();
    void updateCount();

    QLineEdit *m_field;
    QLabel *m_count;
    QAction *m_case = nullptr;
    QAction *m_regex = nullptr;
    /// What is typed is looked for a moment later.
    QTimer m_typing;
    LogHits m_hits;
    qint64 m_ordinal = 0;
};

} // namespace ca::dashboard
