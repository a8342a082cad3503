#pragma once

#include <memory>

#include "pipepool.h"
#include "splicethread.h"
#include "view.h"

namespace ca {

/// The thread on which all views' bytes go back and forth, so that neither the core nor the window feels them. Lives on
/// the core thread and outlives its views.
class GatewayThread
{
public:
    GatewayThread();
    ~GatewayThread() = default;
    GatewayThread(const GatewayThread &) = delete;
    GatewayThread &operator=(const GatewayThread &) = delete;

    /// Opens a port for the view and begins to answer. Errors: Io.
    Result<std::unique_ptr<View>> open(ViewSetup setup, StreamConnector connector);

private:
    PipePool m_pipes;
    SpliceThread m_thread;
};

} // namespace ca
