#pragma once

#include <QObject>
#include <memory>

#include "gatewaythread.h"
#include "vncdesktop.h"

namespace ca::test {

/// What tests of a desktop's gateway share: each begins with a desktop and a view of it.
class DesktopViewTest : public QObject
{
    Q_OBJECT

protected:
    /// Null when that fails.
    std::unique_ptr<View> open(const StreamConnector &connector, const ViewLimits &limits = {});
    /// "/SECRET/"
    static QByteArray folderOf(const QUrl &url) { return url.path().section(u'/', 0, 1).toLatin1() + '/'; }
    /// Where it is: "x:5 y:6".
    QByteArray pointer();

    std::unique_ptr<GatewayThread> m_gateway;
    std::unique_ptr<VncDesktop> m_desktop;
    std::unique_ptr<View> m_view;

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
};

} // namespace ca::test
