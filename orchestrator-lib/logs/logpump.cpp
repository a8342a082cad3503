#include "logpump.h"

#include <QDateTime>
#include <QFile>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ca {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr qsizetype bufferBytes = 1024LL * 1024;
constexpr auto publishInterval = 16ms;

constexpr std::array fileNames{"/stdout.log"_L1, "/stderr.log"_L1, "/arrival.index"_L1};

/// For writing behind what is there. The folder is the orchestrator's own; NOFOLLOW all the same.
Result<UniqueFd> growFile(const QString &path)
{
    UniqueFd fd(
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644));
    if (!fd.isValid())
        return failure(ioError(u"cannot open %1"_s.arg(path), errno));
    return fd;
}

qint64 sizeOf(int fd)
{
    struct stat facts{};
    return ::fstat(fd, &facts) == 0 ? facts.st_size : 0;
}

/// How many bytes were written: fewer than `size` with errno set.
qint64 writeAll(int fd, const char *data, qint64 size)
{
    const qint64 wanted = size;
    while (size > 0) {
        const ssize_t written = ::write(fd, data, static_cast<size_t>(size));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            break;
        data += written;
        size -= written;
    }
    return wanted - size;
}
} // namespace

LogPump::LogPump(qint64 maxBytes, qint64 startTime)
    : m_maxBytes(maxBytes)
    , m_index(startTime)
    , m_publishTimer(this)
{
    m_publishTimer.setSingleShot(true);
    m_publishTimer.setInterval(publishInterval);
    connect(&m_publishTimer, &QTimer::timeout, this, &LogPump::publish);
}

Result<std::unique_ptr<LogPump>> LogPump::create(const QString &folder, qint64 maxBytes, UniqueFd out, UniqueFd err)
{
    for (const QLatin1StringView name : fileNames)
        ::unlink(QFile::encodeName(QString(folder + name)).constData());
    return reopen(folder, maxBytes, std::move(out), std::move(err));
}

Result<std::unique_ptr<LogPump>> LogPump::reopen(const QString &folder, qint64 maxBytes, UniqueFd out, UniqueFd err)
{
    auto outFile = growFile(folder + fileNames[0]);
    auto errFile = growFile(folder + fileNames[1]);
    auto index = growFile(folder + fileNames[2]);
    for (const auto *file : {&outFile, &errFile, &index}) {
        if (!*file)
            return failure(file->error());
    }
    std::array<char, logIndexHeaderBytes> header{};
    const auto got = ::pread(index->get(), header.data(), header.size(), 0);
    const auto start = logIndexStart(QByteArray(header.data(), std::max<qsizetype>(got, 0)));
    std::unique_ptr<LogPump> pump(new LogPump(maxBytes, start.value_or(QDateTime::currentMSecsSinceEpoch())));
    pump->m_channels.at(0) = {.pipe = std::move(out), .file = std::move(*outFile), .notifier = {}};
    pump->m_channels.at(1) = {.pipe = std::move(err), .file = std::move(*errFile), .notifier = {}};
    for (Channel &part : pump->m_channels)
        part.bytes = sizeOf(part.file.get());
    pump->m_indexFile = std::move(*index);
    if (!pump->mendIndex(start.has_value(), readLogIndex(folder + fileNames[2])))
        return failure(ioError(u"cannot write in %1"_s.arg(folder), errno));
    return pump;
}

bool LogPump::mendIndex(bool hasHeader, const QList<ArrivalRange> &known)
{
    const qint64 whole = hasHeader ? logIndexHeaderBytes + known.size() * logIndexRecordBytes : 0;
    if (::ftruncate(m_indexFile.get(), whole) != 0) // it may have ended within a record
        return false;
    const QByteArray header = hasHeader ? QByteArray() : m_index.header();
    for (const LogStream stream : {LogStream::Out, LogStream::Err}) {
        qint64 missing = channel(stream).bytes;
        for (const ArrivalRange &range : known)
            missing -= range.stream == stream ? range.length : 0;
        if (missing > 0)
            m_index.add(stream, missing, QDateTime::currentMSecsSinceEpoch());
    }
    return writeAll(m_indexFile.get(), header.constData(), header.size()) == header.size();
}

void LogPump::start()
{
    for (const LogStream stream : {LogStream::Out, LogStream::Err}) {
        Channel &part = channel(stream);
        part.notifier = std::make_unique<QSocketNotifier>(part.pipe.get(), QSocketNotifier::Read);
        connect(part.notifier.get(), &QSocketNotifier::activated, this, [this, stream] { drain(stream); });
    }
}

void LogPump::drain(LogStream stream)
{
    m_buffer.resize(bufferBytes);
    const ssize_t size = ::read(channel(stream).pipe.get(), m_buffer.data(), bufferBytes);
    if (size > 0)
        keep(stream, size);
    else if (size == 0 || (errno != EAGAIN && errno != EINTR))
        close(stream);
}

void LogPump::keep(LogStream stream, qint64 size)
{
    const qint64 room = m_maxBytes - channel(LogStream::Out).bytes - channel(LogStream::Err).bytes;
    const qint64 kept = m_error.isEmpty() ? std::min(size, room) : 0;
    m_dropped += size - std::max<qint64>(kept, 0);
    if (kept <= 0)
        return; // the pipe is emptied all the same, so that the job does not stand still
    Channel &part = channel(stream);
    const qint64 written = writeAll(part.file.get(), m_buffer.constData(), kept);
    if (written < kept) {
        fail(u"a part of the job's output is lost: cannot write its log"_s, errno);
        m_dropped += kept - written;
    }
    if (written == 0)
        return;
    part.bytes += written;
    m_index.add(stream, written, QDateTime::currentMSecsSinceEpoch());
    if (!m_publishTimer.isActive())
        m_publishTimer.start();
}

void LogPump::fail(const QString &what, int errorNumber)
{
    m_error = ioError(what, errorNumber).message;
}

void LogPump::writeIndex(bool all)
{
    const QByteArray records = m_index.take(all);
    if (writeAll(m_indexFile.get(), records.constData(), records.size()) != records.size() && m_error.isEmpty())
        fail(u"the order of the job's output is lost: cannot write arrival.index"_s, errno);
}

void LogPump::publish()
{
    writeIndex(true);
    Q_EMIT appended(channel(LogStream::Out).bytes, channel(LogStream::Err).bytes);
}

void LogPump::close(LogStream stream)
{
    // The notifier is the one that is calling: it goes once it has returned.
    Channel &part = channel(stream);
    part.notifier->setEnabled(false);
    part.notifier.release()->deleteLater();
    part.pipe.reset();
    part.file.reset();
    if (channel(LogStream::Out).pipe.isValid() || channel(LogStream::Err).pipe.isValid())
        return;
    m_publishTimer.stop();
    publish();
    m_indexFile.reset();
    if (m_error.isEmpty() && m_dropped > 0)
        m_error =
            u"%1 bytes of the job's output were dropped: its logs may have %2 bytes, raise log_mb"_s.arg(m_dropped).arg(
                m_maxBytes);
    Q_EMIT finished(m_error);
}

} // namespace ca
