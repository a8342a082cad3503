#include <QTest>

#include "jobrequestcheck.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestJobRequestCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsDefaults();
    void namesTheFieldThatDoesNotFit_data();
    void namesTheFieldThatDoesNotFit();
};

void TestJobRequestCheck::acceptsDefaults()
{
    JobRequest request;
    request.prompt = u"$ true"_s;
    QVERIFY(checkRequest(request).has_value());
    for (const QString &url : {u"https://example.org/a/b.git"_s, u"http://127.0.0.1:8080/a"_s, u"https://[::1]/a"_s}) {
        request.git = url;
        QVERIFY(checkRequest(request).has_value());
    }
}

void TestJobRequestCheck::namesTheFieldThatDoesNotFit_data()
{
    QTest::addColumn<JobRequest>("request");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, auto change, const QString &field) {
        JobRequest request;
        request.prompt = u"$ true"_s;
        change(request);
        QTest::newRow(name) << request << field;
    };
    row("no prompt", [](JobRequest &r) { r.prompt = u" \n"_s; }, u"prompt"_s);
    row("huge prompt", [](JobRequest &r) { r.prompt = QString(maxPromptBytes + 1, u'x'); }, u"prompt"_s);
    row("provider", [](JobRequest &r) { r.provider = u"oracle"_s; }, u"provider"_s);
    row("engine", [](JobRequest &r) { r.engine = u"chroot"_s; }, u"engine"_s);
    row("priority", [](JobRequest &r) { r.priority = 101; }, u"priority"_s);
    row("cpus", [](JobRequest &r) { r.limits.cpus = 0; }, u"limits.cpus"_s);
    row("cpus not a number", [](JobRequest &r) { r.limits.cpus = qQNaN(); }, u"limits.cpus"_s);
    row("memory", [](JobRequest &r) { r.limits.memoryMb = 1; }, u"limits.memory_mb"_s);
    row("pids", [](JobRequest &r) { r.limits.pids = 0; }, u"limits.pids"_s);
    row("disk", [](JobRequest &r) { r.limits.diskMb = -1; }, u"limits.disk_mb"_s);
    row("log", [](JobRequest &r) { r.limits.logMb = 0; }, u"limits.log_mb"_s);
    row("wall time", [](JobRequest &r) { r.limits.wallTimeSeconds = 0; }, u"limits.wall_time"_s);
    row("steps", [](JobRequest &r) { r.limits.steps = 0; }, u"limits.steps"_s);
    row("step timeout", [](JobRequest &r) { r.limits.stepTimeoutSeconds = 0; }, u"limits.step_timeout"_s);
    row("exclude a path", [](JobRequest &r) { r.exclude = QStringList{u"a/b"_s}; }, u"exclude"_s);
    for (const char *url :
         {"/srv/project.git", "git@example.org:a/b.git", "ssh://example.org/a", "file:///etc", "ext::sh -c id",
          "--help", "https://", "https://user:secret@example.org/a.git", "https://token@example.org/a.git",
          "https://a b/c", "https://example.org/\nx", "javascript:alert(1)", "example.org/a.git"}) {
        row(url, [url](JobRequest &r) { r.git = QLatin1StringView(url); }, u"git"_s);
    }
    row("long git", [](JobRequest &r) { r.git = u"https://example.org/"_s + QString(3000, u'a'); }, u"git"_s);
    row("many inputs", [](JobRequest &r) { r.inputs = QStringList(101, u"x"_s); }, u"inputs"_s);
    row("exclude a dot", [](JobRequest &r) { r.exclude = QStringList{u".."_s}; }, u"exclude"_s);
}

void TestJobRequestCheck::namesTheFieldThatDoesNotFit()
{
    QFETCH(JobRequest, request);
    const auto fits = checkRequest(request);
    QVERIFY(!fits.has_value());
    QCOMPARE(fits.error().code, ErrorCode::InvalidArgument);
    QTEST(fits.error().detail, "field");
    QVERIFY(!fits.error().message.isEmpty());
}

QTEST_GUILESS_MAIN(TestJobRequestCheck)
#include "tst_jobrequestcheck.moc"
