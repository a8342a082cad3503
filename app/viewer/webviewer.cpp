#include "webviewer.h"

#include <QFile>
#include <QPointer>
#include <QWebEngineDownloadRequest>
#include <QWebEngineLoadingInfo>
#include <QWebEngineSettings>

namespace ca::dashboard {

using namespace Qt::StringLiterals;

WebViewer::WebViewer(ViewerEvents &events, QWidget *parent)
    : m_events(events)
    , m_page(new LockedPage(&m_profile, events))
    , m_view(new QWebEngineView(parent))
{
    m_profile.setUrlRequestInterceptor(&m_guard);
    m_profile.setPersistentPermissionsPolicy(QWebEngineProfile::PersistentPermissionsPolicy::AskEveryTime);
    QWebEngineSettings *settings = m_page->settings();
    settings->setAttribute(QWebEngineSettings::JavascriptCanAccessClipboard, false);
    settings->setAttribute(QWebEngineSettings::PluginsEnabled, false);
    settings->setAttribute(QWebEngineSettings::FullScreenSupportEnabled, false);
    settings->setAttribute(QWebEngineSettings::LocalContentCanAccessRemoteUrls, false);
    settings->setUnknownUrlSchemePolicy(QWebEngineSettings::DisallowUnknownUrlSchemes);
    m_view->setPage(m_page);
    m_view->setObjectName(u"webView"_s);
    m_view->setContextMenuPolicy(Qt::NoContextMenu); // the page's own
    connect(m_page, &QWebEnginePage::loadingChanged, this, &WebViewer::noteLoading);
    connect(m_page, &QWebEnginePage::urlChanged, this, [this](const QUrl &url) {
        if (url.hasFragment())
            m_events.pageStateChanged(url.fragment());
    });
    connect(m_page, &QWebEnginePage::renderProcessTerminated, this, [this] { m_events.crashed(); });
    connect(&m_profile, &QWebEngineProfile::downloadRequested, this, &WebViewer::takeDownload);
    // The browser's processes start now, and not only when the address is known.
    m_page->load(QUrl(u"about:blank"_s));
}

WebViewer::~WebViewer()
{
    delete m_view;
    delete m_page; // before its profile
}

void WebViewer::noteLoading(const QWebEngineLoadingInfo &info)
{
    if (info.status() != QWebEngineLoadingInfo::LoadStartedStatus && isSameOrigin(info.url(), m_url))
        m_events.loadFinished(info.status() == QWebEngineLoadingInfo::LoadSucceededStatus);
}

void WebViewer::open(const QUrl &url)
{
    m_url = url;
    m_guard.lockTo(url);
    m_page->lockTo(url);
    m_page->load(url);
}

void WebViewer::reload()
{
    m_page->load(m_url);
}

void WebViewer::run(const QString &script, std::function<void(const QVariant &)> done)
{
    m_page->runJavaScript(script, [done = std::move(done)](const QVariant &value) {
        if (done)
            done(value);
    });
}

void WebViewer::takeDownload(QWebEngineDownloadRequest *download)
{
    // It is dropped unless it is accepted here and now; so it waits, aside, for the person's word.
    download->setDownloadDirectory(m_downloads.path());
    download->accept();
    download->pause();
    const QPointer<QWebEngineDownloadRequest> guarded = download;
    const QPointer<WebViewer> self = this;
    m_events.downloadWanted(download->suggestedFileName(), [self, guarded](const QString &path) {
        if (!self || !guarded)
            return;
        if (path.isEmpty())
            return guarded->cancel();
        connect(guarded, &QWebEngineDownloadRequest::isFinishedChanged, self,
                [self, guarded, path] { self->finishDownload(guarded, path); });
        guarded->resume();
        if (guarded->isFinished())
            self->finishDownload(guarded, path);
    });
}

void WebViewer::finishDownload(QWebEngineDownloadRequest *download, const QString &path)
{
    const QString aside = download->downloadDirectory() + u'/' + download->downloadFileName();
    const bool isThere = download->state() == QWebEngineDownloadRequest::DownloadCompleted && QFile::exists(aside);
    // The file chooser has asked whether an old one may go.
    const bool isSaved = isThere && (!QFile::exists(path) || QFile::remove(path)) && QFile::rename(aside, path);
    if (isThere || download->state() != QWebEngineDownloadRequest::DownloadCompleted)
        m_events.downloadFinished(path, isSaved);
}

} // namespace ca::dashboard
