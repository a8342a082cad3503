#include "newjobdialog.h"

#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <chrono>

#include "inputlist.h"
#include "inputsending.h"
#include "joboptions.h"
#include "newjobmemory.h"
#include "noticebar.h"
#include "orchestrator.h"
#include "orchestratorclient.h"
#include "promptcheck.h"
#include "providers.h"
#include "runbookhighlighter.h"

namespace ca::dashboard {

namespace {

using namespace std::chrono_literals;
constexpr auto keepAfter = 400ms;

} // namespace

NewJobDialog::NewJobDialog(OrchestratorClient *client, QWidget *parent)
    : NewJobDialog(client, nullptr, parent)
{
}

NewJobDialog::NewJobDialog(OrchestratorClient *client, NewJobMemory *memory, QWidget *parent)
    : QDialog(parent)
    , m_client(client)
    , m_memory(memory)
    , m_prompt(new QPlainTextEdit(this))
    , m_restored(new NoticeBar(this))
    , m_check(new NoticeBar(this))
    , m_inputs(new InputList(this))
    , m_options(new JobOptions(this))
    , m_sending(new InputSending(client, this))
{
    setObjectName(QStringLiteral("newJobDialog"));
    setWindowTitle(tr("New job"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAcceptDrops(true);
    makeEditor();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeHeader());
    layout->addWidget(m_restored);
    layout->addWidget(m_prompt, 1);
    layout->addWidget(m_check);
    layout->addWidget(m_inputs);
    layout->addWidget(makeOptions());
    layout->addWidget(makeButtons());
    connectParts();
    const QFontMetrics metrics = m_prompt->fontMetrics();
    resize(metrics.averageCharWidth() * 84, metrics.height() * 32);
    m_prompt->setFocus();
    restore();
    askForChoices();
    validate();
}

NewJobDialog::~NewJobDialog()
{
    if (m_memory == nullptr)
        return;
    m_memory->setGeometry(saveGeometry());
    if (m_keeping.isActive() && !m_isDone)
        saveDraft();
}

void NewJobDialog::connectParts()
{
    m_keeping.setSingleShot(true);
    m_keeping.setInterval(keepAfter);
    connect(&m_keeping, &QTimer::timeout, this, &NewJobDialog::saveDraft);
    connect(m_prompt, &QPlainTextEdit::textChanged, this, &NewJobDialog::noteChange);
    connect(m_inputs, &InputList::changed, this, &NewJobDialog::noteChange);
    connect(m_options, &JobOptions::changed, this, &NewJobDialog::noteChange);
    connect(m_restored, &NoticeBar::buttonClicked, this, &NewJobDialog::startFresh);
    connect(m_sending, &InputSending::progressed, this, &NewJobDialog::showSending);
    connect(m_sending, &InputSending::finished, this, &NewJobDialog::takeInputs);
}

void NewJobDialog::askForChoices()
{
    using Statuses = QList<ProviderStatus>;
    m_client
        ->ask<Statuses>([](Orchestrator &orchestrator) -> QCoro::Task<Result<Statuses>> {
            co_return co_await orchestrator.providers().look();
        })
        .then(this, [this](const Result<Statuses> &providers) {
            if (providers)
                m_options->setProviders(*providers);
        });
    using Engines = std::pair<QList<EngineStatus>, QString>;
    m_client
        ->ask<Engines>([](Orchestrator &orchestrator) -> QCoro::Task<Result<Engines>> {
            co_return Engines(orchestrator.engines().statuses(), orchestrator.engines().standardImage());
        })
        .then(this, [this](const Result<Engines> &engines) {
            if (engines)
                m_options->setEngines(engines->first, engines->second);
        });
    using Defaults = std::pair<Limits, NetworkPolicy>;
    m_client
        ->ask<Defaults>([](Orchestrator &orchestrator) -> QCoro::Task<Result<Defaults>> {
            co_return Defaults(orchestrator.config().defaultLimits, orchestrator.config().network);
        })
        .then(this, [this](const Result<Defaults> &defaults) {
            if (defaults)
                m_options->setDefaults(defaults->first, defaults->second);
        });
}

// As one edit, so that Ctrl+Z brings back what was there before.
void NewJobDialog::setPrompt(const QString &prompt)
{
    QTextCursor cursor(m_prompt->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(prompt);
    m_prompt->moveCursor(QTextCursor::Start);
    m_prompt->setFocus();
    m_restored->hide();
}

void NewJobDialog::setRequest(const JobRequest &request)
{
    setPrompt(request.prompt);
    m_options->setRequest(request);
    showOptions(m_options->isTouched());
    if (request.retryOf.isNull() || request.inputs.isEmpty())
        return;
    m_client->jobDir(request.retryOf).then(this, [this, names = request.inputs](const Result<QString> &dir) {
        QStringList paths;
        for (const QString &name : names)
            paths.append(dir.value_or(QString()) + QLatin1StringView("/inputs/") + name);
        m_inputs->add(paths);
    });
}

void NewJobDialog::restore()
{
    m_restored->hide();
    if (m_memory == nullptr)
        return;
    restoreGeometry(m_memory->geometry());
    const auto draft = m_memory->draft();
    if (!draft)
        return;
    setPrompt(draft->request.prompt);
    m_prompt->moveCursor(QTextCursor::End);
    JobRequest options = draft->request;
    options.limits = {};
    m_options->setRequest(options);
    m_options->setTypedLimits(draft->limits);
    m_inputs->setPaths(draft->paths);
    showOptions(m_options->isTouched());
    m_restored->setNotice(Symbol::Information, Accent::Neutral, tr("This is what you were writing last time."),
                          tr("Start fresh"));
}

void NewJobDialog::startFresh()
{
    setPrompt({});
    m_options->reset();
    m_inputs->setPaths({});
    showOptions(false);
    saveDraft();
}

void NewJobDialog::noteChange()
{
    if (m_memory != nullptr)
        m_keeping.start();
    validate();
}

void NewJobDialog::saveDraft()
{
    m_keeping.stop();
    if (m_memory == nullptr || m_isDone)
        return;
    m_memory->saveDraft({.request = request(), .limits = m_options->typedLimits(), .paths = m_inputs->paths()});
}

JobRequest NewJobDialog::request() const
{
    JobRequest request;
    request.prompt = m_prompt->toPlainText();
    m_options->applyTo(request);
    return request;
}

void NewJobDialog::validate()
{
    const PromptCheck check = checkPrompt(m_prompt->toPlainText());
    const bool optionsFit = m_options->check();
    if (!m_busy)
        m_check->setNotice(check.symbol, check.accent, check.sentence);
    m_start->setEnabled(check.canStart && optionsFit && !m_busy);
    if (!optionsFit)
        showOptions(true);
}

void NewJobDialog::start()
{
    if (!m_start->isEnabled())
        return;
    setBusy(true);
    if (const QStringList paths = m_inputs->paths(); !paths.isEmpty())
        m_sending->start(paths);
    else
        schedule({});
}

void NewJobDialog::showSending(const QString &name, qint64 done, qint64 total)
{
    const QString sentence =
        total > 0 ? tr("Sending %1… %2 %").arg(name).arg(done * 100 / total) : tr("Packing %1…").arg(name);
    m_check->setNotice(Symbol::Information, Accent::Neutral, sentence);
}

void NewJobDialog::takeInputs(const Result<QStringList> &ids)
{
    if (ids)
        return schedule(*ids);
    setBusy(false);
    showFailure(ids.error());
}

void NewJobDialog::schedule(const QStringList &inputs)
{
    JobRequest asked = request();
    asked.inputs = inputs;
    m_client->schedule(std::move(asked), OrchestratorClient::LimitsOf::Request)
        .then(this, [this](const Result<JobId> &result) { finish(result); })
        .onCanceled(this, [this] { setBusy(false); });
}

void NewJobDialog::finish(const Result<JobId> &result)
{
    setBusy(false);
    if (!result)
        return showFailure(result.error());
    m_isDone = true;
    if (m_memory != nullptr) {
        m_memory->addPrompt(m_prompt->toPlainText());
        m_memory->clearDraft();
    }
    Q_EMIT scheduled(*result);
    accept();
}

void NewJobDialog::showFailure(const Error &error)
{
    if (m_options->showError(error.detail, error.message))
        showOptions(true);
    const bool isChoice = error.code == ErrorCode::Cancelled;
    m_check->setNotice(isChoice ? Symbol::Information : Symbol::Failed, isChoice ? Accent::Neutral : Accent::Failure,
                       error.message);
}

void NewJobDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_prompt->setReadOnly(busy);
    m_inputs->setEnabled(!busy);
    m_options->setEnabled(!busy);
    m_start->setText(busy ? tr("Starting…") : tr("Start job"));
    validate();
}

void NewJobDialog::cancelOrClose()
{
    if (m_sending->isRunning())
        m_sending->cancel();
    else
        reject();
}

} // namespace ca::dashboard
