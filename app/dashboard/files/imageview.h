#pragma once

#include <QImage>
#include <QWidget>

namespace ca::dashboard {

/// Shows a picture whole, never larger than it is.
class ImageView : public QWidget
{
    Q_OBJECT

public:
    explicit ImageView(QWidget *parent = nullptr);

    void setImage(const QImage &image);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_image;
};

} // namespace ca::dashboard
