#include <QTest>

#include "jobfilter.h"
#include "samplejobs.h"

using namespace ca;
using namespace ca::dashboard;

class JobFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void groupsAndWordsBothCount();
    void unknownStatusesAreNamed();
    void statusesAreUnderstood_data();
    void statusesAreUnderstood();
};

void JobFilterTest::matches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isMatch");
    QTest::newRow("nothing") << QString() << true;
    QTest::newRow("blanks") << QStringLiteral("  ") << true;
    QTest::newRow("part of the task") << QStringLiteral("sales") << true;
    QTest::newRow("another case") << QStringLiteral("SALES rep") << true;
    QTest::newRow("beyond ASCII, another case") << QStringLiteral("ÄPFEL") << true;
    QTest::newRow("words in any order") << QStringLiteral("page report") << true;
    QTest::newRow("one word is not there") << QStringLiteral("report zebra") << false;
    QTest::newRow("the provider") << QStringLiteral("gemini") << true;
    QTest::newRow("another provider") << QStringLiteral("mistral") << false;
    QTest::newRow("the id's beginning") << QStringLiteral("4f2a") << true;
    QTest::newRow("the whole id") << QStringLiteral("4f2a0000-1234-4abc-8def-0123456789ab") << true;
    QTest::newRow("asked as id") << QStringLiteral("id:4F2A0000-12") << true;
    QTest::newRow("half a byte of the id") << QStringLiteral("id:4f2") << true;
    QTest::newRow("asked as id, still being typed") << QStringLiteral("id:") << true;
    QTest::newRow("the id's middle") << QStringLiteral("id:1234") << false;
    QTest::newRow("no id at all") << QStringLiteral("id:sales") << false;
    QTest::newRow("too long for an id") << QStringLiteral("id:4f2a0000-1234-4abc-8def-0123456789abc") << false;
    QTest::newRow("a status") << QStringLiteral("status:failed") << true;
    QTest::newRow("a status and a word") << QStringLiteral("status:failed sales") << true;
    QTest::newRow("a status and a wrong word") << QStringLiteral("status:failed zebra") << false;
    QTest::newRow("another status") << QStringLiteral("status:running") << false;
    QTest::newRow("any of two statuses") << QStringLiteral("status:running status:failed") << true;
    QTest::newRow("the API's word") << QStringLiteral("status:error") << true;
    QTest::newRow("a status, still being typed") << QStringLiteral("status:") << true;
    QTest::newRow("no status") << QStringLiteral("status:zebra") << false;
    QTest::newRow("a regular expression's signs are plain") << QStringLiteral("(.*)") << false;
}

void JobFilterTest::matches()
{
    QFETCH(const QString, text);
    Job job = sampleJob(QStringLiteral("Sales report of Äpfel as a web page"), JobStatus::Error);
    job.id = QUuid(QStringLiteral("4f2a0000-1234-4abc-8def-0123456789ab"));
    job.provider = QStringLiteral("gemini");
    QTEST(JobFilter(text, {}).matches(job), "isMatch");
}

void JobFilterTest::groupsAndWordsBothCount()
{
    const Job job = sampleJob(QStringLiteral("Sales"), JobStatus::Running);
    QVERIFY(JobFilter(QStringLiteral("sales"), JobGroup::Running).matches(job));
    QVERIFY(!JobFilter(QStringLiteral("sales"), JobGroup::Failed).matches(job));
    QVERIFY(!JobFilter(QStringLiteral("zebra"), JobGroup::Running).matches(job));
    QVERIFY(!JobFilter(QStringLiteral("status:failed"), JobGroup::Running).matches(job));
    QVERIFY(JobFilter().isEmpty());
    QVERIFY(!JobFilter({}, JobGroup::Running).isEmpty());
}

void JobFilterTest::unknownStatusesAreNamed()
{
    QCOMPARE(JobFilter(QStringLiteral("a status:zebra"), {}).unknownStatus(), QStringLiteral("zebra"));
    QVERIFY(JobFilter(QStringLiteral("status:f"), {}).unknownStatus().isEmpty());
}

void JobFilterTest::statusesAreUnderstood_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<int>("group");
    QTest::newRow("title") << QStringLiteral("Waiting") << int(JobGroup::Waiting);
    QTest::newRow("beginning") << QStringLiteral("wai") << int(JobGroup::Waiting);
    QTest::newRow("on the wire") << QStringLiteral("scheduled") << int(JobGroup::Waiting);
    QTest::newRow("error") << QStringLiteral("error") << int(JobGroup::Failed);
    QTest::newRow("cancelled") << QStringLiteral("canc") << int(JobGroup::Cancelled);
    QTest::newRow("complete") << QStringLiteral("complete") << int(JobGroup::Complete);
    QTest::newRow("none") << QStringLiteral("zebra") << -1;
    QTest::newRow("empty") << QString() << -1;
}

void JobFilterTest::statusesAreUnderstood()
{
    QFETCH(const QString, word);
    const auto group = groupFromWord(word);
    QTEST(group ? static_cast<int>(*group) : -1, "group");
}

QTEST_MAIN(JobFilterTest)
#include "tst_jobfilter.moc"
