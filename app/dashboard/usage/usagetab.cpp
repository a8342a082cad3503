#include "usagetab.h"

#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "joblook.h"
#include "usagechart.h"
#include "usagemeter.h"

namespace ca::dashboard {

namespace {

double highestOf(const UsageSeries &series)
{
    double highest = 0;
    for (const QPointF &point : series)
        highest = std::max(highest, point.y());
    return highest;
}

QString whole(double number)
{
    return QLocale().toString(number, 'f', 0);
}

} // namespace

UsageTab::UsageTab(UsageMeter *meter, QWidget *parent)
    : JobTab(parent)
    , m_meter(meter)
    , m_hint(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_cpu(new UsageChart(tr("Processors"), QStringLiteral("%"), Accent::Active))
    , m_memory(new UsageChart(tr("Memory"), QStringLiteral("MiB"), Accent::Success))
    , m_tokens(new UsageChart(tr("Tokens"), {}, Accent::Warning))
{
    m_cpu->setObjectName(QStringLiteral("cpuChart"));
    m_memory->setObjectName(QStringLiteral("memoryChart"));
    m_tokens->setObjectName(QStringLiteral("tokenChart"));
    m_hint->setObjectName(QStringLiteral("usageHint"));
    m_hint->setWordWrap(true);
    m_summary->setObjectName(QStringLiteral("usageSummary"));
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *charts = new QWidget;
    auto *column = new QVBoxLayout(charts);
    column->setContentsMargins({});
    for (QWidget *widget : {static_cast<QWidget *>(m_summary), static_cast<QWidget *>(m_hint)})
        column->addWidget(widget);
    for (UsageChart *chart : {m_cpu, m_memory, m_tokens})
        column->addWidget(chart, 1);
    column->addStretch();
    auto *area = new QScrollArea(this);
    area->setObjectName(QStringLiteral("usage"));
    area->setAccessibleName(tr("Usage over time"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(charts);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(area);
    setFocusProxy(area);
    connect(meter, &UsageMeter::measured, this, [this](const JobId &id) {
        if (id == m_details.job.id && isVisible())
            refresh();
    });
}

void UsageTab::showJob(const Job &job)
{
    if (job.id != m_details.job.id)
        m_details = {};
    m_details.job = job;
    refresh();
}

void UsageTab::showDetails(const JobDetails &details)
{
    m_details = details;
    refresh();
}

void UsageTab::refresh()
{
    const Job &job = m_details.job;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const double duration = static_cast<double>(std::max<qint64>(0, durationOf(job, now))) / 1000.0;
    const bool hasSamples = !m_meter->samples(job.id).isEmpty();
    showCpu(duration);
    showMemory(duration);
    showTokens(duration, now);
    m_cpu->setVisible(hasSamples);
    m_memory->setVisible(hasSamples);
    m_hint->setVisible(!hasSamples);
    if (job.started == 0)
        m_hint->setText(job.isEnded() ? tr("This job never ran.") : tr("Usage appears here once the job runs."));
    else if (job.isEnded())
        m_hint->setText(
            tr("Processors and memory are measured while a running job is shown; nobody looked at this one."));
    else
        m_hint->setText(tr("Measuring…"));
    QStringList lines;
    for (const UsageChart *chart : {m_cpu, m_memory, m_tokens}) {
        if (!chart->isHidden())
            lines += chart->accessibleDescription();
    }
    m_summary->setText(lines.join(QLatin1Char('\n')));
    m_summary->setVisible(!lines.isEmpty());
}

void UsageTab::showCpu(double duration)
{
    const Job &job = m_details.job;
    const UsageSeries series = cpuSeries(job, m_meter->samples(job.id));
    const double limit = job.limits.cpus * 100;
    const double newest = series.isEmpty() ? 0.0 : series.constLast().y();
    m_cpu->showSeries(series, limit, duration,
                      tr("Processors: %1% of one now, %2% at most; the limit is %3%.")
                          .arg(whole(job.isEnded() ? 0.0 : newest), whole(highestOf(series)), whole(limit)));
}

void UsageTab::showMemory(double duration)
{
    const Job &job = m_details.job;
    const UsageSeries series = memorySeries(job, m_meter->samples(job.id));
    const double newest = series.isEmpty() ? 0.0 : series.constLast().y();
    m_memory->showSeries(
        series, job.limits.memoryMb, duration,
        tr("Memory: %1 MiB now, %2 MiB at most; the limit is %3 MiB.")
            .arg(whole(job.isEnded() ? 0.0 : newest), whole(highestOf(series)), whole(job.limits.memoryMb)));
}

void UsageTab::showTokens(double duration, qint64 now)
{
    const Job &job = m_details.job;
    const UsageSeries series = tokenSeries(m_details, now);
    m_tokens->showSeries(series, static_cast<double>(job.limits.tokens), duration,
                         tr("Tokens: %1 of %2; calls: %3.")
                             .arg(QLocale().toString(job.tokens()), QLocale().toString(job.limits.tokens),
                                  QLocale().toString(job.calls())));
    m_tokens->setVisible(!series.isEmpty());
}

} // namespace ca::dashboard
