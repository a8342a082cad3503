#pragma once

#include "eventloop.h"
#include "fd.h"
#include "outputexcerpt.h"
#include "outputlog.h"

namespace ca::agent {

/// The reading end of a step's stdout or stderr; moves what comes to the log, as fast as the log takes it.
class StepPipe final : public Pollable
{
public:
    /// Makes the pipe; hands its writing end to `writeEnd`, which stays invalid when there are no descriptors left.
    StepPipe(EventLoop &loop, OutputLog &log, Stream stream, Fd &writeEnd);
    ~StepPipe() override;

    /// Moves all there is; false when the log had no room for it.
    bool drain();
    /// What came of it, whether the log had room for it or not.
    [[nodiscard]] const OutputExcerpt &excerpt() const { return m_excerpt; }

    [[nodiscard]] int fd() const override { return m_fd.get(); }
    [[nodiscard]] short interest() const override;
    void handleReady() override;

private:
    /// False when there is nothing (more) to read now.
    bool readOnce();

    EventLoop &m_loop;
    OutputLog &m_log;
    Stream m_stream;
    Fd m_fd;
    OutputExcerpt m_excerpt;
};

} // namespace ca::agent
