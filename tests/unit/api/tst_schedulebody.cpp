#include <QTest>

#include "schedulebody.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestScheduleBody : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultLimitsFillTheGaps();
    void readsEveryField();
    void defaultsAreTheProducts();
    void refuses_data();
    void refuses();
};

void TestScheduleBody::readsEveryField()
{
    const auto request = parseScheduleBody(
        R"({"prompt":"$ true","provider":"runbook","engine":"bubblewrap","priority":-7,"exclude":["target"],
            "git":"https://example.org/a.git","inputs":["one","two"],"network":"open","approval":true,
            "limits":{"cpus":0.5,"memory_mb":64,"pids":20,"disk_mb":30,"log_mb":4,"wall_time":5,"steps":6,"step_timeout":7}})",
        u"prompt"_s);
    QVERIFY(request.has_value());
    QCOMPARE(request->prompt, u"$ true"_s);
    QCOMPARE(request->provider, u"runbook"_s);
    QCOMPARE(request->engine, u"bubblewrap"_s);
    QCOMPARE(request->priority, -7);
    QCOMPARE(request->network, NetworkPolicy::Open);
    QVERIFY(request->needsApproval);
    QCOMPARE(request->exclude, QStringList{u"target"_s});
    QCOMPARE(request->git, u"https://example.org/a.git"_s);
    QCOMPARE(request->inputs, (QStringList{u"one"_s, u"two"_s}));
    QCOMPARE(request->limits, (Limits{.cpus = 0.5,
                                      .memoryMb = 64,
                                      .pids = 20,
                                      .diskMb = 30,
                                      .logMb = 4,
                                      .wallTimeSeconds = 5,
                                      .steps = 6,
                                      .stepTimeoutSeconds = 7}));
}

void TestScheduleBody::defaultsAreTheProducts()
{
    const auto request = parseScheduleBody(R"({"task":"x"})", u"task"_s);
    QVERIFY(request.has_value());
    QCOMPARE(request->provider, u"auto"_s);
    QCOMPARE(request->limits, Limits());
    QVERIFY(!request->exclude.has_value());
    QVERIFY(!request->network.has_value());
}

void TestScheduleBody::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QByteArray &body, ErrorCode code, const QString &field) {
        QTest::newRow(name) << body << code << field;
    };
    row("empty", "", ErrorCode::Malformed, u"body"_s);
    row("no JSON", "{prompt:1}", ErrorCode::Malformed, u"body"_s);
    row("no object", "[1]", ErrorCode::InvalidArgument, u"body"_s);
    row("no prompt", "{}", ErrorCode::InvalidArgument, u"prompt"_s);
    row("the other call's field", R"({"task":"x"})", ErrorCode::InvalidArgument, u"prompt"_s);
    row("prompt is no text", R"({"prompt":5})", ErrorCode::InvalidArgument, u"prompt"_s);
    row("unknown field", R"({"prompt":"x","colour":"red"})", ErrorCode::InvalidArgument, u"colour"_s);
    row("image is no text", R"({"prompt":"x","image":5})", ErrorCode::InvalidArgument, u"image"_s);
    row("limits are no object", R"({"prompt":"x","limits":3})", ErrorCode::InvalidArgument, u"limits"_s);
    row("unknown limit", R"({"prompt":"x","limits":{"gpu":1}})", ErrorCode::InvalidArgument, u"limits.gpu"_s);
    row("limit of the wrong type", R"({"prompt":"x","limits":{"pids":"many"}})", ErrorCode::InvalidArgument,
        u"limits.pids"_s);
    row("limit with a fraction", R"({"prompt":"x","limits":{"pids":20.5}})", ErrorCode::InvalidArgument,
        u"limits.pids"_s);
    row("limit out of any range", R"({"prompt":"x","limits":{"pids":1e300}})", ErrorCode::InvalidArgument,
        u"limits.pids"_s);
    row("priority of the wrong type", R"({"prompt":"x","priority":null})", ErrorCode::InvalidArgument, u"priority"_s);
    row("inputs are no list", R"({"prompt":"x","inputs":{"a":1}})", ErrorCode::InvalidArgument, u"inputs"_s);
    row("inputs hold a number", R"({"prompt":"x","inputs":["a",1]})", ErrorCode::InvalidArgument, u"inputs"_s);
    row("git is no text", R"({"prompt":"x","git":null})", ErrorCode::InvalidArgument, u"git"_s);
    row("exclude is no list", R"({"prompt":"x","exclude":"a"})", ErrorCode::InvalidArgument, u"exclude"_s);
    row("unknown network", R"({"prompt":"x","network":"all"})", ErrorCode::InvalidArgument, u"network"_s);
    row("network is no text", R"({"prompt":"x","network":1})", ErrorCode::InvalidArgument, u"network"_s);
    row("exclude holds a number", R"({"prompt":"x","exclude":[1]})", ErrorCode::InvalidArgument, u"exclude"_s);
}

void TestScheduleBody::refuses()
{
    QFETCH(QByteArray, body);
    const auto request = parseScheduleBody(body, u"prompt"_s);
    QVERIFY(!request.has_value());
    QTEST(request.error().code, "code");
    QTEST(request.error().detail, "field");
    QVERIFY(!request.error().message.isEmpty());
}

void TestScheduleBody::defaultLimitsFillTheGaps()
{
    Limits defaults;
    defaults.memoryMb = 100;
    defaults.pids = 50;
    const auto request = parseScheduleBody(R"({"prompt": "p", "limits": {"pids": 60}})", u"prompt"_s, defaults);
    QVERIFY(request.has_value());
    QCOMPARE(request->limits.memoryMb, 100);
    QCOMPARE(request->limits.pids, 60);
}

QTEST_GUILESS_MAIN(TestScheduleBody)
#include "tst_schedulebody.moc"
