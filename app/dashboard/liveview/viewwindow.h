#pragma once

#include <QWidget>

namespace ca::dashboard {

/// A window of its own for a view that was taken out of its tab, also over the whole screen.
/// Closing it only says so.
class ViewWindow : public QWidget
{
    Q_OBJECT

public:
    /// `content` becomes its only child, until somebody takes it back.
    ViewWindow(QWidget *content, const QString &title);

    void toggleFullScreen();
    /// Over the whole screen, and back into the tab afterwards.
    void showOnlyFullScreen();

Q_SIGNALS:
    /// The person wants the view back in its tab.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    bool m_wasFullScreenOnly = false;
};

} // namespace ca::dashboard
