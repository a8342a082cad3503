#include "lockedpage.h"

#include <QLoggingCategory>
#include <QWebEngineFullScreenRequest>
#include <QWebEnginePermission>

namespace ca::dashboard {

namespace {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(log, "ca.viewer")

/// Stands for a window that the page wants, until it is known what is to be in it.
class WantedWindow : public QWebEnginePage
{
public:
    WantedWindow(QWebEngineProfile *profile, ViewerEvents &events, QObject *parent)
        : QWebEnginePage(profile, parent)
        , m_events(events)
    {
    }

protected:
    bool acceptNavigationRequest(const QUrl &url, NavigationType /*type*/, bool /*isMainFrame*/) override
    {
        if (!url.isEmpty() && url.scheme() != "about"_L1) {
            m_events.popupWanted(url);
            deleteLater();
        }
        return false;
    }

private:
    ViewerEvents &m_events;
};

QString plainScheme(const QUrl &url)
{
    return url.scheme() == "ws"_L1 ? u"http"_s : url.scheme();
}

} // namespace

bool isSameOrigin(const QUrl &one, const QUrl &other)
{
    return plainScheme(one) == plainScheme(other) && one.host() == other.host() && one.port(80) == other.port(80);
}

LockedPage::LockedPage(QWebEngineProfile *profile, ViewerEvents &events, QObject *parent)
    : QWebEnginePage(profile, parent)
    , m_events(events)
{
    connect(this, &QWebEnginePage::permissionRequested, this, &LockedPage::decide);
    connect(this, &QWebEnginePage::fullScreenRequested, this,
            [](QWebEngineFullScreenRequest request) { request.reject(); }); // the window has its own
}

void LockedPage::lockTo(const QUrl &url)
{
    m_origin = url;
}

bool LockedPage::acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame)
{
    if (isSameOrigin(url, m_origin) || url.scheme() == "about"_L1)
        return true;
    if (!isMainFrame && (url.scheme() == "data"_L1 || url.scheme() == "blob"_L1))
        return true;
    if (isMainFrame && type == NavigationTypeLinkClicked)
        m_events.popupWanted(url);
    return false;
}

QWebEnginePage *LockedPage::createWindow(WebWindowType /*type*/)
{
    return new WantedWindow(profile(), m_events, this);
}

void LockedPage::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel /*level*/, const QString &message, int line,
                                          const QString &source)
{
    qCDebug(log).noquote() << source << line << message; // a page from a sandbox does not write into our terminal
}

void LockedPage::decide(QWebEnginePermission permission)
{
    if (permission.permissionType() != QWebEnginePermission::PermissionType::ClipboardReadWrite)
        return permission.deny();
    m_events.clipboardWanted([permission](bool isAllowed) { isAllowed ? permission.grant() : permission.deny(); });
}

} // namespace ca::dashboard
