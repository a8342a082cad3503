#include "usagechart.h"

#include <QAreaSeries>
#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QValueAxis>
#include <algorithm>
#include <array>
#include <cmath>

namespace ca::dashboard {

namespace {

constexpr int strokeWidth = 2;
constexpr int leastHeight = 150;
constexpr int mostHeight = 260;
constexpr int endMargin = 16;
constexpr double leastDuration = 10;
/// In seconds; the first that gives few enough ticks is taken.
constexpr std::array tickIntervals{5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14'400, 43'200, 86'400};
constexpr int mostTicks = 6;
/// How much of the chart is left free above the highest value.
constexpr double room = 1.15;

int tickIntervalFor(double duration)
{
    const auto *const fits =
        std::ranges::find_if(tickIntervals, [duration](int interval) { return duration / interval <= mostTicks; });
    return fits != tickIntervals.end() ? *fits : static_cast<int>(std::ceil(duration / mostTicks));
}

} // namespace

UsageChart::UsageChart(const QString &title, const QString &unit, Accent accent, QWidget *parent)
    : QChartView(parent)
    , m_accent(accent)
    , m_line(new QLineSeries(this))
    , m_area(new QAreaSeries(m_line))
    , m_limit(new QLineSeries(this))
    , m_time(new QValueAxis(this))
    , m_value(new QValueAxis(this))
{
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setMinimumHeight(leastHeight);
    setMaximumHeight(mostHeight);
    setFocusPolicy(Qt::StrongFocus); // so that its words can be read
    setBackgroundRole(QPalette::NoRole);
    chart()->setTitle(title);
    chart()->legend()->hide();
    chart()->setMargins({0, 0, endMargin, 0}); // for the last number at the time axis
    chart()->setBackgroundVisible(false);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setLocale(locale());
    chart()->setLocalizeNumbers(true);
    chart()->addSeries(m_area);
    chart()->addSeries(m_limit);
    chart()->addAxis(m_time, Qt::AlignBottom);
    chart()->addAxis(m_value, Qt::AlignLeft);
    for (QAbstractSeries *series : {static_cast<QAbstractSeries *>(m_area), static_cast<QAbstractSeries *>(m_limit)}) {
        series->attachAxis(m_time);
        series->attachAxis(m_value);
    }
    m_time->setLabelFormat(QStringLiteral("%.0f s"));
    m_time->setTickType(QValueAxis::TicksDynamic);
    m_value->setLabelFormat(QStringLiteral("%.0f ") + unit); // as numbers of the locale "%" is no sign of its own
    m_value->setTickCount(3);
    updateColors();
}

void UsageChart::showSeries(const UsageSeries &series, double limit, double duration, const QString &summary)
{
    double highest = 0;
    for (const QPointF &point : series)
        highest = std::max(highest, point.y());
    const double end = std::max(duration, leastDuration);
    // A limit that is far away would press the line flat.
    const bool showsLimit = limit > 0 && limit <= highest * 4;
    const double top = std::max({highest, showsLimit ? limit : 0.0, 1.0}) * room;
    m_line->replace(series);
    m_limit->replace(showsLimit ? QList<QPointF>{{0, limit}, {end, limit}} : QList<QPointF>());
    m_time->setRange(0, end);
    m_time->setTickInterval(tickIntervalFor(end));
    m_value->setRange(0, top);
    m_value->setTickCount(4); // about as many; the numbers decide
    m_value->applyNiceNumbers();
    setAccessibleName(chart()->title());
    setAccessibleDescription(summary);
    setToolTip(summary);
}

void UsageChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColors();
}

void UsageChart::updateColors()
{
    const QColor color = accentColor(m_accent, palette());
    QColor fill = color;
    fill.setAlphaF(0.15F);
    m_area->setPen(QPen(color, strokeWidth));
    m_area->setBrush(fill);
    m_limit->setPen(QPen(accentColor(Accent::Failure, palette()), 1, Qt::DashLine));
    const QColor text = palette().color(QPalette::WindowText);
    chart()->setTitleBrush(text);
    QFont titleFont = font();
    titleFont.setWeight(QFont::DemiBold);
    chart()->setTitleFont(titleFont);
    QColor grid = text;
    grid.setAlphaF(0.15F);
    for (QValueAxis *axis : {m_time, m_value}) {
        axis->setLabelsBrush(secondaryText(palette()));
        axis->setLabelsFont(font());
        axis->setGridLinePen(QPen(grid, 1));
        axis->setLinePen(QPen(grid, 1));
    }
}

} // namespace ca::dashboard
