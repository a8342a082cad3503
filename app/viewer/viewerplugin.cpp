#include "viewerplugin.h"

#include <unistd.h>

#include "webviewer.h"

namespace ca::dashboard {

ViewerPlugin::ViewerPlugin()
{
    // Chromium's own sandbox does not work for root, and it then refuses to start; for everyone else it stays on.
    if (::geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
}

std::unique_ptr<Viewer> ViewerPlugin::make(ViewerEvents &events, QWidget *parent)
{
    return std::make_unique<WebViewer>(events, parent);
}

} // namespace ca::dashboard
