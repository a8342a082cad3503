#include <QJsonArray>
#include <QTest>

#include "aidaemon.h"

using namespace ca::test;
using namespace Qt::StringLiterals;
using Model = ScriptedModel;

/// A person steers an AI job while it works: pause, message, approval, cancel in every phase.
class TestAiControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_ai = std::make_unique<AiDaemon>(); }
    void cleanup();
    void pauseStopsEverything();
    void pausedTimeCountsForNoLimit();
    void messageReachesTheNextAnalysis();
    void approvalLetsABatchRun();
    void refusalGoesBackWithItsComment();
    void unansweredApprovalPauses();
    void cancelEndsEveryPhase_data();
    void cancelEndsEveryPhase();
    void controlOfAnEndedJobIsRefused_data();
    void controlOfAnEndedJobIsRefused();

private:
    /// Whether a step makes this file in the workspace.
    bool awaitFile(const QString &id, const QString &name);
    /// Steers the job; true when the server did it.
    bool steer(const QString &id, const QString &what, const QJsonObject &body = {});

    std::unique_ptr<AiDaemon> m_ai;
};

namespace {
const auto task = u"Count slowly"_s;
const auto counting = u"i=0; while [ ! -e stop ]; do i=$((i+1)); echo $i > count; sleep 0.02; done; echo stopped"_s;
} // namespace

void TestAiControl::cleanup()
{
    QCOMPARE(m_ai->model().complaints(), QStringList());
    QVERIFY(m_ai->daemon().stop());
    m_ai.reset();
}

