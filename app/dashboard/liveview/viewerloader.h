#pragma once

#include <QCoreApplication>

#include "result.h"
#include "viewer.h"

namespace ca::dashboard {

/// Loads the browser plugin when the first viewer is wanted. On the GUI thread.
class ViewerLoader
{
    Q_DECLARE_TR_FUNCTIONS(ViewerLoader)

public:
    /// The same one every time; it stays loaded, as browser engines have to. Errors: Unsupported (it is not installed,
    /// or does not fit).
    static Result<ViewerFactory *> load();
};

} // namespace ca::dashboard
