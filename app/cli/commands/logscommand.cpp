#include "logscommand.h"

#include <QCoroSignal>

#include "harmless.h"
#include "jobresolver.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;
using Stream = Terminal::Stream;

QString nameOf(Stream stream)
{
    return stream == Stream::Out ? u"stdout"_s : u"stderr"_s;
}

QList<Stream> wanted(const CommandLine &line)
{
    return line.isSet(u"stderr"_s) ? QList{Stream::Err} : QList{Stream::Out, Stream::Err};
}
} // namespace

LogsCommand::LogsCommand(const CommandContext &context)
    : Command(context)
    , m_screen(context.terminal)
{
}

QCoro::Task<CliResult<ExitCode>> LogsCommand::run()
{
    const bool isFollowing = line().isSet(u"follow"_s);
    if (isFollowing && line().json)
        co_return wrongUse(u"--json and --follow do not go together: a log that grows is no JSON"_s);
    const auto patience = line().number(u"retry-for"_s, 0, 86'400, 60);
    if (!patience)
        co_return std::unexpected(patience.error());
    const auto id = co_await JobResolver(api()).resolve(line().arguments.first());
    if (!id)
        co_return std::unexpected(id.error());
    if (line().json)
        co_return co_await printJson(*id);
    const QList<Stream> streams = wanted(line());
    for (const Stream stream : streams)
        follow(*id, stream, std::chrono::seconds(*patience));
    co_await qCoro(this, &LogsCommand::finished);
    if (m_error)
        co_return std::unexpected(*m_error);
    co_return ExitCode::Ok;
}

QCoro::Task<CliResult<ExitCode>> LogsCommand::printJson(QString id)
{
    const QList<Stream> streams = wanted(line());
    for (const Stream stream : streams) {
        const auto answer = co_await api().get(u"/logs/%1?log_type=%2"_s.arg(id, nameOf(stream)));
        if (!answer)
            co_return std::unexpected(answer.error());
        terminal().json(Stream::Out, *answer);
    }
    co_return ExitCode::Ok;
}

Stream LogsCommand::place(Stream stream) const
{
    return line().isSet(u"stderr"_s) ? Stream::Out : stream;
}

void LogsCommand::follow(const QString &id, Stream stream, std::chrono::seconds patience)
{
    const LogFollow::Config config{
        .jobId = id, .stream = nameOf(stream), .untilJobEnds = line().isSet(u"follow"_s), .patience = patience};
    LogFollow *log = m_logs.emplace_back(std::make_unique<LogFollow>(api(), config)).get();
    connect(log, &LogFollow::received, this,
            [this, stream](const QByteArray &bytes) { m_screen.log(place(stream), bytes); });
    connect(log, &LogFollow::lost, this, [this](const QString &reason) {
        m_screen.line(u"cactl: the connection broke, trying again: "_s + harmless(reason));
    });
    connect(log, &LogFollow::ended, this, [this] {
        if (++m_ended == m_logs.size())
            QMetaObject::invokeMethod(this, &LogsCommand::finished, Qt::QueuedConnection);
    });
    connect(log, &LogFollow::failed, this, [this](const CliError &error) {
        for (const auto &other : m_logs)
            other->stop();
        m_error = error;
        QMetaObject::invokeMethod(this, &LogsCommand::finished, Qt::QueuedConnection);
    });
    log->start();
}

} // namespace ca::cli
