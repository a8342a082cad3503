#pragma once

#include <QObject>
#include <cstdint>
#include <memory>

#include "result.h"
#include "uniquefd.h"

namespace ca {

class LogPump;
class LogThread;

/// Writes what a sandbox prints to `stdout.log` and `stderr.log` in a folder, and in which order it came to
/// `arrival.index` (see logindex.h). One object per job, living on its owner's thread; the bytes are moved on the log
/// thread.
class LogCapture : public QObject
{
    Q_OBJECT

public:
    /// Creates the files (the folder exists). Past `maxBytes` in all nothing more is written, as a backstop: the agent
    /// itself keeps the job's log limit and says so. The thread outlives the capture. Errors: Io.
    static Result<std::unique_ptr<LogCapture>> start(LogThread &thread, const QString &folder, qint64 maxBytes);
    /// Goes on where an earlier capture stopped, at whatever moment: behind what the files hold. Errors: Io.
    static Result<std::unique_ptr<LogCapture>> resume(LogThread &thread, const QString &folder, qint64 maxBytes);
    ~LogCapture() override;

    /// What the files held at the start, in bytes.
    [[nodiscard]] qint64 outBytesBefore() const { return m_outBefore; }
    [[nodiscard]] qint64 errBytesBefore() const { return m_errBefore; }

    /// The pipes' writing ends, for the sandbox; taken once.
    UniqueFd takeOut() { return std::move(m_out); }
    UniqueFd takeErr() { return std::move(m_err); }

Q_SIGNALS:
    /// The files grew; sizes in bytes. At most once per 16 ms per job.
    void appended(qint64 outBytes, qint64 errBytes);
    /// Both pipes are closed and everything is in the files. `error` is empty, or says why something is missing.
    void finished(const QString &error);

private:
    enum class Files : std::uint8_t { New, Grown };

    LogCapture(UniqueFd out, UniqueFd err);
    static Result<std::unique_ptr<LogCapture>> open(LogThread &thread, const QString &folder, qint64 maxBytes,
                                                    Files files);

    UniqueFd m_out;
    UniqueFd m_err;
    qint64 m_outBefore = 0;
    qint64 m_errBefore = 0;
    /// Lives on the log thread and ends there.
    LogPump *m_pump = nullptr;
};

} // namespace ca
