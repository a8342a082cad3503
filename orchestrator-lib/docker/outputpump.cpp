#include "outputpump.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

#include "enginehttp.h"

namespace ca {

namespace {
constexpr qint64 outputChunk = 64LL * 1024;
}

OutputPump::OutputPump(EngineStreamPtr stream, UniqueFd out, UniqueFd err)
    : m_stream(std::move(stream))
    , m_sinks{Sink{.fd = std::move(out)}, Sink{.fd = std::move(err)}}
{
    for (Sink &sink : m_sinks) {
        ::fcntl(sink.fd.get(), F_SETFL, ::fcntl(sink.fd.get(), F_GETFL) | O_NONBLOCK);
        sink.room = std::make_unique<QSocketNotifier>(sink.fd.get(), QSocketNotifier::Write);
        sink.room->setEnabled(false);
        connect(sink.room.get(), &QSocketNotifier::activated, this, [this, &sink] {
            flush(sink);
            pump();
        });
    }
    connect(m_stream.get(), &EngineStream::moved, this, &OutputPump::pump);
}

OutputPump::~OutputPump()
{
    m_stream->disconnect(this);
}

bool OutputPump::isFull() const
{
    return std::ranges::any_of(m_sinks, [](const Sink &sink) { return !sink.pending.isEmpty(); });
}

QString OutputPump::problem()
{
    if (m_stream->isGood() || !m_stream->problem().isEmpty())
        return m_stream->problem();
    return EngineAnswer{.status = m_stream->status(), .body = m_stream->read(outputChunk)}.message();
}

void OutputPump::pump()
{
    if (m_hasEnded)
        return;
    while (m_stream->isGood() && !isFull() && m_stream->bytesAvailable() > 0) {
        const QByteArray bytes = m_stream->read(outputChunk);
        const bool fits = m_frames.feed(bytes, [this](OutputFrames::Stream stream, QByteArrayView piece) {
            take(m_sinks.at(stream == OutputFrames::Stream::Out ? 0 : 1), piece);
        });
        if (!fits)
            m_stream->giveUp();
    }
    if (m_stream->hasEnded() && !isFull() && (!m_stream->isGood() || m_stream->bytesAvailable() == 0))
        return end();
    if (m_stream->isGood() && !std::exchange(m_wasConnected, true))
        Q_EMIT changed();
}

void OutputPump::take(Sink &sink, QByteArrayView bytes)
{
    if (sink.isGone)
        return;
    sink.pending.append(bytes);
    flush(sink);
}

void OutputPump::flush(Sink &sink)
{
    while (!sink.pending.isEmpty()) {
        const auto count =
            ::write(sink.fd.get(), sink.pending.constData(), static_cast<std::size_t>(sink.pending.size()));
        if (count > 0) {
            sink.pending.remove(0, count);
        } else if (errno == EAGAIN) {
            break;
        } else if (errno != EINTR) {
            sink.isGone = true; // nobody reads any more, or the disk is full: the rest is dropped
            sink.pending.clear();
        }
    }
    sink.room->setEnabled(!sink.pending.isEmpty());
}

void OutputPump::end()
{
    m_hasEnded = true;
    for (Sink &sink : m_sinks) {
        sink.room->setEnabled(false);
        sink.room.release()->deleteLater(); // its signal may have brought us here
        sink.fd.reset();
    }
    Q_EMIT changed();
}

} // namespace ca
