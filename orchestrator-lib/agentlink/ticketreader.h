#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include "uniquefd.h"

namespace ca {

/// Reads the ticket at the start of one connection, and not one byte of what comes after it.
class TicketReader : public QObject
{
    Q_OBJECT

public:
    /// The socket never blocks.
    explicit TicketReader(UniqueFd socket);

    /// Empty when none came in time, or something else did.
    [[nodiscard]] QByteArray ticket() const;
    [[nodiscard]] UniqueFd takeSocket();

Q_SIGNALS:
    /// Once, from the event loop.
    void finished();

private:
    void read();
    void finish(bool isWhole);

    UniqueFd m_socket;
    QSocketNotifier m_ready;
    QTimer m_deadline;
    QByteArray m_line;
    bool m_isWhole = false;
};

} // namespace ca
