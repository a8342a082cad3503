#include "logpane.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include "accents.h"
#include "logdocument.h"
#include "logfindbar.h"
#include "logsaving.h"
#include "logview.h"
#include "noticebar.h"
#include "orchestratorclient.h"
#include "symbols.h"

namespace ca::dashboard {

LogPane::LogPane(OrchestratorClient *client, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_document(new LogDocument(this))
    , m_view(new LogView(m_document, this))
    , m_findBar(new LogFindBar(this))
    , m_notice(new NoticeBar(this))
    , m_saving(new LogSaving(this))
{
    setObjectName(QStringLiteral("logPane"));
    m_notice->setObjectName(QStringLiteral("logNotice"));
    m_notice->hide();
    makeActions();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeHeader());
    layout->addWidget(m_findBar);
    layout->addWidget(m_notice);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);
    connectParts();
    updateState();
}

LogPane::~LogPane() = default;

void LogPane::connectParts()
{
    connect(m_document, &LogDocument::changed, this, &LogPane::updateState);
    connect(m_document, &LogDocument::located, m_view, &LogView::goToLine);
    connect(m_document, &LogDocument::hitsChanged, this, [this](const LogHits &hits) {
        m_findBar->showHits(hits);
        m_view->setMarks(hits.marks);
    });
    connect(m_document, &LogDocument::hitFound, this, [this](const LogHit &hit) {
        m_findBar->showHit(hit);
        if (hit.line >= 0)
            m_view->showHit(hit);
    });
    connect(m_findBar, &LogFindBar::queryChanged, this, [this](const LogQuery &query) {
        m_view->clearCurrentMatch();
        m_document->setQuery(query);
        m_document->findNext(m_view->searchStart(true), true);
    });
    connect(m_findBar, &LogFindBar::nextWanted, this, &LogPane::findNext);
    connect(m_findBar, &LogFindBar::closed, this, [this] {
        m_view->clearCurrentMatch();
        m_document->setQuery({});
        m_view->setFocus();
    });
    connect(m_view, &LogView::followingChanged, this, [this](bool following) { m_toEnd->setVisible(!following); });
    connect(m_view, &LogView::copyCut, this, [this](qint64 characters) {
        m_notice->setNotice(Symbol::Information, Accent::Neutral,
                            tr("Only the first %1 of the selection were copied. “Save log as…” takes all of it.")
                                .arg(QLocale().formattedDataSize(characters, 0)));
    });
    connect(m_saving, &LogSaving::progressed, this, &LogPane::showSaving);
    connect(m_saving, &LogSaving::finished, this, &LogPane::showSaved);
    connect(m_notice, &NoticeBar::buttonClicked, m_saving, &LogSaving::cancel);
}

void LogPane::setJob(const Job &job)
{
    const bool isOther = job.id != m_job.id;
    const bool grew = job.outBytes != m_job.outBytes || job.errBytes != m_job.errBytes;
    const bool changed = job.status != m_job.status;
    m_job = job;
    if (isOther) {
        openFolder({});
        setSteps({});
        m_client->jobDir(job.id).then(this, [this, id = job.id](const Result<QString> &dir) {
            if (id == m_job.id && dir)
                openFolder(*dir + QLatin1StringView("/logs"));
        });
    } else if (grew || changed) {
        m_document->grow(job.isEnded());
        updatePlaceholder();
    }
}

void LogPane::openFolder(const QString &folder)
{
    m_document->open(folder);
    m_view->reset();
    if (m_findBar->isVisible())
        m_document->setQuery(m_findBar->query());
    m_document->grow(m_job.isEnded());
}

void LogPane::setSteps(const QList<Step> &steps)
{
    m_stepList = steps;
    m_steps->setVisible(!steps.isEmpty());
    if (m_steps->count() > steps.size())
        m_steps->clear();
    for (qsizetype at = 0; at < steps.size(); ++at) {
        const Step &step = steps.at(at);
        const QString text = tr("%1  %2").arg(step.number).arg(step.description.simplified());
        if (at < m_steps->count())
            m_steps->setItemText(static_cast<int>(at), text);
        else
            m_steps->addItem(text);
    }
    m_steps->setCurrentIndex(-1);
}

void LogPane::goToStep(const Step &step)
{
    // A stream to which the step wrote nothing says nothing about where it began.
    const bool hasOut = step.outEnd > step.outBegin || step.errEnd <= step.errBegin;
    const bool hasErr = step.errEnd > step.errBegin;
    m_document->locate(hasOut ? step.outBegin : -1, hasErr ? step.errBegin : -1);
    m_view->setFocus();
}

void LogPane::updateState()
{
    const LogExtent &extent = m_document->extent();
    const bool isIndexing = extent.bytes > 0 && !extent.isIndexed();
    m_progress->setText(isIndexing ? tr("Counting lines… %1 %").arg(extent.indexedBytes * 100 / extent.bytes)
                                   : QString());
    updateLegend();
    updatePlaceholder();
    for (QAction *action : {m_findAction, m_lineAction, m_saveAction})
        action->setEnabled(extent.bytes > 0);
    if (!m_document->error().isEmpty())
        m_notice->setNotice(Symbol::Failed, Accent::Failure, m_document->error());
}

void LogPane::updatePlaceholder()
{
    if (m_job.isEnded())
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
    m_legend->setVisible(m_document->extent().hasErrors && m_view->source() == LogSource::Both);
}

void LogPane::find()
{
    m_findBar->open();
}

void LogPane::findNext(bool isForward)
{
    if (!m_findBar->isVisible())
        return find();
    m_document->findNext(m_view->searchStart(isForward), isForward);
}

void LogPane::chooseLine()
{
    const auto lines = static_cast<int>(std::min<qint64>(m_document->extent().lines, std::numeric_limits<int>::max()));
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("goToLine"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Go to line"));
    dialog->setLabelText(tr("Line (1 to %1):").arg(QLocale().toString(lines)));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(1, std::max(lines, 1));
    dialog->setIntValue(static_cast<int>(std::min<qint64>(m_view->firstVisibleLine() + 1, lines)));
    connect(dialog, &QInputDialog::intValueSelected, this, [this](int line) {
        m_view->goToLine(line - 1);
        m_view->setFocus();
    });
    dialog->open();
}

void LogPane::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Save log as"));
    dialog->setObjectName(QStringLiteral("saveLog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("log"));
    dialog->selectFile(m_job.id.toString(QUuid::WithoutBraces).left(8) + QLatin1StringView(".log"));
    connect(dialog, &QFileDialog::fileSelected, this, &LogPane::saveAs);
    dialog->open();
}

void LogPane::saveAs(const QString &path)
{
    if (m_saving->isRunning())
        return;
    m_saving->start(m_document->folder(), m_view->source(), path);
    showSaving(0);
}

void LogPane::showSaving(int percent)
{
    if (m_saving->isRunning())
        m_notice->setNotice(Symbol::Information, Accent::Neutral, tr("Saving the log… %1 %").arg(percent),
                            tr("Cancel"));
}

void LogPane::showSaved(const Result<void> &result, const QString &path)
{
    if (result)
        m_notice->setNotice(Symbol::Complete, Accent::Success, tr("The log was saved as %1.").arg(path));
    else if (result.error().code == ErrorCode::Cancelled)
        m_notice->hide();
    else
        m_notice->setNotice(Symbol::Failed, Accent::Failure, result.error().message);
}

} // namespace ca::dashboard
