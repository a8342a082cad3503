#pragma once

#include <QWebEnginePage>

#include "viewer.h"

namespace ca::dashboard {

/// A page that leaves its origin for nothing: other addresses are asked about instead.
class LockedPage : public QWebEnginePage
{
    Q_OBJECT

public:
    /// Profile and events outlive the page.
    LockedPage(QWebEngineProfile *profile, ViewerEvents &events, QObject *parent = nullptr);

    void lockTo(const QUrl &url);

protected:
    bool acceptNavigationRequest(const QUrl &url, NavigationType type, bool isMainFrame) override;
    QWebEnginePage *createWindow(WebWindowType type) override;
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level, const QString &message, int line,
                                  const QString &source) override;

private:
    void decide(QWebEnginePermission permission);

    ViewerEvents &m_events;
    QUrl m_origin;
};

/// Scheme, host and port are the same; ws counts as http.
bool isSameOrigin(const QUrl &one, const QUrl &other);

} // namespace ca::dashboard
