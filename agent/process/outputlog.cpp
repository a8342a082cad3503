#include "outputlog.h"

#include <algorithm>
#include <string>

namespace ca::agent {

namespace {

using namespace std::chrono_literals;

/// How long a cancelled job's output may still wait for its reader.
constexpr auto outputGrace = 500ms;

std::string sizeText(std::uint64_t bytes)
{
    constexpr std::uint64_t mebibyte = 1024U * 1024;
    return bytes % mebibyte == 0 ? std::to_string(bytes / mebibyte) + " MB" : std::to_string(bytes) + " bytes";
}

} // namespace

OutputLog::OutputLog(EventLoop &loop, int outFd, int errFd)
    : m_loop(loop)
    , m_sinks{{{loop, outFd}, {loop, errFd}}}
{
}

void OutputLog::setLimit(std::uint64_t bytes)
{
    m_limit = m_left = bytes;
}

bool OutputLog::hasRoom(Stream stream) const
{
    return m_left == 0 || m_isAbandoned || m_sinks[static_cast<std::size_t>(stream)].hasRoom();
}

void OutputLog::write(Stream stream, std::string_view bytes)
{
    if (m_isAbandoned) {
        m_dropped += bytes.size();
        return;
    }
    const auto kept = std::min<std::uint64_t>(bytes.size(), m_left);
    m_left -= kept;
    m_sinks[static_cast<std::size_t>(stream)].write(bytes.substr(0, kept));
    if (kept == bytes.size())
        return;
    if (m_dropped == 0)
        writeLine("[output limit of " + sizeText(m_limit) +
                  " reached: what follows is dropped; raise the limit log_mb to keep more]");
    m_dropped += bytes.size() - kept;
}

void OutputLog::writeLine(std::string_view line)
{
    auto &sink = m_sinks[static_cast<std::size_t>(Stream::Err)];
    sink.write((sink.isAtLineStart() ? "" : "\n") + std::string(line) + '\n');
}

bool OutputLog::isFlushed() const
{
    return std::ranges::all_of(m_sinks, &OutputSink::isFlushed);
}

void OutputLog::waitUntil(const std::function<bool()> &isDone, const Cancellation &cancellation)
{
    while (!isDone()) {
        std::optional<Clock::time_point> giveUpAt;
        if (cancellation.isRequested() && !m_isAbandoned)
            giveUpAt = *cancellation.killAt() + outputGrace;
        if (giveUpAt && Clock::now() >= *giveUpAt)
            abandon();
        else
            m_loop.turn(giveUpAt);
    }
}

void OutputLog::abandon()
{
    m_isAbandoned = true;
    for (auto &sink : m_sinks)
        m_dropped += sink.abandon();
}

protocol::LogPosition OutputLog::position() const
{
    return {.out = m_sinks[0].position(), .err = m_sinks[1].position()};
}

} // namespace ca::agent
