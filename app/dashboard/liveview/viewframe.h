#pragma once

#include <QUrl>
#include <QWidget>
#include <functional>
#include <memory>

#include "service.h"
#include "symbols.h"
#include "viewer.h"

class QAction;
class QFileDialog;
class QLabel;
class QToolBar;
class QVBoxLayout;

namespace ca::dashboard {

class PageNotice;

/// Where a view can be opened.
struct ViewLinks
{
    /// To look at a desktop; of a notebook, its page.
    QUrl watch;
    /// To use a desktop; empty for a notebook.
    QUrl control;
};

/// A view with its tool bar: the browser, what can be done with what it shows, and what the page asks for. What goes
/// wrong is said above the page. On the GUI thread.
class ViewFrame : public QWidget, private ViewerEvents
{
    Q_OBJECT

public:
    /// The factory outlives the frame.
    ViewFrame(ViewerFactory &factory, Service service, QWidget *parent = nullptr);
    ~ViewFrame() override;

    void open(const ViewLinks &links);
    /// The last that the page around a desktop said of itself.
    [[nodiscard]] const QString &pageState() const { return m_state; }
    [[nodiscard]] Viewer &viewer() { return *m_viewer; }
    /// For the actions' state: it is in a window of its own.
    void setDetached(bool isDetached);

Q_SIGNALS:
    void pageChanged(const QString &state);
    /// The page is there, or is not.
    void loaded(bool isThere);
    void detachWanted(bool isWanted);
    void fullScreenWanted();
    /// The view has ended or is wanted anew: its address is of no use any more.
    void reopenWanted();

private:
    void loadFinished(bool isThere) override;
    void pageStateChanged(const QString &state) override;
    void popupWanted(const QUrl &url) override;
    void downloadWanted(const QString &name, std::function<void(const QString &)> answer) override;
    void downloadFinished(const QString &path, bool isSaved) override;
    void clipboardWanted(std::function<void(bool)> answer) override;
    void crashed() override;

    void makeActions();
    QAction *addAction(const QString &name, const QString &text, const QString &tip, bool isCheckable = false);
    /// With a symbol in place of the text, for what everybody knows by one.
    QAction *addAction(Symbol symbol, const QString &name, const QString &text, const QString &tip,
                       bool isCheckable = false);
    void updateState();
    void takeControl(bool isTaken);
    /// Asks where to save a file; it shows itself and goes by itself.
    QFileDialog *saveDialog(const QString &title, const QString &name);
    void saveScreenshot();
    void copy();
    void paste();

    Service m_service;
    QToolBar *m_bar;
    QLabel *m_status;
    PageNotice *m_notice;
    QAction *m_control = nullptr;
    QAction *m_match = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_paste = nullptr;
    QAction *m_full = nullptr;
    QAction *m_detach = nullptr;
    std::unique_ptr<Viewer> m_viewer;
    ViewLinks m_links;
    QString m_state;
};

} // namespace ca::dashboard
