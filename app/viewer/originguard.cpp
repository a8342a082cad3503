#include "originguard.h"

#include <QMutexLocker>

#include "lockedpage.h"

namespace ca::dashboard {

using namespace Qt::StringLiterals;

void OriginGuard::lockTo(const QUrl &url)
{
    const QMutexLocker lock(&m_mutex);
    m_origin = url;
}

void OriginGuard::interceptRequest(QWebEngineUrlRequestInfo &info)
{
    const QUrl url = info.requestUrl();
    const bool isInside = url.scheme() == "data"_L1 || url.scheme() == "blob"_L1 || url.scheme() == "about"_L1;
    const QMutexLocker lock(&m_mutex);
    info.block(!isInside && !isSameOrigin(url, m_origin));
}

} // namespace ca::dashboard
