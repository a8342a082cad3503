#include "logexport.h"

#include <QCoreApplication>
#include <QSaveFile>

#include "logfiles.h"

namespace ca::dashboard {

namespace {

constexpr qint64 indexBytes = qint64{16} << 20;
constexpr qint64 copyBytes = qint64{1} << 20;

class LogExport
{
public:
    LogExport(const QString &folder, const QString &path, const std::stop_token &stop,
              const std::function<void(int)> &progress)
        : m_files(folder)
        , m_target(path)
        , m_stop(stop)
        , m_progress(progress)
    {
    }

    Result<void> run(LogSource source)
    {
        if (!m_target.open(QIODevice::WriteOnly))
            return writeError();
        m_files.refresh();
        while (m_files.extend(indexBytes)) {
            if (m_stop.stop_requested())
                return cancelled();
        }
        m_total = std::max<qint64>(source == LogSource::Both  ? m_files.bytes()
                                   : source == LogSource::Err ? m_files.stream(LogStream::Err).bytes()
                                                              : m_files.stream(LogStream::Out).bytes(),
                                   1);
        const qint64 lines = m_files.lines(source);
        for (qint64 number = 0; number < lines;) {
            const LineRun run = m_files.runAt(source, number);
            if (auto written = copyRun(run); !written)
                return written;
            number += run.count;
        }
        return m_target.commit() ? Result<void>() : writeError();
    }

private:
    Result<void> copyRun(const LineRun &run)
    {
        LineIndex &index = m_files.stream(run.stream);
        const qint64 end = index.lineStart(run.line + run.count);
        bool endsLine = true;
        for (qint64 at = index.lineStart(run.line); at < end;) {
            if (m_stop.stop_requested())
                return cancelled();
            const QByteArray bytes = index.file().read(at, std::min(copyBytes, end - at));
            if (bytes.isEmpty() || m_target.write(bytes) != bytes.size())
                return writeError();
            at += bytes.size();
            endsLine = bytes.endsWith('\n');
            m_done += bytes.size();
            m_progress(static_cast<int>(m_done * 100 / m_total));
        }
        // The other stream's next line begins a line of its own.
        if (!endsLine && m_done < m_total && m_target.write("\n") != 1)
            return writeError();
        return {};
    }

    [[nodiscard]] std::unexpected<Error> writeError() const
    {
        return failure(ErrorCode::Io, QCoreApplication::translate("LogExport", "The log cannot be saved as %1: %2")
                                          .arg(m_target.fileName(), m_target.errorString()));
    }

    [[nodiscard]] static std::unexpected<Error> cancelled()
    {
        return failure(ErrorCode::Cancelled,
                       QCoreApplication::translate("LogExport", "Saving was cancelled; nothing was written."));
    }

    LogFiles m_files;
    QSaveFile m_target;
    const std::stop_token &m_stop;
    const std::function<void(int)> &m_progress;
    qint64 m_total = 1;
    qint64 m_done = 0;
};

} // namespace

Result<void> exportLog(const QString &folder, LogSource source, const QString &path, const std::stop_token &stop,
                       const std::function<void(int)> &progress)
{
    return LogExport(folder, path, stop, progress).run(source);
}

} // namespace ca::dashboard
