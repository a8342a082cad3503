#pragma once

#include <QObject>

#include "viewer.h"

namespace ca::dashboard {

/// The plugin's entrance.
class ViewerPlugin : public QObject, public ViewerFactory
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "io.github.containerizedagent.ViewerFactory/1")
    Q_INTERFACES(ca::dashboard::ViewerFactory)

public:
    ViewerPlugin();

    std::unique_ptr<Viewer> make(ViewerEvents &events, QWidget *parent) override;
};

} // namespace ca::dashboard
