#include <QTest>

#include "jobqueue.h"

using namespace ca;

namespace {
Job waiting(int priority, qint64 created)
{
    Job job;
    job.id = QUuid::createUuid();
    job.priority = priority;
    job.created = created;
    return job;
}
} // namespace

class TestJobQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesHigherPriorityFirstThenTheOlder();
    void forgetsWhatIsRemoved();
    void keepsJobsOfTheSameMillisecondApart();
};

void TestJobQueue::takesHigherPriorityFirstThenTheOlder()
{
    const Job late = waiting(0, 200);
    const Job early = waiting(0, 100);
    const Job urgent = waiting(5, 300);
    const Job humble = waiting(-1, 1);
    JobQueue queue;
    for (const Job &job : {late, early, urgent, humble})
        queue.add(job);
    QCOMPARE(queue.takeNext(), urgent.id);
    QCOMPARE(queue.takeNext(), early.id);
    QCOMPARE(queue.takeNext(), late.id);
    QCOMPARE(queue.takeNext(), humble.id);
    QCOMPARE(queue.takeNext(), std::nullopt);
}

void TestJobQueue::forgetsWhatIsRemoved()
{
    const Job job = waiting(0, 1);
    JobQueue queue;
    queue.add(job);
    QVERIFY(queue.remove(job));
    QVERIFY(!queue.remove(job));
    QCOMPARE(queue.size(), 0);
    QCOMPARE(queue.takeNext(), std::nullopt);
}

void TestJobQueue::keepsJobsOfTheSameMillisecondApart()
{
    JobQueue queue;
    for (int i = 0; i < 100; ++i)
        queue.add(waiting(0, 1));
    QCOMPARE(queue.size(), 100);
}

QTEST_GUILESS_MAIN(TestJobQueue)
#include "tst_jobqueue.moc"
