#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <array>
#include <memory>

#include "enginestream.h"
#include "outputframes.h"
#include "sandboxengine.h"
#include "uniquefd.h"

namespace ca {

/// Moves a container's output from the engine to two descriptors, no faster than their readers take it, and never
/// blocks. They stay open as long as it lives, since another stream may follow one that broke off.
class OutputPump : public QObject
{
    Q_OBJECT

public:
    /// `received`: what the readers have of the container's output already.
    OutputPump(UniqueFd out, UniqueFd err, OutputBytes received = {});
    ~OutputPump() override;

    /// Moves what the container prints from now on.
    void attach(EngineStreamPtr live);
    /// Moves what the readers have not got yet of all that the container has printed, and prints. `most`: of what they
    /// have, not more than this is in it.
    void catchUp(EngineStreamPtr everything, OutputBytes most);

    /// The engine is connected to the container's output: from here on nothing is lost.
    [[nodiscard]] bool isConnected() const { return m_stream && m_stream->isGood(); }
    /// The stream is at its end, and everything moved.
    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }
    /// Of all streams so far, also what the readers had already.
    [[nodiscard]] qint64 movedBytes() const { return m_movedBytes; }
    /// Why nothing came, for once it has ended; empty when all is well.
    [[nodiscard]] QString problem();

Q_SIGNALS:
    /// isConnected() or hasEnded() has changed.
    void changed();

private:
    struct Sink
    {
        UniqueFd fd;
        qint64 received = 0;
        /// Of the present stream, what the reader has.
        qint64 toSkip = 0;
        QByteArray pending = {};
        std::unique_ptr<QSocketNotifier> room = nullptr;
        bool isGone = false;
    };

    void follow(EngineStreamPtr stream);
    void pump();
    void take(Sink &sink, QByteArrayView bytes);
    void flush(Sink &sink);
    [[nodiscard]] bool isFull() const;

    EngineStreamPtr m_stream;
    qint64 m_movedBytes = 0;
    std::array<Sink, 2> m_sinks;
    OutputFrames m_frames;
    bool m_wasConnected = false;
    bool m_hasEnded = false;
};

} // namespace ca
