#include "sharedgraphics.h"

#include <QCoreApplication>
#include <QOpenGLContext>

QT_BEGIN_NAMESPACE
// Exported by Qt Gui for platform plugins and Qt WebEngine, without a public header.
Q_GUI_EXPORT void qt_gl_set_global_share_context(QOpenGLContext *context);
Q_GUI_EXPORT QOpenGLContext *qt_gl_global_share_context();
QT_END_NAMESPACE

namespace ca::dashboard {

namespace {
void endSharing()
{
    delete qt_gl_global_share_context();
    qt_gl_set_global_share_context(nullptr);
}
} // namespace

void shareGraphics()
{
    if (qt_gl_global_share_context() != nullptr)
        return;
    auto *context = new QOpenGLContext; // lives as long as the application, as the browser engine does
    context->create();                  // where there is no OpenGL, Qt WebEngine draws without
    qt_gl_set_global_share_context(context);
    qAddPostRoutine(endSharing);
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
}

} // namespace ca::dashboard
