#include "imageview.h"

#include <QPainter>

namespace ca::dashboard {

ImageView::ImageView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("previewImage"));
    setFocusPolicy(Qt::StrongFocus);
}

void ImageView::setImage(const QImage &image)
{
    m_image = image;
    setAccessibleName(tr("Picture, %1 by %2 pixels").arg(image.width()).arg(image.height()));
    update();
}

void ImageView::paintEvent(QPaintEvent * /*event*/)
{
    if (m_image.isNull())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QSize place = m_image.size().boundedTo(m_image.size().scaled(size(), Qt::KeepAspectRatio));
    QRect target({}, place);
    target.moveCenter(rect().center());
    painter.drawImage(target, m_image);
}

} // namespace ca::dashboard
