#pragma once

#include <QChartView>

#include "accents.h"
#include "usageseries.h"

class QAreaSeries;
class QLineSeries;
class QValueAxis;

namespace ca::dashboard {

/// One value over a job's time, with the line of its limit. Colours follow the palette.
class UsageChart : public QChartView
{
    Q_OBJECT

public:
    /// `unit` is written at the axis: "%", "MiB".
    UsageChart(const QString &title, const QString &unit, Accent accent, QWidget *parent = nullptr);

    /// `limit`: where the job would be stopped or held; `duration` in seconds. `summary` says the same in words, for
    /// who cannot see it.
    void showSeries(const UsageSeries &series, double limit, double duration, const QString &summary);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateColors();

    Accent m_accent;
    QLineSeries *m_line;
    QAreaSeries *m_area;
    QLineSeries *m_limit;
    QValueAxis *m_time;
    QValueAxis *m_value;
};

} // namespace ca::dashboard