bool TestAiControl::awaitFile(const QString &id, const QString &name)
{
    const QString path = u"%1/jobs/%2/workspace/%3"_s.arg(m_ai->dataDir(), id, name);
    return QTest::qWaitFor([&] { return QFile::exists(path); }, 20'000);
}

bool TestAiControl::steer(const QString &id, const QString &what, const QJsonObject &body)
{
    return m_ai->http().post(u"/job/%1/%2"_s.arg(id, what), body).status == 200;
}

void TestAiControl::pauseStopsEverything()
{
    m_ai->model().learn(task, {{.plan = Model::plan({Model::shell(counting)})},
                               {.mustRead = {u"stopped\n"_s}, .plan = Model::done(u"Counted."_s)}});
    const QString id = m_ai->schedule(task);
    QVERIFY(QTest::qWaitFor([&] { return m_ai->file(id, u"count"_s).toInt() > 3; }, 20'000));
    QVERIFY(steer(id, u"pause"_s));
    QVERIFY(steer(id, u"pause"_s)); // as often as one likes
    QCOMPARE(m_ai->http().get(u"/status/"_s + id).json()[u"phase"].toString(), u"paused"_s);
    const QByteArray stood = m_ai->file(id, u"count"_s);
    QTest::qWait(300); // the proof that nothing happens takes a while
    QCOMPARE(m_ai->file(id, u"count"_s), stood);

    QVERIFY(steer(id, u"resume"_s));
    QVERIFY(QTest::qWaitFor([&] { return m_ai->file(id, u"count"_s).toInt() > stood.toInt() + 3; }, 20'000));
    QVERIFY(QFile(u"%1/jobs/%2/workspace/stop"_s.arg(m_ai->dataDir(), id)).open(QIODevice::WriteOnly));
    QCOMPARE(m_ai->awaitEnd(id)[u"status"].toString(), u"complete"_s);
}

void TestAiControl::pausedTimeCountsForNoLimit()
{
    m_ai->model().learn(task, {{.plan = Model::plan({Model::shell(u"touch begun; sleep 1; echo slept"_s)})},
                               {.mustRead = {u"slept\n"_s}, .plan = Model::done(u"Slept."_s)}});
    const QString id = m_ai->schedule(task, {{u"limits"_s, QJsonObject{{u"step_timeout"_s, 2}, {u"wall_time"_s, 4}}}});
    QVERIFY(awaitFile(id, u"begun"_s));
    QVERIFY(steer(id, u"pause"_s));
    QTest::qWait(5'000); // longer than both limits
    QVERIFY(steer(id, u"resume"_s));
    const QJsonObject job = m_ai->awaitEnd(id);
    QVERIFY2(job[u"status"] == u"complete"_s, qPrintable(job[u"error"].toString()));
}

void TestAiControl::messageReachesTheNextAnalysis()
{
    m_ai->model().learn(task,
                        {{.plan = Model::plan({Model::shell(u"touch begun; until [ -e go ]; do sleep 0.02; done"_s)})},
                         {.mustRead = {u"Write it in French, too."_s}, .plan = Model::done(u"Bien."_s)}});
    const QString id = m_ai->schedule(task);
    QVERIFY(awaitFile(id, u"begun"_s)); // else the message is there for the first analysis
    QVERIFY(steer(id, u"message"_s, {{u"text"_s, u"Write it in French, too."_s}}));
    QVERIFY(QFile(u"%1/jobs/%2/workspace/go"_s.arg(m_ai->dataDir(), id)).open(QIODevice::WriteOnly));
    const QJsonObject job = m_ai->awaitEnd(id);
    QVERIFY2(job[u"status"] == u"complete"_s, qPrintable(job[u"error"].toString()));
    QVERIFY(eventTexts(job).contains(u"Write it in French, too."_s));
}

void TestAiControl::approvalLetsABatchRun()
{
    m_ai->model().learn(task, {{.plan = Model::plan({Model::shell(u"echo approved > file"_s)}, u"Writes a file"_s)},
                               {.mustRead = {u"exit code 0"_s}, .plan = Model::done(u"Written."_s)}});
    const QString id = m_ai->schedule(task, {{u"approval"_s, true}});
    QVERIFY(m_ai->awaitPhase(id, u"waiting_for_approval"_s));
    const QJsonValue asked = m_ai->http().get(u"/job/"_s + id).json()[u"approval"];
    QCOMPARE(asked[u"summary"].toString(), u"Writes a file"_s);
    QCOMPARE(asked[u"steps"][0][u"code"].toString(), u"echo approved > file"_s);
    QCOMPARE(m_ai->file(id, u"file"_s), QByteArray());
    QVERIFY(steer(id, u"approve"_s, {{u"approved"_s, true}}));
    QCOMPARE(m_ai->awaitEnd(id)[u"status"].toString(), u"complete"_s);
    QCOMPARE(m_ai->file(id, u"file"_s), QByteArray("approved\n"));
}

void TestAiControl::refusalGoesBackWithItsComment()
{
    m_ai->model().learn(task, {{.plan = Model::plan({Model::shell(u"echo bad > bad"_s)})},
                               {.mustRead = {u"Not that file."_s}, .plan = Model::done(u"Left it."_s)}});
    const QString id = m_ai->schedule(task, {{u"approval"_s, true}});
    QVERIFY(m_ai->awaitPhase(id, u"waiting_for_approval"_s));
    QVERIFY(steer(id, u"approve"_s, {{u"approved"_s, false}, {u"comment"_s, u"Not that file."_s}}));
    QCOMPARE(m_ai->awaitEnd(id)[u"status"].toString(), u"complete"_s);
    QCOMPARE(m_ai->file(id, u"bad"_s), QByteArray());
}

void TestAiControl::unansweredApprovalPauses()
{
    AiDaemon ai({u"AGENT_APPROVAL_TIMEOUT=1"_s});
    ai.model().learn(task, {{.plan = Model::plan({Model::shell(u"echo ran > file"_s)})},
                            {.mustRead = {u"exit code 0"_s}, .plan = Model::done(u"Ran."_s)}});
    const QString id = ai.schedule(task, {{u"approval"_s, true}});
    QVERIFY(ai.awaitPhase(id, u"paused"_s));
    QCOMPARE(ai.http().post(u"/job/%1/approve"_s.arg(id), {{u"approved"_s, true}}).status, 200);
    const QJsonObject job = ai.awaitEnd(id);
    QVERIFY2(job[u"status"] == u"complete"_s, qPrintable(job[u"error"].toString()));
    QVERIFY(eventTexts(job).contains(u"nobody has answered"_s));
}

void TestAiControl::cancelEndsEveryPhase_data()
{
    QTest::addColumn<QList<FakeAnswer>>("answers");
    QTest::addColumn<QJsonObject>("fields");
    QTest::addColumn<QString>("phase");
    const FakeAnswer plan = FakeAnswer::plan(Model::plan({Model::shell(u"exec sleep 1000"_s)}));
    QTest::newRow("the model thinks") << QList{FakeAnswer::hang()} << QJsonObject() << u"working"_s;
    QTest::newRow("a provider asks for patience")
        << QList{FakeAnswer::tooManyRequests(20)} << QJsonObject{{u"provider"_s, u"alchemyst"_s}}
        << u"waiting_for_provider"_s;
    QTest::newRow("approval is asked") << QList{plan} << QJsonObject{{u"approval"_s, true}}
                                       << u"waiting_for_approval"_s;
    QTest::newRow("a step runs") << QList{plan} << QJsonObject() << u"working"_s;
    QTest::newRow("paused") << QList{plan} << QJsonObject() << u"paused"_s;
}

void TestAiControl::cancelEndsEveryPhase()
{
    QFETCH(QList<FakeAnswer>, answers);
    QFETCH(QJsonObject, fields);
    QFETCH(QString, phase);
    m_ai->alchemyst().enqueue(answers);
    const QString id = m_ai->schedule(task, fields);
    QVERIFY(QTest::qWaitFor([&] { return !m_ai->alchemyst().calls().isEmpty(); }, 20'000));
    if (phase == "paused"_L1)
        QVERIFY(steer(id, u"pause"_s));
    QVERIFY(m_ai->awaitPhase(id, phase));
    QVERIFY(m_ai->http().post(u"/cancel/"_s + id).json()[u"cancelled"].toBool());
    const QJsonObject job = DaemonProcess::awaitEnd(m_ai->http(), id, 5);
    QCOMPARE(job[u"status"].toString(), u"cancelled"_s);
    QVERIFY(job[u"approval"].isNull());
    if (answers.first().hangs) // else the connection is kept for later calls
        QVERIFY(QTest::qWaitFor([&] { return m_ai->alchemyst().openConnections() == 0; }, 5'000));
}

void TestAiControl::controlOfAnEndedJobIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QJsonObject>("body");
    QTest::newRow("pause") << u"pause"_s << QJsonObject();
    QTest::newRow("resume") << u"resume"_s << QJsonObject();
    QTest::newRow("message") << u"message"_s << QJsonObject{{u"text"_s, u"hello"_s}};
    QTest::newRow("approve") << u"approve"_s << QJsonObject{{u"approved"_s, true}};
}

void TestAiControl::controlOfAnEndedJobIsRefused()
{
    QFETCH(QString, what);
    QFETCH(QJsonObject, body);
    const QString id = m_ai->schedule(u"$ true"_s, {{u"provider"_s, u"runbook"_s}});
    m_ai->awaitEnd(id);
    const auto answer = m_ai->http().post(u"/job/%1/%2"_s.arg(id, what), body);
    QCOMPARE(answer.status, 409);
    QVERIFY(answer.json()[u"error"].toString().contains(u"complete"_s));
}

QTEST_GUILESS_MAIN(TestAiControl)
#include "tst_aicontrol.moc"
