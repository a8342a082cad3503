#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "joblistquery.h"

using namespace ca;
using namespace Qt::StringLiterals;

namespace {
Job job(const QString &title, JobStatus status, qint64 created, qint64 started, int priority)
{
    Job made;
    made.id = QUuid::createUuid();
    made.title = title;
    made.status = status;
    made.created = created;
    made.started = started;
    made.priority = priority;
    return made;
}

QList<Job> someJobs()
{
    return {job(u"Alpha"_s, JobStatus::Complete, 1000, 9000, 0), job(u"beta"_s, JobStatus::Error, 2000, 8000, 5),
            job(u"gamma"_s, JobStatus::Complete, 3000, 7000, -5),
            job(u"alphabet"_s, JobStatus::Running, 4000, 6000, 1)};
}

QJsonObject answered(const JobListQuery &list)
{
    const QList<Job> jobs = someJobs();
    std::vector<const Job *> pointers;
    for (const Job &job : jobs)
        pointers.push_back(&job);
    return QJsonDocument::fromJson(list.answer(pointers)).object();
}
} // namespace

class TestJobListQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void selects_data();
    void selects();
    void rowHasTheFixedFields();
    void refuses_data();
    void refuses();
};

void TestJobListQuery::selects_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("titles");
    QTest::addColumn<int>("total");
    QTest::newRow("all") << QString() << u"Alpha beta gamma alphabet"_s << 4;
    QTest::newRow("status") << u"status=complete"_s << u"Alpha gamma"_s << 2;
    QTest::newRow("text") << u"q=ALPHA"_s << u"Alpha alphabet"_s << 2;
    QTest::newRow("page") << u"limit=2&offset=1"_s << u"beta gamma"_s << 4;
    QTest::newRow("page past the end") << u"offset=9"_s << QString() << 4;
    QTest::newRow("limit 0") << u"limit=0"_s << QString() << 4;
    QTest::newRow("newest first") << u"sort=-created"_s << u"alphabet gamma beta Alpha"_s << 4;
    QTest::newRow("by start") << u"sort=started&limit=1"_s << u"alphabet"_s << 4;
    QTest::newRow("by priority, highest first") << u"sort=-priority&limit=2"_s << u"beta alphabet"_s << 4;
}

void TestJobListQuery::selects()
{
    QFETCH(QString, query);
    const auto list = JobListQuery::parse(QUrlQuery(query));
    QVERIFY(list.has_value());
    const QJsonObject answer = answered(*list);
    QStringList titles;
    for (const QJsonValue &row : answer[u"jobs"].toArray())
        titles.append(row[u"title"].toString());
    QTEST(titles.join(u' '), "titles");
    QTEST(answer[u"total"].toInt(), "total");
}

void TestJobListQuery::rowHasTheFixedFields()
{
    const auto list = JobListQuery::parse({});
    QVERIFY(list.has_value());
    const QJsonValue row = answered(*list)[u"jobs"][0];
    QCOMPARE(row[u"job_id"].toString().size(), 36);
    QCOMPARE(row[u"status"].toString(), u"complete"_s);
    QCOMPARE(row[u"created"].toDouble(), 1.0); // seconds
    QCOMPARE(row[u"started"].toDouble(), 9.0);
    QVERIFY(row[u"completed"].isNull());
    QVERIFY(row[u"error"].isNull());
}

void TestJobListQuery::refuses_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("parameter");
    QTest::newRow("status") << u"status=done"_s << u"status"_s;
    QTest::newRow("limit") << u"limit=-1"_s << u"limit"_s;
    QTest::newRow("offset") << u"offset=x"_s << u"offset"_s;
    QTest::newRow("sort") << u"sort=title"_s << u"sort"_s;
    QTest::newRow("unknown") << u"page=1"_s << u"page"_s;
}

void TestJobListQuery::refuses()
{
    QFETCH(QString, query);
    const auto list = JobListQuery::parse(QUrlQuery(query));
    QVERIFY(!list.has_value());
    QTEST(list.error().detail, "parameter");
}

QTEST_GUILESS_MAIN(TestJobListQuery)
#include "tst_joblistquery.moc"
