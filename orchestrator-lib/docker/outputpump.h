#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <array>
#include <memory>

#include "enginestream.h"
#include "outputframes.h"
#include "uniquefd.h"

namespace ca {

/// Moves a container's output from the engine to two descriptors, no faster than their readers take it, and never
/// blocks. Closes them at the end.
class OutputPump : public QObject
{
    Q_OBJECT

public:
    OutputPump(EngineStreamPtr stream, UniqueFd out, UniqueFd err);
    ~OutputPump() override;

    /// The engine is connected to the container's output: from here on nothing is lost.
    [[nodiscard]] bool isConnected() const { return m_stream->isGood(); }
    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }
    /// Why nothing came, for once it has ended; empty when all is well.
    [[nodiscard]] QString problem();

Q_SIGNALS:
    /// isConnected() or hasEnded() has changed.
    void changed();

private:
    struct Sink
    {
        UniqueFd fd;
        QByteArray pending = {};
        std::unique_ptr<QSocketNotifier> room = nullptr;
        bool isGone = false;
    };

    void pump();
    void take(Sink &sink, QByteArrayView bytes);
    void flush(Sink &sink);
    [[nodiscard]] bool isFull() const;
    void end();

    EngineStreamPtr m_stream;
    std::array<Sink, 2> m_sinks;
    OutputFrames m_frames;
    bool m_wasConnected = false;
    bool m_hasEnded = false;
};

} // namespace ca
