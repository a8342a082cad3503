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

OutputPump::OutputPump(UniqueFd out, UniqueFd err, OutputBytes received)
    : m_sinks{Sink{.fd = std::move(out), .received = received.out},
              Sink{.fd = std::move(err), .received = received.err}}
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
}

OutputPump::~OutputPump()
{
    if (m_stream)
        m_stream->disconnect(this);
}

void OutputPump::attach(EngineStreamPtr live)
{
    for (Sink &sink : m_sinks)
        sink.toSkip = 0;
    follow(std::move(live));
}

void OutputPump::catchUp(EngineStreamPtr everything, OutputBytes most)
{
    m_sinks.at(0).toSkip = std::min(m_sinks.at(0).received, most.out);
    m_sinks.at(1).toSkip = std::min(m_sinks.at(1).received, most.err);
    follow(std::move(everything));
}

void OutputPump::follow(EngineStreamPtr stream)
{
    if (m_stream)
        m_stream->disconnect(this);
    m_stream = std::move(stream);
    m_frames = {};
    m_wasConnected = false;
    m_hasEnded = false;
    connect(m_stream.get(), &EngineStream::moved, this, &OutputPump::pump);
}

bool OutputPump::isFull() const
{
    return std::ranges::any_of(m_sinks, [](const Sink &sink) { return !sink.pending.isEmpty(); });
}

QString OutputPump::problem()
{
    if (!m_stream)
        return {};
    if (m_stream->isGood() || !m_stream->problem().isEmpty())
        return m_stream->problem();
    return EngineAnswer{.status = m_stream->status(), .body = m_stream->read(outputChunk)}.message();
}

void OutputPump::pump()
{
    if (m_hasEnded || !m_stream)
        return;
    while (m_stream->isGood() && !isFull() && m_stream->bytesAvailable() > 0) {
        const QByteArray bytes = m_stream->read(outputChunk);
        m_movedBytes += bytes.size();
        const bool fits = m_frames.feed(bytes, [this](OutputFrames::Stream stream, QByteArrayView piece) {
            take(m_sinks.at(stream == OutputFrames::Stream::Out ? 0 : 1), piece);
        });
        for (Sink &sink : m_sinks)
            flush(sink);
        if (!fits)
            m_stream->giveUp();
    }
    if (m_stream->hasEnded() && !isFull() && (!m_stream->isGood() || m_stream->bytesAvailable() == 0)) {
        m_hasEnded = true;
        Q_EMIT changed();
        return;
    }
    if (m_stream->isGood() && !std::exchange(m_wasConnected, true))
        Q_EMIT changed();
}

void OutputPump::take(Sink &sink, QByteArrayView bytes)
{
    const auto known = std::min<qint64>(sink.toSkip, bytes.size());
    sink.toSkip -= known;
    sink.received += bytes.size() - known;
    if (!sink.isGone)
        sink.pending.append(bytes.sliced(known));
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

} // namespace ca
