#include "logcapture.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

#include "logpump.h"
#include "logthread.h"

namespace ca {

namespace {
/// Larger pipes mean fewer switches between job and log thread; where the system says no, the default does.
constexpr int pipeBytes = 1024 * 1024;

struct Pipe
{
    UniqueFd read;
    UniqueFd write;
};

Result<Pipe> makePipe()
{
    std::array<int, 2> fds{};
    if (::pipe2(fds.data(), O_CLOEXEC) != 0)
        return failure(ioError(QStringLiteral("cannot make a pipe for the job's output"), errno));
    Pipe pipe{.read = UniqueFd(fds[0]), .write = UniqueFd(fds[1])};
    // Only our end is non-blocking: the writer's own writes must wait when we are slow.
    ::fcntl(pipe.read.get(), F_SETFL, O_RDONLY | O_NONBLOCK);
    ::fcntl(pipe.read.get(), F_SETPIPE_SZ, pipeBytes);
    return pipe;
}
} // namespace

LogCapture::LogCapture(UniqueFd out, UniqueFd err)
    : m_out(std::move(out))
    , m_err(std::move(err))
{
}

Result<std::unique_ptr<LogCapture>> LogCapture::start(LogThread &thread, const QString &folder, qint64 maxBytes)
{
    return open(thread, folder, maxBytes, Files::New);
}

Result<std::unique_ptr<LogCapture>> LogCapture::resume(LogThread &thread, const QString &folder, qint64 maxBytes)
{
    return open(thread, folder, maxBytes, Files::Grown);
}

Result<std::unique_ptr<LogCapture>> LogCapture::open(LogThread &thread, const QString &folder, qint64 maxBytes,
                                                     Files files)
{
    auto out = makePipe();
    auto err = makePipe();
    if (!out || !err)
        return failure(out ? err.error() : out.error());
    auto pump = files == Files::New ? LogPump::create(folder, maxBytes, std::move(out->read), std::move(err->read))
                                    : LogPump::reopen(folder, maxBytes, std::move(out->read), std::move(err->read));
    if (!pump)
        return failure(pump.error());
    std::unique_ptr<LogCapture> capture(new LogCapture(std::move(out->write), std::move(err->write)));
    capture->m_pump = pump->release();
    capture->m_outBefore = capture->m_pump->bytes(LogStream::Out);
    capture->m_errBefore = capture->m_pump->bytes(LogStream::Err);
    connect(capture->m_pump, &LogPump::appended, capture.get(), &LogCapture::appended);
    connect(capture->m_pump, &LogPump::finished, capture.get(), &LogCapture::finished);
    thread.adopt(*capture->m_pump);
    QMetaObject::invokeMethod(capture->m_pump, &LogPump::start, Qt::QueuedConnection);
    return capture;
}

LogCapture::~LogCapture()
{
    m_pump->deleteLater();
}

} // namespace ca
