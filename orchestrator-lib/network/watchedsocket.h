#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <memory>

#include "uniquefd.h"

namespace ca {

/// A non-blocking socket that says when it can be read or written, as long as somebody wants to know. Lives on one
/// thread. (Watched for nothing it is not watched at all: a peer that hung up does not make the loop spin.)
class WatchedSocket : public QObject
{
    Q_OBJECT

public:
    explicit WatchedSocket(UniqueFd fd);

    [[nodiscard]] int fd() const { return m_fd.get(); }
    void watch(bool forReading, bool forWriting);
    /// Up to a few kilobytes; empty when there is nothing now. `hasEnded`: nothing will ever come again.
    QByteArray receive(bool &hasEnded);
    /// Throws away what has come; true when nothing will ever come again.
    bool discard();
    /// The descriptor, which is not watched any more.
    [[nodiscard]] UniqueFd take();
    /// Nothing has come, and the other side has not hung up: it is as it was when the last answer had ended.
    [[nodiscard]] static bool isQuiet(const UniqueFd &fd);
    /// No more is sent.
    void finishWriting();

Q_SIGNALS:
    void ready();

private:
    void set(std::unique_ptr<QSocketNotifier> &notifier, QSocketNotifier::Type type, bool isWanted);

    UniqueFd m_fd;
    std::unique_ptr<QSocketNotifier> m_reading;
    std::unique_ptr<QSocketNotifier> m_writing;
};

} // namespace ca
