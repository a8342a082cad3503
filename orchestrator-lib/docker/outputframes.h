#pragma once

#include <QByteArray>
#include <functional>

namespace ca {

/// Takes an engine's stream of output apart: frames of [stream, 0, 0, 0, length as 4 bytes, big-endian] and that many
/// bytes, as https://docs.docker.com/reference/api/engine/ has it under "attach". Nothing is kept but a head that is
/// not complete yet, whatever length it says.
class OutputFrames
{
public:
    enum class Stream { Out, Err };

    /// Calls `take` with every piece, in order. False when that is no stream of frames; nothing is taken after that.
    bool feed(QByteArrayView bytes, const std::function<void(Stream, QByteArrayView)> &take);

private:
    bool readHead();

    QByteArray m_head;
    Stream m_stream = Stream::Out;
    quint32 m_rest = 0;
    bool m_isBroken = false;
};

} // namespace ca
