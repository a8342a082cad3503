#include "jobsource.h"

#include <QDateTime>
#include <QTimer>
#include <chrono>
#include <memory>

namespace ca::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

JobSource::JobSource(QList<Job> jobs, int changesPerSecond)
    : m_jobs(std::move(jobs))
    , m_rate(changesPerSecond)
{
    moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, this, &JobSource::work);
    m_thread.start();
}

JobSource::~JobSource()
{
    m_thread.quit();
    m_thread.wait();
}

// One change at a time, as jobs make them; those that a late timer has missed are made up for.
void JobSource::work()
{
    auto *timer = new QTimer;
    connect(&m_thread, &QThread::finished, timer, &QObject::deleteLater);
    timer->setTimerType(Qt::PreciseTimer);
    const auto begin = std::chrono::steady_clock::now();
    connect(timer, &QTimer::timeout, this, [this, begin, made = 0]() mutable {
        const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
        for (; made < elapsed.count() * m_rate; ++made) {
            Job &job = m_jobs[made % m_jobs.size()];
            job.stepsDone = (job.stepsDone + 1) % job.stepsPlanned;
            job.outBytes += 100;
            job.currentStep = u"Step %1 of the work"_s.arg(job.stepsDone);
            Q_EMIT changed({job});
        }
    });
    timer->start(1ms);
}

QList<Job> mixedJobs(int count)
{
    constexpr int running = 400;
    QList<Job> jobs;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (int i = 0; i < count; ++i) {
        Job job;
        job.id = QUuid::createUuid();
        job.sequence = i + 1;
        job.title = u"Sales report of week %1, with charts and a summary"_s.arg(i);
        job.created = now - (count - i) * 1000;
        job.started = job.created + 100;
        job.provider = i % 3 == 0 ? u"gemini"_s : u"alchemyst"_s;
        job.engine = u"bubblewrap"_s;
        job.stepsPlanned = 12;
        job.status = i % 7 == 0 ? JobStatus::Error : JobStatus::Complete;
        if (i >= count - running) {
            job.status = JobStatus::Running;
            job.phase = JobPhase::Working;
        } else {
            job.completed = job.started + 9000;
            job.resultBytes = 4321;
            job.resultFiles = 7;
        }
        jobs.append(job);
    }
    return jobs;
}

} // namespace ca::bench
