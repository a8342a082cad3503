#include "logspeed.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>

#include "logindex.h"

namespace ca::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 lineCount = 10'000'000;
constexpr qint64 lineBytes = 100;
constexpr qint64 batch = 100'000;
constexpr int patience = 180'000;

std::unexpected<Error> cannotWrite(const QFile &file)
{
    return failure(ErrorCode::Io, u"cannot write %1: %2"_s.arg(file.fileName(), file.errorString()));
}

} // namespace

Result<QString> BigLog::folder()
{
    if (m_folder)
        return m_folder->path();
    auto folder = std::make_unique<QTemporaryDir>();
    QFile log(folder->filePath(u"stdout.log"_s));
    QFile index(folder->filePath(u"arrival.index"_s));
    if (!log.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || !index.open(QIODevice::WriteOnly))
        return cannotWrite(log.isOpen() ? index : log);
    LogIndexWriter writer(0);
    index.write(writer.header());
    for (qint64 line = 0; line < lineCount;) {
        QByteArray text;
        text.reserve(batch * lineBytes);
        for (const qint64 end = line + batch; line < end; ++line)
            text += QByteArray::number(line).leftJustified(lineBytes - 1, '.') + '\n';
        if (log.write(text) != text.size())
            return cannotWrite(log);
        writer.add(LogStream::Out, text.size(), line);
        index.write(writer.take(true));
    }
    m_folder = std::move(folder);
    return m_folder->path();
}

LogSpeed::LogSpeed(BigLog &log, QString what, Goal goal)
    : m_log(log)
    , m_what(std::move(what))
    , m_goal(std::move(goal))
{
}

std::vector<std::unique_ptr<Measure>> LogSpeed::all(BigLog &log)
{
    std::vector<std::unique_ptr<Measure>> measures;
    const auto add = [&measures, &log](const QString &what, const Goal &goal) {
        measures.push_back(std::make_unique<LogSpeed>(log, what, goal));
    };
    // Until all lines are counted, warm.
    add(u"index"_s, {.name = u"log of 1 GB, index"_s, .unit = u"s"_s, .value = 1});
    // Until the last line is drawn.
    add(u"end"_s, {.name = u"log of 1 GB, end visible"_s, .unit = u"ms"_s, .value = 100});
    // What the window's thread does per frame of 16.7 ms, 99th percentile.
    add(u"follow"_s, {.name = u"log at 100,000 lines/s, frame p99"_s, .unit = u"ms"_s, .value = 16});
    // What the program's memory grows by.
    add(u"memory"_s, {.name = u"log of 1 GB, memory"_s, .unit = u"MB"_s, .value = 32});
    return measures;
}

Result<Samples> LogSpeed::run()
{
    const Result<QString> folder = m_log.folder();
    if (!folder)
        return failure(folder.error());
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    program.start(QCoreApplication::applicationDirPath() + u"/ca-bench-logview"_s, {m_what, *folder});
    if (!program.waitForFinished(patience) || program.exitCode() != 0)
        return failure(ErrorCode::Io, u"ca-bench-logview did not end well: %1"_s.arg(program.errorString()));
    Samples samples;
    for (const QByteArray &line : program.readAllStandardOutput().split('\n')) {
        if (!line.isEmpty())
            samples.values.append(line.toDouble());
    }
    return samples;
}

} // namespace ca::bench
