#pragma once

#include <QTemporaryDir>
#include <QWebEngineProfile>
#include <QWebEngineView>

#include "lockedpage.h"
#include "originguard.h"
#include "viewer.h"

class QWebEngineDownloadRequest;
class QWebEngineLoadingInfo;

namespace ca::dashboard {

/// The Viewer over Qt WebEngine, with a profile of its own that is never written to disk.
class WebViewer : public QObject, public Viewer
{
    Q_OBJECT

public:
    WebViewer(ViewerEvents &events, QWidget *parent);
    ~WebViewer() override;

    [[nodiscard]] QWidget *widget() override { return m_view; }
    void open(const QUrl &url) override;
    void reload() override;
    void run(const QString &script, std::function<void(const QVariant &)> done) override;

private:
    void noteLoading(const QWebEngineLoadingInfo &info);
    void takeDownload(QWebEngineDownloadRequest *download);
    void finishDownload(QWebEngineDownloadRequest *download, const QString &path);

    ViewerEvents &m_events;
    /// Files that nobody has said yes to.
    QTemporaryDir m_downloads;
    OriginGuard m_guard;
    QWebEngineProfile m_profile;
    LockedPage *m_page;
    QPointer<QWebEngineView> m_view;
    QUrl m_url;
};

} // namespace ca::dashboard
