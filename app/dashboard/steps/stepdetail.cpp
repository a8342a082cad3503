#include "stepdetail.h"

#include <QDateTime>
#include <QFileInfo>
#include <QFuture>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollBar>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>
#include <chrono>

#include "accents.h"
#include "codelanguages.h"
#include "codeview.h"
#include "displaytext.h"
#include "format.h"
#include "noticebar.h"
#include "poolwork.h"
#include "steplook.h"
#include "steppictures.h"

namespace ca::dashboard {

using namespace std::chrono_literals;

StepDetail::StepDetail(std::shared_ptr<CodeLanguages> languages, QWidget *parent)
    : QWidget(parent)
    , m_languages(std::move(languages))
    , m_error(new NoticeBar(this))
    , m_code(new CodeView(m_languages, this))
    , m_pictures(new StepPictures(this))
{
    setObjectName(QStringLiteral("stepDetail"));
    m_error->setObjectName(QStringLiteral("stepError"));
    m_error->hide();
    m_code->setObjectName(QStringLiteral("stepCode"));
    m_code->setAccessibleName(tr("The step's code"));
    auto *parts = new QSplitter(Qt::Vertical, this);
    parts->setObjectName(QStringLiteral("stepDetailSplitter"));
    parts->addWidget(m_code);
    parts->addWidget(makeOutput());
    parts->addWidget(m_pictures);
    parts->setChildrenCollapsible(false);
    parts->setSizes({1, 1, 2});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeHeader());
    layout->addWidget(m_error);
    layout->addWidget(parts, 1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(250ms);
    connect(&m_pause, &QTimer::timeout, this, &StepDetail::read);
}

QWidget *StepDetail::makeHeader()
{
    auto *header = new QWidget(this);
    m_title = new QLabel(header);
    m_title->setObjectName(QStringLiteral("stepTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_toLog = new QToolButton(header);
    m_toLog->setObjectName(QStringLiteral("stepToLog"));
    m_toLog->setIcon(symbolIcon(Symbol::Log));
    m_toLog->setText(tr("Show in log"));
    m_toLog->setToolTip(tr("Show where this step's output begins in the log (Ctrl+L)"));
    m_toLog->setShortcut(Qt::CTRL | Qt::Key_L);
    m_toLog->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toLog->setAutoRaise(true);
    connect(m_toLog, &QToolButton::clicked, this, [this] {
        if (m_step)
            Q_EMIT logClicked(m_step->number);
    });
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins({});
    layout->addWidget(m_title, 1);
    layout->addWidget(m_toLog, 0, Qt::AlignTop);
    return header;
}

QWidget *StepDetail::makeOutput()
{
    auto *pane = new QWidget(this);
    m_output = new CodeView(m_languages, pane);
    m_output->setObjectName(QStringLiteral("stepOutput"));
    m_output->setAccessibleName(tr("What the step printed"));
    m_left = new QLabel(pane);
    m_left->setObjectName(QStringLiteral("stepOutputLeft"));
    m_left->setWordWrap(true);
    m_left->hide();
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins({});
    layout->addWidget(m_output, 1);
    layout->addWidget(m_left);
    return pane;
}

void StepDetail::showStep(const std::optional<Step> &step, const Job &job, const QString &folder)
{
    const bool isOther =
        step.has_value() != m_step.has_value() || job.id != m_job.id || (step && step->number != m_step->number);
    const bool grew = isOther || step != m_step || folder != m_folder || job.outBytes != m_job.outBytes ||
                      job.errBytes != m_job.errBytes;
    m_step = step;
    m_job = job;
    m_folder = folder;
    setVisible(step.has_value());
    if (!step)
        return;
    if (isOther) {
        ++m_generation;
        m_output->showCode({});
        m_left->hide();
    }
    showFacts();
    m_pictures->showPictures(step->artifacts, folder.isEmpty() ? QString() : QFileInfo(folder).path());
    m_output->setPlaceholderText(step->status == StepStatus::Running ? tr("No output yet.")
                                                                     : tr("This step printed nothing."));
    const bool isGrowing = step->status == StepStatus::Running && !isOther;
    if (isOther || (grew && !isGrowing))
        read();
    else if (grew)
        readSoon();
}

void StepDetail::showFacts()
{
    const StepLook look = lookOf(*m_step);
    QStringList parts{tr("Step %1").arg(m_step->number), actionWord(m_step->type), look.word};
    if (m_step->exitCode && m_step->status != StepStatus::Running)
        parts += tr("exit code %1").arg(*m_step->exitCode);
    if (m_step->status != StepStatus::Running)
        parts += formatDuration(durationOf(*m_step, 0));
    if (!m_step->filename.isEmpty())
        parts += displayText(m_step->filename);
    if (m_step->tokens > 0)
        parts += tr("%1 tokens").arg(QLocale().toString(m_step->tokens));
    m_title->setText(parts.join(QStringLiteral(" · ")));
    if (m_step->error.isEmpty())
        m_error->hide();
    else
        m_error->setNotice(Symbol::Failed, Accent::Failure, displayText(m_step->error));
    m_code->setPlaceholderText(tr("This step has no code."));
    m_code->showCode(displayText(m_step->code), m_languages->forStep(m_step->type, m_step->filename));
}

void StepDetail::readSoon()
{
    m_isDue = true;
    if (!m_pause.isActive() && !m_isReading)
        m_pause.start();
}

void StepDetail::read()
{
    m_isDue = true;
    if (m_isReading || m_folder.isEmpty() || !m_step)
        return;
    m_isReading = true;
    m_isDue = false;
    inThreadPool([folder = m_folder, step = *m_step, out = m_job.outBytes, err = m_job.errBytes] {
        return readStepOutput(folder, step, out, err);
    }).then(this, [this, generation = m_generation](const Result<StepOutput> &output) { take(generation, output); });
}

void StepDetail::take(int generation, const Result<StepOutput> &output)
{
    m_isReading = false;
    if (generation == m_generation) {
        QScrollBar *bar = m_output->verticalScrollBar();
        const bool isAtEnd = bar->value() >= bar->maximum();
        const int place = bar->value();
        m_output->showCode(output ? output->text : output.error().message);
        if (m_step && m_step->status == StepStatus::Running)
            bar->setValue(isAtEnd ? bar->maximum() : place);
        m_left->setVisible(output && output->left > 0);
        if (output && output->left > 0) {
            m_left->setText(tr("%1 in the middle are left out here. The log has everything.")
                                .arg(QLocale().formattedDataSize(output->left, 1)));
        }
    }
    if (m_isDue)
        m_pause.start();
}

} // namespace ca::dashboard
