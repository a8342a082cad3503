#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <memory>

#include "uniquefd.h"

namespace ca::cli {

/// Reads one line from the terminal while the event loop runs: a yes-or-no answer. It reads the controlling terminal,
/// so standard input may be a file.
class Question : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// There is a person to ask: a controlling terminal, and standard error shows there.
    [[nodiscard]] static bool isPossible();

    /// answered() follows; an earlier question is forgotten. To be called before the question is shown: what was typed
    /// until then is no answer.
    void start();
    void stop();
    [[nodiscard]] bool isOpen() const { return m_notifier != nullptr; }

Q_SIGNALS:
    void answered(bool yes);

private:
    void read();

    UniqueFd m_fd;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace ca::cli
