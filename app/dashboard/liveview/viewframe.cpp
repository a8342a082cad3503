#include "viewframe.h"

#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QLabel>
#include <QStandardPaths>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "desktoppage.h"
#include "metrics.h"
#include "pagenotice.h"

namespace ca::dashboard {

namespace {

using namespace Qt::StringLiterals;

QString suggestedPath(const QString &name)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    return folder + u'/' + QFileInfo(name).fileName();
}

} // namespace

ViewFrame::ViewFrame(ViewerFactory &factory, Service service, QWidget *parent)
    : QWidget(parent)
    , m_service(service)
    , m_bar(new QToolBar(this))
    , m_status(new QLabel(this))
    , m_notice(new PageNotice(this))
    , m_viewer(factory.make(*this, this))
{
    setObjectName(u"viewFrame"_s);
    m_bar->setObjectName(u"viewBar"_s);
    m_bar->setAccessibleName(tr("What can be done with the view"));
    m_status->setObjectName(u"viewStatus"_s);
    m_viewer->widget()->setAccessibleName(service == Service::Desktop ? tr("The sandbox's desktop")
                                                                      : tr("The sandbox's notebook"));
    makeActions();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_notice);
    layout->addWidget(m_viewer->widget(), 1);
    setFocusProxy(m_viewer->widget());
    updateState();
}

ViewFrame::~ViewFrame()
{
    m_notice->clear(); // what it was asked is answered while the browser is there, which may still answer us
}

QAction *ViewFrame::addAction(const QString &name, const QString &text, const QString &tip, bool isCheckable)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setToolTip(tip);
    action->setCheckable(isCheckable);
    m_bar->addAction(action);
    return action;
}

QAction *ViewFrame::addAction(Symbol symbol, const QString &name, const QString &text, const QString &tip,
                              bool isCheckable)
{
    QAction *action = addAction(name, text, tip, isCheckable);
    action->setIcon(symbolIcon(symbol));
    auto *button = qobject_cast<QToolButton *>(m_bar->widgetForAction(action));
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAccessibleName(text);
    return action;
}

void ViewFrame::makeActions()
{
    m_bar->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_bar->setIconSize({symbolSize, symbolSize});
    if (m_service == Service::Desktop) {
        m_control = addAction(u"viewControl"_s, tr("Take control"),
                              tr("Let your keys and pointer reach the desktop, and not only look"), true);
        connect(m_control, &QAction::toggled, this, &ViewFrame::takeControl);
        QAction *fit = addAction(u"viewFit"_s, tr("Fit"), tr("Scale the desktop to the room there is"), true);
        fit->setChecked(true);
        connect(fit, &QAction::toggled, this,
                [this](bool isOn) { m_viewer->run(isOn ? u"desktop.setFit(true)"_s : u"desktop.setFit(false)"_s); });
        m_match =
            addAction(u"viewMatch"_s, tr("Match size"), tr("Give the desktop as many pixels as there is room for"));
        connect(m_match, &QAction::triggered, this, [this] { m_viewer->run(u"desktop.match()"_s); });
        m_copy = addAction(u"viewCopy"_s, tr("Copy"), tr("Take what was copied on the desktop"));
        connect(m_copy, &QAction::triggered, this, &ViewFrame::copy);
        m_paste = addAction(u"viewPaste"_s, tr("Paste"), tr("Give your clipboard's text to the desktop"));
        connect(m_paste, &QAction::triggered, this, &ViewFrame::paste);
    }
    QAction *picture =
        addAction(Symbol::Picture, u"viewScreenshot"_s, tr("Screenshot…"), tr("Save what is seen as a picture"));
    connect(picture, &QAction::triggered, this, &ViewFrame::saveScreenshot);
    QAction *reload = addAction(Symbol::Retry, u"viewReload"_s, tr("Reload"), tr("Begin anew with this page"));
    connect(reload, &QAction::triggered, this, [this] {
        if (m_state == "ended"_L1)
            Q_EMIT reopenWanted();
        else
            m_viewer->reload();
    });
    m_full = addAction(Symbol::FullScreen, u"viewFullScreen"_s, tr("Full screen"),
                       tr("Over the whole screen (F11 comes back)"));
    m_full->setShortcut(Qt::Key_F11);
    m_full->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QWidget::addAction(m_full); // also for keys in the page
    connect(m_full, &QAction::triggered, this, &ViewFrame::fullScreenWanted);
    m_detach =
        addAction(Symbol::OpenResult, u"viewDetach"_s, tr("Own window"), tr("Show it in a window of its own"), true);
    connect(m_detach, &QAction::toggled, this, &ViewFrame::detachWanted);
    auto *gap = new QWidget(m_bar);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_bar->addWidget(gap);
    m_bar->addWidget(m_status);
}

void ViewFrame::open(const ViewLinks &links)
{
    m_links = links;
    m_state.clear();
    m_notice->clear();
    takeControl(m_control != nullptr && m_control->isChecked());
}

void ViewFrame::setDetached(bool isDetached)
{
    const QSignalBlocker blocker(m_detach);
    m_detach->setChecked(isDetached);
    m_full->setShortcutContext(isDetached ? Qt::WindowShortcut : Qt::WidgetWithChildrenShortcut);
}

void ViewFrame::takeControl(bool isTaken)
{
    m_state.clear();
    m_viewer->open(m_service == Service::Desktop ? desktoppage::embedded(isTaken ? m_links.control : m_links.watch)
                                                 : m_links.watch);
    m_viewer->widget()->setFocus();
    updateState();
}

