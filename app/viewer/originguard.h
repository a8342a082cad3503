#pragma once

#include <QMutex>
#include <QUrl>
#include <QWebEngineUrlRequestInterceptor>

namespace ca::dashboard {

/// Lets a profile's pages fetch from one origin only, whatever their own rules say. Any thread.
class OriginGuard : public QWebEngineUrlRequestInterceptor
{
    Q_OBJECT

public:
    using QWebEngineUrlRequestInterceptor::QWebEngineUrlRequestInterceptor;

    void lockTo(const QUrl &url);
    void interceptRequest(QWebEngineUrlRequestInfo &info) override;

private:
    QMutex m_mutex;
    QUrl m_origin;
};

} // namespace ca::dashboard
