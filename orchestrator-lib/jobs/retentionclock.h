#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace ca {

/// Says when it is time to look for jobs that are older than they are to be kept, and from which time on they are. It
/// does not trust a wall clock that jumped while the program ran: a wrong date must not delete anybody's work.
class RetentionClock : public QObject
{
    Q_OBJECT

public:
    /// `days` 0: never.
    explicit RetentionClock(int days, QObject *parent = nullptr);

    /// due() comes soon, and then every hour.
    void start();

Q_SIGNALS:
    /// Jobs that ended before this time (ms since 1970) are to go.
    void due(qint64 endedBefore);

private:
    void look();

    const int m_days;
    QTimer m_timer;
    /// The wall clock at the start, and the time since then by a clock that nobody sets.
    qint64 m_startedAt = 0;
    QElapsedTimer m_elapsed;
};

} // namespace ca