void ViewFrame::updateState()
{
    const bool isConnected = m_state == "connected"_L1;
    QString text;
    if (m_service == Service::Desktop)
        text = isConnected ? (m_control->isChecked() ? tr("You control it") : tr("Watching")) : tr("Connecting…");
    if (m_state == "lost"_L1)
        text = tr("Connection lost, trying again…");
    else if (m_state == "gone"_L1)
        text = tr("It does not answer");
    else if (m_state == "ended"_L1)
        text = tr("Ended");
    m_status->setText(text);
    if (m_copy != nullptr) {
        m_copy->setEnabled(isConnected);
        m_paste->setEnabled(isConnected && m_control->isChecked());
        m_match->setEnabled(m_paste->isEnabled());
    }
}

void ViewFrame::loadFinished(bool isThere)
{
    if (!isThere) {
        m_notice->ask(tr("The page could not be loaded. It may have ended, or is being restarted."), tr("Try again"),
                      [this] { m_viewer->reload(); });
    }
    Q_EMIT loaded(isThere);
}

void ViewFrame::pageStateChanged(const QString &state)
{
    if (m_service != Service::Desktop || m_state == state)
        return;
    m_state = state;
    if (state == "gone"_L1)
        m_notice->ask(tr("The desktop does not answer. It may have crashed, or is being restarted."), tr("Try again"),
                      [this] { m_viewer->run(u"desktop.reconnect()"_s); });
    else if (state == "ended"_L1)
        m_notice->ask(tr("The view has ended."), tr("Open again"), [this] { Q_EMIT reopenWanted(); });
    else if (state == "connected"_L1)
        m_notice->clear();
    updateState();
    Q_EMIT pageChanged(state);
}

void ViewFrame::popupWanted(const QUrl &url)
{
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        return;
    constexpr qsizetype mostShown = 80;
    QString shown = url.toDisplayString();
    if (shown.size() > mostShown)
        shown = shown.left(mostShown) + u'…';
    m_notice->ask(tr("The page wants to open %1.").arg(shown), tr("Open in the browser"),
                  [url] { QDesktopServices::openUrl(url); });
}

void ViewFrame::downloadWanted(const QString &name, std::function<void(const QString &)> answer)
{
    const auto choose = [this, name, answer] {
        QFileDialog *dialog = saveDialog(tr("Save the file"), name);
        connect(dialog, &QFileDialog::fileSelected, this, answer);
        connect(dialog, &QDialog::rejected, this, [answer] { answer({}); });
    };
    m_notice->ask(
        tr("The page wants to save the file %1. It comes out of the sandbox.").arg(QFileInfo(name).fileName()),
        tr("Save…"), choose, [answer] { answer({}); });
}

void ViewFrame::downloadFinished(const QString &path, bool isSaved)
{
    m_notice->say(isSaved ? tr("Saved as %1.").arg(path) : tr("%1 could not be saved.").arg(path));
}

void ViewFrame::clipboardWanted(std::function<void(bool)> answer)
{
    m_notice->ask(
        tr("The page wants to use your clipboard."), tr("Allow"), [answer] { answer(true); },
        [answer] { answer(false); });
}

void ViewFrame::crashed()
{
    m_state = u"gone"_s;
    updateState();
    m_notice->ask(tr("The page has crashed."), tr("Reload"), [this] { m_viewer->reload(); });
    Q_EMIT pageChanged(m_state);
}

QFileDialog *ViewFrame::saveDialog(const QString &title, const QString &name)
{
    auto *dialog = new QFileDialog(this, title, suggestedPath(name));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return dialog;
}

void ViewFrame::saveScreenshot()
{
    const auto save = [this](const QImage &picture) {
        if (picture.isNull())
            return m_notice->say(tr("There is nothing to be seen yet."));
        QFileDialog *dialog = saveDialog(tr("Save the screenshot"), u"screenshot.png"_s);
        dialog->setNameFilter(tr("PNG pictures (*.png)"));
        dialog->setDefaultSuffix(u"png"_s);
        connect(dialog, &QFileDialog::fileSelected, this,
                [this, picture](const QString &path) { downloadFinished(path, picture.save(path, "PNG")); });
    };
    if (m_service == Service::Notebook)
        return save(m_viewer->widget()->grab().toImage());
    const QPointer<ViewFrame> self = this;
    m_viewer->run(u"desktop.picture()"_s, [self, save](const QVariant &value) {
        const QByteArray encoded = value.toString().section(u',', 1).toLatin1();
        if (self)
            save(QImage::fromData(QByteArray::fromBase64(encoded), "PNG"));
    });
}

void ViewFrame::copy()
{
    const QPointer<ViewFrame> self = this;
    m_viewer->run(u"desktop.copied()"_s, [self](const QVariant &value) {
        if (!self)
            return;
        const QString text = value.toString();
        if (text.isEmpty())
            return self->m_notice->say(tr("Nothing was copied on the desktop yet."));
        QGuiApplication::clipboard()->setText(text);
        self->m_notice->say(tr("What was copied on the desktop is on your clipboard."));
    });
}

void ViewFrame::paste()
{
    m_viewer->run(desktoppage::pasteCall(QGuiApplication::clipboard()->text()));
    m_notice->say(tr("Your clipboard's text is on the desktop's clipboard."));
}

} // namespace ca::dashboard
