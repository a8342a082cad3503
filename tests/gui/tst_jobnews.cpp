#include <QTest>
#include <memory>

#include "jobfeed.h"
#include "jobnews.h"
#include "samplejobs.h"

using namespace ca;
using namespace ca::dashboard;
using namespace Qt::StringLiterals;

/// What of all that happens to jobs is worth telling.
class JobNewsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void changesOfJobsAreNews_data();
    void changesOfJobsAreNews();
    void whatWasSoBeforeIsNoNews();
    void jobsAreCounted();

private:
    void give(const Job &job) { QVERIFY(m_jobs->give(job)); }

    std::unique_ptr<JobFeed> m_jobs;
    std::unique_ptr<JobNews> m_news;
};

void JobNewsTest::init()
{
    m_news.reset();
    m_jobs = std::make_unique<JobFeed>();
    m_news = std::make_unique<JobNews>(&m_jobs->client());
    QVERIFY(m_jobs->load());
}

void JobNewsTest::changesOfJobsAreNews_data()
{
    QTest::addColumn<JobStatus>("status");
    QTest::addColumn<JobPhase>("phase");
    QTest::addColumn<int>("occasion");
    const int none = -1;
    QTest::newRow("goes on") << JobStatus::Running << JobPhase::Working << none;
    QTest::newRow("asks") << JobStatus::Running << JobPhase::AwaitingApproval << int(Occasion::Approval);
    QTest::newRow("complete") << JobStatus::Complete << JobPhase::None << int(Occasion::Finished);
    QTest::newRow("failed") << JobStatus::Error << JobPhase::None << int(Occasion::Failed);
    QTest::newRow("cancelled by the person") << JobStatus::Cancelled << JobPhase::None << none;
}

void JobNewsTest::changesOfJobsAreNews()
{
    QFETCH(const JobStatus, status);
    QFETCH(const JobPhase, phase);
    QFETCH(const int, occasion);
    QList<Occasion> heard;
    connect(m_news.get(), &JobNews::happened, this, [&heard](Occasion what) { heard.append(what); });
    const Job job = sampleJob(u"Task"_s, JobStatus::Running);
    give(job);
    QVERIFY(heard.isEmpty());
    give(JobFeed::changed(job, status, phase));
    give(JobFeed::changed(job, status, phase)); // another change of the same job
    QCOMPARE(heard, occasion < 0 ? QList<Occasion>() : QList<Occasion>{Occasion(occasion)});
}

void JobNewsTest::whatWasSoBeforeIsNoNews()
{
    int heard = 0;
    connect(m_news.get(), &JobNews::happened, this, [&heard] { ++heard; });
    give(sampleJob(u"Ended before"_s, JobStatus::Complete, 5));
    QCOMPARE(heard, 0);
    Job quick = sampleJob(u"Ended within a frame"_s, JobStatus::Complete);
    quick.created += 10'000;
    give(quick);
    give(quick);
    QCOMPARE(heard, 1);
}

void JobNewsTest::jobsAreCounted()
{
    const Job one = sampleJob(u"One"_s, JobStatus::Running);
    const Job two = sampleJob(u"Two"_s, JobStatus::Scheduled);
    give(one);
    give(two);
    QCOMPARE(m_news->running(), 1);
    QCOMPARE(m_news->waiting(), 1);
    give(JobFeed::changed(one, JobStatus::Error));
    QCOMPARE(m_news->running(), 0);
    Q_EMIT m_jobs->client().jobsRemoved({two.id});
    QCOMPARE(m_news->waiting(), 0);
}

QTEST_GUILESS_MAIN(JobNewsTest)
#include "tst_jobnews.moc"
