#pragma once

namespace ca::dashboard {

/// Gives Qt WebEngine the OpenGL context that it shares with the windows it is shown in. Call it on the GUI thread,
/// before the first Qt WebEngine library is loaded; later calls do nothing.
///
/// Qt makes that context itself when Qt::AA_ShareOpenGLContexts is set before QGuiApplication is created, which maps
/// the graphics driver (60 MB and 60 ms with a driver in software) into every dashboard, also those that nobody opens
/// a view in. Hence here, and by the function through which Qt does it.
void shareGraphics();

} // namespace ca::dashboard
