#include "viewwindow.h"

#include <QCloseEvent>
#include <QVBoxLayout>

namespace ca::dashboard {

ViewWindow::ViewWindow(QWidget *content, const QString &title)
{
    setObjectName(QStringLiteral("viewWindow"));
    setWindowTitle(title);
    setAttribute(Qt::WA_QuitOnClose, false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(content);
    content->show();
    resize(content->size().expandedTo({900, 640}));
}

void ViewWindow::showOnlyFullScreen()
{
    m_wasFullScreenOnly = true;
    showFullScreen();
}

void ViewWindow::toggleFullScreen()
{
    if (!isFullScreen())
        showFullScreen();
    else if (m_wasFullScreenOnly)
        close();
    else
        showNormal();
}

void ViewWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    Q_EMIT closed();
}

} // namespace ca::dashboard
