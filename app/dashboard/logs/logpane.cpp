#include "logpane.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include "accents.h"
#include "logtail.h"
#include "logview.h"
#include "orchestratorclient.h"
#include "symbols.h"

namespace ca::dashboard {

LogPane::LogPane(OrchestratorClient *client, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_view(new LogView(this))
    , m_skippedLine(new QLabel(this))
    , m_tail(new LogTail)
{
    setObjectName(QStringLiteral("logPane"));
    m_skippedLine->setObjectName(QStringLiteral("logSkipped"));
    m_skippedLine->setWordWrap(true);
    m_skippedLine->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeHeader());
    layout->addWidget(m_skippedLine);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);

    m_thread.setObjectName(QStringLiteral("log tail"));
    m_tail->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_tail, &QObject::deleteLater);
    connect(m_tail, &LogTail::batchRead, this, &LogPane::take);
    connect(m_view, &LogView::followingChanged, this, [this](bool following) {
        m_toEnd->setVisible(!following);
        pump();
    });
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &LogPane::pump);
    m_thread.start(QThread::LowPriority);
}

LogPane::~LogPane()
{
    m_thread.quit();
    m_thread.wait(); // for one read of bounded size
}

QWidget *LogPane::makeHeader()
{
    auto *header = new QWidget(this);
    auto *title = new QLabel(tr("Log"), header);
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    m_legend = new QLabel(tr("▌Errors (stderr)"), header);
    m_legend->setObjectName(QStringLiteral("logLegend"));
    m_legend->hide();
    m_toEnd = new QToolButton(header);
    m_toEnd->setObjectName(QStringLiteral("logToEnd"));
    m_toEnd->setIcon(symbolIcon(Symbol::ToEnd));
    m_toEnd->setText(tr("Follow the end"));
    m_toEnd->setToolTip(tr("Go to the end and follow it (Ctrl+End)"));
    m_toEnd->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toEnd->setAutoRaise(true);
    QSizePolicy keepsPlace = m_toEnd->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true);
    m_toEnd->setSizePolicy(keepsPlace);
    m_toEnd->hide();
    connect(m_toEnd, &QToolButton::clicked, m_view, &LogView::goToEnd);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins({});
    layout->addWidget(title);
    layout->addSpacing(layout->spacing());
    layout->addWidget(m_legend);
    layout->addStretch();
    layout->addWidget(m_toEnd);
    return header;
}

void LogPane::setJob(const Job &job)
{
    const bool grew = job.outBytes != m_job.outBytes || job.errBytes != m_job.errBytes;
    const bool ended = job.isEnded() != m_job.isEnded();
    if (job.id != m_job.id) {
        open(job);
        return;
    }
    m_job = job;
    if (ended)
        updatePlaceholder();
    if (grew || ended) {
        m_dirty = true;
        pump();
    }
}

void LogPane::open(const Job &job)
{
    m_job = job;
    m_request = {.generation = m_request.generation + 1, .folder = {}};
    m_dirty = true;
    m_skipped = 0;
    m_error.clear();
    m_view->clearLog();
    m_legend->hide();
    showSkipped();
    updatePlaceholder();
    m_client->jobDir(job.id).then(this, [this, generation = m_request.generation](const Result<QString> &dir) {
        if (generation != m_request.generation || !dir)
            return;
        m_request.folder = *dir + QLatin1StringView("/logs");
        pump();
    });
}

// Nothing is read while the person reads further up and the view holds enough; at the end it goes on from there.
void LogPane::pump()
{
    const bool nothingYet = m_job.outBytes == 0 && m_job.errBytes == 0 && !m_job.isEnded();
    if (m_reading || m_pause.isActive() || !m_dirty || m_request.folder.isEmpty() || nothingYet || m_view->isFull())
        return;
    m_reading = true;
    m_dirty = false;
    QMetaObject::invokeMethod(m_tail, [tail = m_tail, request = m_request] { tail->read(request); });
}

void LogPane::take(const LogBatch &batch)
{
    m_reading = false;
    m_pause.start(static_cast<int>(qMin<qint64>(batch.took * 9, 1000)));
    if (batch.generation == m_request.generation) {
        if (batch.skipped > 0) {
            m_view->clearLog();
            m_skipped += batch.skipped;
        }
        m_view->append(batch.runs);
        m_dirty = m_dirty || batch.hasMore;
        m_error = batch.error;
        for (const LogRun &run : batch.runs) {
            if (run.stream == LogStream::Err)
                updateLegend();
        }
        showSkipped();
        updatePlaceholder();
    }
}

void LogPane::showSkipped()
{
    const bool isCut = m_skipped > 0 || m_view->droppedCharacters() > 0;
    m_skippedLine->setVisible(isCut);
    if (!isCut)
        return;
    const QString shown = QLocale().formattedDataSize(shownLogBytes, 0);
    m_skippedLine->setText(tr("Only the last %1 are shown here. The result has the whole log.").arg(shown));
}

void LogPane::updatePlaceholder()
{
    if (!m_error.isEmpty())
        m_view->setPlaceholderText(m_error);
    else if (m_job.isEnded())
        m_view->setPlaceholderText(tr("This job wrote no output."));
    else if (m_job.status == JobStatus::Scheduled)
        m_view->setPlaceholderText(tr("Output appears here once the job runs."));
    else
        m_view->setPlaceholderText(tr("No output yet."));
}

void LogPane::updateLegend()
{
    QPalette own = palette();
    own.setColor(QPalette::WindowText, accentColor(Accent::ErrorOutput, own));
    m_legend->setPalette(own);
    m_legend->show();
}

} // namespace ca::dashboard
