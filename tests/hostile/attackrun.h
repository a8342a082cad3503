#pragma once

#include <QElapsedTimer>
#include <QJsonObject>
#include <functional>

#include "attacks.h"
#include "surroundings.h"

namespace ca::hostile {

/// One attack as a job of the server, watched from outside until it has ended.
class AttackRun
{
public:
    AttackRun(Surroundings &surroundings, const Attack &attack);
    /// Cancels what still runs, so that the next attack has its turn.
    ~AttackRun();

    /// Schedules it; false when that was refused.
    bool start();
    /// Looks once; true when the job has ended.
    bool look();
    /// Looks until it has ended; false after a minute and a half.
    bool watchToTheEnd();
    void cancel();

    /// GET /job/{id}, as of the last look.
    [[nodiscard]] QJsonObject job() const { return m_job; }
    [[nodiscard]] QByteArray log(const QString &stream) const;
    /// The result's bytes, unpacked into one; the error's name where it could not be read.
    [[nodiscard]] QByteArray result() const;
    [[nodiscard]] QString jobDir() const;
    /// The server, and what runs for this job.
    [[nodiscard]] std::vector<pid_t> processes() const { return m_surroundings.processes(m_container); }
    /// The engine's name for the sandbox.
    [[nodiscard]] QString container() const { return m_container; }
    /// In the command lines of processes that the attack leaves behind.
    [[nodiscard]] QString mark() const { return m_mark; }

    [[nodiscard]] qsizetype mostProcesses() const { return m_mostProcesses; }
    [[nodiscard]] qint64 slowestAnswerMs() const { return m_slowestAnswerMs; }
    [[nodiscard]] bool answeredAlways() const { return m_answeredAlways; }
    /// Bytes that this machine had less of, at worst, than at the start.
    [[nodiscard]] qint64 mostMemory() const { return m_mostMemory; }
    [[nodiscard]] qint64 mostDisk() const { return m_mostDisk; }
    /// Processors that the job kept busy on average while it ran at full size.
    [[nodiscard]] double busyCpus() const;

private:
    [[nodiscard]] QByteArray script() const;
    void ask();
    void measure();

    Surroundings &m_surroundings;
    Attack m_attack;
    QString m_mark;
    QString m_id;
    QString m_container;
    QJsonObject m_job;
    bool m_ended = false;
    qsizetype m_mostProcesses = 0;
    qint64 m_slowestAnswerMs = 0;
    bool m_answeredAlways = true;
    qint64 m_memoryBefore = 0;
    qint64 m_diskBefore = 0;
    qint64 m_mostMemory = 0;
    qint64 m_mostDisk = 0;
    QElapsedTimer m_clock;
    qint64 m_firstCpuMs = -1;
    qint64 m_lastCpuMs = 0;
    qint64 m_firstWallMs = 0;
    qint64 m_lastWallMs = 0;
};

} // namespace ca::hostile
