#include "runcommand.h"

#include <QCoreApplication>
#include <QCoroSignal>
#include <QJsonArray>
#include <QJsonDocument>
#include <csignal>

#include "download.h"
#include "harmless.h"
#include "jobtext.h"
#include "resultfetch.h"
#include "taskinput.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;
using Stream = Terminal::Stream;

Screen::Indent indentFor(const Terminal &terminal)
{
    return terminal.isTerminal(Stream::Err) ? Screen::Indent::Yes : Screen::Indent::No;
}

/// In the events it is a link, in a job's details a path.
bool hasResult(const QJsonObject &job)
{
    return job[u"download_link"].isString() || job[u"output_path"].isString();
}
} // namespace

RunCommand::RunCommand(const CommandContext &context)
    : Command(context)
    , m_screen(context.terminal, indentFor(context.terminal))
    , m_inputs(this->context(), m_screen)
{
    connect(&m_question, &Question::answered, this, &RunCommand::takeAnswer);
}

QCoro::Task<CliResult<ExitCode>> RunCommand::run()
{
    const auto patience = line().number(u"retry-for"_s, 0, 86'400, 60);
    if (!patience)
        co_return std::unexpected(patience.error());
    const auto id = co_await schedule(std::chrono::seconds(*patience));
    if (!id)
        co_return std::unexpected(id.error());
    m_id = *id;
    if (!line().json)
        m_screen.line(u"job %1"_s.arg(m_id));
    m_follow = std::make_unique<RunFollow>(context(), m_screen, m_id, std::chrono::seconds(*patience));
    m_follow->start();
    co_await qCoro(m_follow.get(), &RunFollow::ended);
    if (m_follow->error())
        co_return std::unexpected(afterLoss(*m_follow->error()));
    co_return co_await conclude();
}

QCoro::Task<CliResult<QString>> RunCommand::schedule(std::chrono::seconds patience)
{
    if (const auto folder = prepareResultFolder(line().value(u"output"_s)); !folder)
        co_return std::unexpected(folder.error());
    const auto task = readTask(line());
    if (!task)
        co_return std::unexpected(task.error());
    auto body = scheduleBody(line(), *task);
    if (!body)
        co_return std::unexpected(body.error());
    m_signals.emplace(); // not before the task is read: Ctrl-C ends that as usual
    connect(&*m_signals, &TerminationSignals::received, this, &RunCommand::interrupted);
    const auto inputs = co_await m_inputs.send(patience);
    if (!inputs)
        co_return std::unexpected(inputs.error());
    if (!inputs->isEmpty())
        body->insert(u"inputs"_s, QJsonArray::fromStringList(*inputs));
    m_isAsking = true;
    const auto answer = co_await api().send("POST", u"/schedule"_s, QJsonDocument(*body).toJson());
    if (!answer)
        co_return std::unexpected(answer.error());
    if (line().json)
        terminal().json(Stream::Out, *answer);
    co_return toObject(*answer)[u"job_id"].toString();
}

QCoro::Task<CliResult<ExitCode>> RunCommand::conclude()
{
    const QJsonObject job = m_follow->job();
    QString path;
    std::optional<CliError> failure;
    if (hasResult(job)) {
        m_isFetching = true;
        ResultFetch fetch(context(), m_screen);
        const auto fetched = co_await fetch.fetch(m_id);
        if (fetched)
            path = *fetched;
        else
            failure = fetched.error();
    }
    sayVerdict(job, path);
    if (failure) {
        failure->error.message += u" Fetch the result with: cactl download %1"_s.arg(m_id);
        co_return std::unexpected(*failure);
    }
    if (m_isCancelling)
        co_return ExitCode::Interrupted;
    co_return job[u"status"].toString() == "complete"_L1 ? ExitCode::Ok : ExitCode::Failed;
}

void RunCommand::sayVerdict(const QJsonObject &job, const QString &path) const
{
    const QString status = job[u"status"].toString();
    if (line().json) {
        const QJsonObject verdict{{u"job_id"_s, m_id},
                                  {u"status"_s, status},
                                  {u"error"_s, job[u"error"]},
                                  {u"path"_s, path.isEmpty() ? QJsonValue() : QJsonValue(path)}};
        return terminal().json(Stream::Out, QJsonDocument(verdict).toJson(QJsonDocument::Compact));
    }
    const bool isComplete = status == "complete"_L1;
    const QString time = runTime(job, secondsNow());
    QString text = (isComplete ? u"✓ "_s : u"✗ "_s) + harmless(status);
    if (!time.isEmpty())
        text += u" after "_s + time;
    if (job[u"error"].isString())
        text += u": "_s + harmless(job[u"error"].toString());
    if (!path.isEmpty())
        text += u" — result: "_s + path;
    terminal().err(terminal().look(Stream::Err, text, isComplete ? Style::Green : Style::Red) + u'\n');
}

CliError RunCommand::afterLoss(CliError error) const
{
    if (error.exitCode == ExitCode::Unreachable) {
        error.error.message +=
            u"\nThe job %1 may go on there. See: cactl status %1. Follow it: cactl logs -f %1. Fetch the "
            "result: cactl download %1"_s.arg(m_id);
    }
    error.error.detail = m_id;
    return error;
}

void RunCommand::interrupted(int signal)
{
    const bool mayAsk = signal == SIGINT && m_follow && !m_isFetching && !m_isCancelling && !m_question.isOpen();
    if (!mayAsk || line().json || !Question::isPossible())
        return leave();
    m_follow->setPaused(true);
    m_question.start();
    m_screen.ask(u"Cancel the job? Ctrl-C again leaves it running. [y/N] "_s);
}

void RunCommand::takeAnswer(bool yes)
{
    m_screen.answered();
    if (yes) {
        m_isCancelling = true;
        cancelJob();
    }
    m_follow->setPaused(false);
}

QCoro::Task<void> RunCommand::cancelJob()
{
    const auto answer = co_await api().send("POST", u"/cancel/"_s + m_id);
    if (!answer)
        printError(context(), answer.error());
}

void RunCommand::leave()
{
    m_question.stop();
    m_screen.setStatus({});
    if (!m_isAsking)
        m_screen.line(u"interrupted while the inputs were sent: there is no job"_s);
    else if (m_id.isEmpty())
        m_screen.line(u"interrupted before the server had answered: cactl jobs shows whether there is a job"_s);
    else if (m_isFetching)
        m_screen.line(u"interrupted; fetch the result with: cactl download %1"_s.arg(m_id));
    else if (m_isCancelling)
        m_screen.line(u"interrupted while the job is being cancelled: cactl status %1"_s.arg(m_id));
    else
        m_screen.line(u"the job goes on. Cancel it: cactl cancel %1. Fetch its result: cactl download %1"_s.arg(m_id));
    QCoreApplication::exit(static_cast<int>(ExitCode::Interrupted));
}

} // namespace ca::cli
