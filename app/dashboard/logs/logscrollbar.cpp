#include "logscrollbar.h"

#include <QPainter>
#include <QStyleOptionSlider>

#include "accents.h"

namespace ca::dashboard {

namespace {

constexpr int markHeight = 2;

} // namespace

LogScrollBar::LogScrollBar(QWidget *parent)
    : QScrollBar(Qt::Vertical, parent)
{
    setObjectName(QStringLiteral("logScrollBar"));
    setAccessibleName(tr("Place in the log"));
}

void LogScrollBar::setMarks(const QList<bool> &marks)
{
    if (m_marks == marks)
        return;
    m_marks = marks;
    update();
}

void LogScrollBar::paintEvent(QPaintEvent *event)
{
    QScrollBar::paintEvent(event);
    if (!m_marks.contains(true))
        return;
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRect groove = style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarGroove, this);
    QPainter painter(this);
    const QColor color = accentColor(Accent::Warning, palette());
    const qint64 room = groove.height() - markHeight;
    for (qsizetype part = 0; part < m_marks.size(); ++part) {
        if (m_marks.at(part))
            painter.fillRect(groove.left() + 2, groove.top() + static_cast<int>(part * room / m_marks.size()),
                             groove.width() - 4, markHeight, color);
    }
}

} // namespace ca::dashboard
