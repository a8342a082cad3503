#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "cactlprocess.h"
#include "daemonprocess.h"
#include "storedjobs.h"

using namespace ca::test;
using namespace Qt::StringLiterals;
using Outcome = CactlProcess::Outcome;

/// Every command of the real cactl against a real server, but for `run` (see tst_cactlrun).
class TestCactl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void scheduleTakesTheTaskFrom_data();
    void scheduleTakesTheTaskFrom();
    void scheduleSendsTheOptions();
    void statusShowsStepsAndResult();
    void jobsAreListed();
    void jobsAreFiltered_data();
    void jobsAreFiltered();
    void logsGoToTheirStreams();
    void logsAreFollowedToTheEnd();
    void cancelEndsTheJob();
    void cancelGoesOnAfterAnUnknownJob();
    void retryPrintsTheNewId();
    void rmDeletesEndedJobs();
    void settingsAreListed();
    void downloadIsNeverOverwritten();
    void downloadGoesOnWhereItStopped();
    void downloadGoesWhereToldTo_data();
    void downloadGoesWhereToldTo();
    void jsonIsTheServersAnswer_data();
    void jsonIsTheServersAnswer();
    void beginningOfAnIdIsEnough();
    void ambiguousIdsAreListed();
    void exitCodes_data();
    void exitCodes();
    void hostileTitlesAreHarmless();
    void hostileOutputIsFilteredAtATerminal();
    void tableFitsTheTerminal();

private:
    Outcome cactl(const QStringList &arguments, const QByteArray &input = {});
    QString ranJob();
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_data;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<HttpClient> m_http;
    QString m_ran;
};

namespace {
const QString firstTwin = u"abcd0000-0000-4000-8000-000000000001"_s;
const QString secondTwin = u"abcd0000-0000-4000-8000-000000000002"_s;
const QString hostile = u"dead0000-0000-4000-8000-000000000003"_s;

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool writeTo(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}
} // namespace

void TestCactl::initTestCase()
{
    m_data = std::make_unique<QTemporaryDir>();
    m_folder = std::make_unique<QTemporaryDir>();
    QList<ca::Job> jobs;
    for (const auto &[id, title] : {std::pair{firstTwin, u"first twin"_s}, std::pair{secondTwin, u"second twin"_s},
                                    std::pair{hostile, u"a\x1b]0;owned\x07\u009b2J\u202eb"_s}})
        jobs.append(endedJob(QUuid::fromString(id), title));
    QVERIFY(storeJobs(m_data->path(), jobs));
    m_daemon = std::make_unique<DaemonProcess>(DaemonProcess::Options{.dataDir = m_data->path()});
    QVERIFY2(m_daemon->isListening(), qPrintable(m_daemon->errorOutput()));
    m_http = std::make_unique<HttpClient>(m_daemon->url());
}

void TestCactl::cleanupTestCase()
{
    QVERIFY(m_daemon->stop());
}

Outcome TestCactl::cactl(const QStringList &arguments, const QByteArray &input)
{
    return CactlProcess(m_daemon->url(), m_folder->path()).run(arguments, input);
}

/// A job that has run: it printed on both streams and made a file.
QString TestCactl::ranJob()
{
    if (m_ran.isEmpty()) {
        m_ran = DaemonProcess::schedule(
            *m_http,
            {{u"prompt"_s, u"$ printf 'one\\n\\033]0;owned\\007two\\r\\n\\377'; echo oops >&2; echo x > f"_s}});
        DaemonProcess::awaitEnd(*m_http, m_ran);
    }
    return m_ran;
}

void TestCactl::scheduleTakesTheTaskFrom_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("input");
    QTest::newRow("the command line") << QStringList{u"$ echo täsk"_s} << QByteArray();
    QTest::newRow("a file") << QStringList{u"--file"_s, u"task.md"_s} << QByteArray();
    QTest::newRow("standard input") << QStringList{u"-"_s} << QByteArray("$ echo täsk");
}

void TestCactl::scheduleTakesTheTaskFrom()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, input);
    QVERIFY(writeTo(path(u"task.md"_s), "$ echo täsk"));
    const Outcome outcome = cactl(QStringList{u"schedule"_s} + arguments, input);
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(outcome.exitCode, 0);
    const QString id = QString::fromUtf8(outcome.out).trimmed();
    QCOMPARE(DaemonProcess::awaitEnd(*m_http, id)[u"status"].toString(), u"complete"_s);
    QCOMPARE(m_http->get(u"/logs/%1/stdout"_s.arg(id)).body, QByteArray("täsk\n"));
}

void TestCactl::scheduleSendsTheOptions()
{
    const Outcome outcome =
        cactl({u"schedule"_s, u"$ true"_s, u"--priority"_s, u"-7"_s, u"--limit"_s, u"wall_time=77"_s, u"--limit"_s,
               u"cpus=0.5"_s, u"--exclude"_s, u"target"_s, u"--provider"_s, u"runbook"_s});
    QCOMPARE(outcome.exitCode, 0);
    const QJsonObject job = m_http->get(u"/job/"_s + QString::fromUtf8(outcome.out).trimmed()).json();
    QCOMPARE(job[u"priority"].toInt(), -7);
    QCOMPARE(job[u"limits"][u"wall_time"].toInt(), 77);
    QCOMPARE(job[u"limits"][u"cpus"].toDouble(), 0.5);
    QCOMPARE(job[u"exclude"].toArray(), QJsonArray{u"target"_s});
}

void TestCactl::statusShowsStepsAndResult()
{
    const Outcome outcome = cactl({u"status"_s, ranJob()});
    QCOMPARE(outcome.exitCode, 0);
    for (const QByteArray &part :
         {ranJob().toUtf8(), QByteArray("complete"), QByteArray("✓ [1/1]"), QByteArray("cactl download")})
        QVERIFY2(outcome.out.contains(part), outcome.out.constData());
}

void TestCactl::jobsAreListed()
{
    const QString row = u"\n%1  complete"_s.arg(ranJob().left(8));
    const Outcome outcome = cactl({u"jobs"_s});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.out.startsWith("ID        STATUS"), outcome.out.constData());
    QVERIFY(outcome.out.contains(row.toUtf8()));
}

void TestCactl::jobsAreFiltered_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("count");
    QTest::newRow("text") << QStringList{u"-q"_s, u"twin"_s} << 2;
    QTest::newRow("text with signs") << QStringList{u"-q"_s, u"twin&status=+ %"_s} << 0;
    QTest::newRow("status") << QStringList{u"--status"_s, u"cancelled"_s, u"--query"_s, u"twin"_s} << 0;
    QTest::newRow("limit") << QStringList{u"-q"_s, u"twin"_s, u"--limit"_s, u"1"_s} << 1;
    QTest::newRow("all") << QStringList{u"--all"_s, u"-q"_s, u"twin"_s} << 2;
}

void TestCactl::jobsAreFiltered()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = cactl(QStringList{u"jobs"_s, u"--json"_s} + arguments);
    QCOMPARE(outcome.exitCode, 0);
    QTEST(static_cast<int>(objectOf(outcome.out)[u"jobs"].toArray().size()), "count");
}

void TestCactl::logsGoToTheirStreams()
{
    const QByteArray printed("one\n\033]0;owned\007two\r\n\377");
    const Outcome both = cactl({u"logs"_s, ranJob()});
    QCOMPARE(both.exitCode, 0);
    QCOMPARE(both.out, printed); // not a terminal: byte by byte
    QCOMPARE(both.err, QByteArray("oops\n"));
    const Outcome onlyErr = cactl({u"logs"_s, ranJob(), u"--stderr"_s});
    QCOMPARE(onlyErr.out, QByteArray("oops\n"));
    QCOMPARE(onlyErr.err, QByteArray());
}

void TestCactl::logsAreFollowedToTheEnd()
{
    const QString gate = u"until [ -e go ]; do sleep 0.05; done"_s;
    const QString id = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ echo first; %1; echo last"_s.arg(gate)}});
    CactlProcess follower(m_daemon->url(), m_folder->path());
    follower.start({u"logs"_s, u"-f"_s, id});
    QVERIFY(follower.awaitOutput("first\n"));
    QCOMPARE(follower.process().state(), QProcess::Running);
    QVERIFY(writeTo(u"%1/jobs/%2/workspace/go"_s.arg(m_data->path(), id), {}));
    const Outcome outcome = follower.finish();
    QCOMPARE(outcome.out, QByteArray("first\nlast\n"));
    QCOMPARE(outcome.exitCode, 0);
}

void TestCactl::cancelEndsTheJob()
{
    const QString id = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ sleep 1000"_s}});
    QVERIFY(DaemonProcess::awaitStatus(*m_http, id, u"status"_s, u"running"_s));
    const Outcome outcome = cactl({u"cancel"_s, id});
    QCOMPARE(outcome.out, id.toUtf8() + '\n');
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(DaemonProcess::awaitEnd(*m_http, id)[u"status"].toString(), u"cancelled"_s);
    const Outcome again = cactl({u"cancel"_s, id});
    QCOMPARE(again.exitCode, 0);
    QVERIFY2(again.err.contains("had already ended"), again.err.constData());
}

void TestCactl::cancelGoesOnAfterAnUnknownJob()
{
    const QString id = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ sleep 1000"_s}});
    const Outcome outcome = cactl({u"cancel"_s, u"00000000"_s, id});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.err.contains("00000000"), outcome.err.constData());
    QCOMPARE(DaemonProcess::awaitEnd(*m_http, id)[u"status"].toString(), u"cancelled"_s);
}

void TestCactl::retryPrintsTheNewId()
{
    const Outcome outcome = cactl({u"retry"_s, ranJob()});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    const QString id = QString::fromUtf8(outcome.out).trimmed();
    QVERIFY(id != ranJob());
    QCOMPARE(DaemonProcess::awaitEnd(*m_http, id)[u"status"].toString(), u"complete"_s);
}

void TestCactl::rmDeletesEndedJobs()
{
    const QString ended = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ true"_s}});
    DaemonProcess::awaitEnd(*m_http, ended);
    const Outcome outcome = cactl({u"rm"_s, ended});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QCOMPARE(outcome.out, ended.toUtf8() + '\n');
    QCOMPARE(m_http->get(u"/job/"_s + ended).status, 404);

    const QString running = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ sleep 1000"_s}});
    const Outcome refused = cactl({u"rm"_s, running});
    QCOMPARE(refused.exitCode, 1);
    QCOMPARE(m_http->get(u"/job/"_s + running).status, 200);
    QCOMPARE(cactl({u"cancel"_s, running}).exitCode, 0);
}

void TestCactl::settingsAreListed()
{
    const Outcome outcome = cactl({u"settings"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QVERIFY2(outcome.out.startsWith("NAME"), outcome.out.constData());
    const QJsonArray settings = m_http->get(u"/"_s).json()[u"settings"].toArray();
    QVERIFY(!settings.isEmpty());
    for (const QJsonValue setting : settings)
        QVERIFY2(outcome.out.contains(setting[u"name"].toString().toUtf8()), outcome.out.constData());
}

void TestCactl::downloadIsNeverOverwritten()
{
    const QString zip = path(ranJob() + u".zip"_s);
    QVERIFY(writeTo(zip, "mine"));
    const Outcome refused = cactl({u"download"_s, ranJob()});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.err.contains("--force"), refused.err.constData());
    QCOMPARE(contentOf(zip), QByteArray("mine"));
    const Outcome forced = cactl({u"download"_s, ranJob(), u"--force"_s});
    QVERIFY2(forced.exitCode == 0, forced.err.constData());
    QCOMPARE(contentOf(zip), m_http->get(u"/download/"_s + ranJob()).body);
    QVERIFY(QFile::remove(zip));
}

void TestCactl::downloadGoesOnWhereItStopped()
{
    const QByteArray whole = m_http->get(u"/download/"_s + ranJob()).body;
    const QString part = path(u"part.zip.%1.part"_s.arg(ranJob().left(8)));
    for (const qsizetype size : {whole.size() / 2, whole.size()}) {
        // Its own bytes are kept, which shows that only the rest was fetched.
        const QByteArray kept = QByteArray(10, 'x') + whole.sliced(10, size - 10);
        QVERIFY(writeTo(part, kept));
        const Outcome outcome = cactl({u"download"_s, ranJob(), u"-o"_s, u"part.zip"_s});
        QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
        QCOMPARE(contentOf(path(u"part.zip"_s)), kept + whole.sliced(size));
        QVERIFY(!QFile::exists(part));
        QVERIFY(QFile::remove(path(u"part.zip"_s)));
    }
    QVERIFY(writeTo(part, whole + "too much"));
    QCOMPARE(cactl({u"download"_s, ranJob(), u"-o"_s, u"part.zip"_s}).exitCode, 0);
    QCOMPARE(contentOf(path(u"part.zip"_s)), whole);
}

void TestCactl::downloadGoesWhereToldTo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("place");
    QTest::newRow("nowhere in particular") << QStringList() << u"%1.zip"_s;
    QTest::newRow("a file") << QStringList{u"-o"_s, u"new/x.zip"_s} << u"new/x.zip"_s;
    QTest::newRow("a folder") << QStringList{u"--output"_s, u"results"_s} << u"results/%1.zip"_s;
}

void TestCactl::downloadGoesWhereToldTo()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, place);
    const QString expected = place.contains(u'%') ? place.arg(ranJob()) : place;
    const Outcome outcome = cactl(QStringList{u"download"_s, ranJob()} + arguments);
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QCOMPARE(QString::fromUtf8(outcome.out).trimmed(), expected);
    QCOMPARE(contentOf(path(expected)), m_http->get(u"/download/"_s + ranJob()).body);
}

void TestCactl::jsonIsTheServersAnswer_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("path");
    QTest::newRow("status") << QStringList{u"status"_s, u"%1"_s} << u"/status/%1"_s;
    QTest::newRow("jobs") << QStringList{u"jobs"_s, u"-q"_s, u"twin"_s} << u"/jobs?q=twin&sort=-created"_s;
    QTest::newRow("logs") << QStringList{u"logs"_s, u"%1"_s, u"--stderr"_s} << u"/logs/%1?log_type=stderr"_s;
    QTest::newRow("settings") << QStringList{u"settings"_s} << u"/"_s;
    QTest::newRow("an error") << QStringList{u"status"_s, u"00000000-0000-4000-8000-000000000000"_s}
                              << u"/status/00000000-0000-4000-8000-000000000000"_s;
}

void TestCactl::jsonIsTheServersAnswer()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, path);
    const HttpAnswer answer = m_http->get(path.replace(u"%1"_s, ranJob()));
    const Outcome outcome = cactl(QStringList{u"--json"_s} + arguments.replaceInStrings(u"%1"_s, ranJob()));
    const bool isError = answer.status != 200;
    QCOMPARE(outcome.exitCode, isError ? 1 : 0);
    QCOMPARE(isError ? outcome.err : outcome.out, answer.body + '\n');
    QVERIFY((isError ? outcome.out : outcome.err).isEmpty());
}

void TestCactl::beginningOfAnIdIsEnough()
{
    const Outcome outcome = cactl({u"status"_s, ranJob().left(13).toUpper(), u"--json"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QCOMPARE(objectOf(outcome.out)[u"job_id"].toString(), ranJob());
}

void TestCactl::ambiguousIdsAreListed()
{
    const Outcome outcome = cactl({u"status"_s, u"abcd"_s});
    QCOMPARE(outcome.exitCode, 1);
    for (const QString &part : {firstTwin, secondTwin, u"second twin"_s})
        QVERIFY2(outcome.err.contains(part.toUtf8()), outcome.err.constData());
    const Outcome json = cactl({u"status"_s, u"abcd"_s, u"--json"_s});
    QVERIFY2(objectOf(json.err).contains(u"error"_s), json.err.constData());
}

void TestCactl::exitCodes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("hint");
    const auto row = [](const char *name, const QStringList &arguments, int exitCode, const char *hint) {
        QTest::newRow(name) << arguments << exitCode << QByteArray(hint);
    };
    row("unknown job", {u"status"_s, u"00000000-0000-4000-8000-000000000000"_s}, 1, "no job");
    row("no such beginning", {u"status"_s, u"00000000"_s}, 1, "cactl jobs");
    row("refused", {u"schedule"_s, u" "_s}, 1, "prompt");
    row("no id", {u"status"_s, u"../etc"_s}, 2, "4 characters");
    row("too short", {u"status"_s, u"abc"_s}, 2, "4 characters");
    row("wrong use", {u"frobnicate"_s}, 2, "--help");
    row("growing JSON", {u"logs"_s, u"-f"_s, u"--json"_s, u"abcd"_s}, 2, "--json");
    row("nobody there", {u"--server"_s, u"http://127.0.0.1:1"_s, u"jobs"_s}, 3, "containerized-agentd");
    row("nobody there, following",
        {u"logs"_s, u"-f"_s, firstTwin, u"--server"_s, u"http://127.0.0.1:1"_s, u"--retry-for"_s, u"0"_s}, 3,
        "containerized-agentd");
    row("help", {u"--help"_s}, 0, "");
    row("version", {u"--version"_s}, 0, "");
}

void TestCactl::exitCodes()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, hint);
    const Outcome outcome = cactl(arguments);
    QTEST(outcome.exitCode, "exitCode");
    QVERIFY2(outcome.err.contains(hint), outcome.err.constData());
    QCOMPARE(outcome.err.isEmpty(), outcome.exitCode == 0);
}

void TestCactl::hostileTitlesAreHarmless()
{
    for (const QStringList &arguments :
         {QStringList{u"jobs"_s, u"-q"_s, u"owned"_s}, QStringList{u"status"_s, u"dead"_s}}) {
        const Outcome outcome = cactl(arguments);
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(outcome.out.contains("owned"), outcome.out.constData());
        const QString text = QString::fromUtf8(outcome.out);
        for (const QChar sign : {QChar(0x1b), QChar(0x07), QChar(0x9b), QChar(0x202e)})
            QVERIFY(!text.contains(sign));
    }
}

void TestCactl::hostileOutputIsFilteredAtATerminal()
{
    for (const QStringList &arguments : {QStringList{u"logs"_s, ranJob()}, QStringList{u"jobs"_s, u"--json"_s}}) {
        CactlProcess person(m_daemon->url(), m_folder->path());
        person.startAtTerminal(arguments);
        const Outcome outcome = person.finish();
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(outcome.out.contains("one"), outcome.out.constData());
        QVERIFY2(!outcome.out.contains('\x1b') && !outcome.out.contains('\a'), outcome.out.constData());
        QVERIFY(!QString::fromUtf8(outcome.out).contains(QChar(0x9b)));
    }
}

void TestCactl::tableFitsTheTerminal()
{
    const QString prompt = u"$ true "_s + QString(110, u'x');
    DaemonProcess::schedule(*m_http, {{u"prompt"_s, prompt}});
    CactlProcess person(m_daemon->url(), m_folder->path());
    person.startAtTerminal({u"jobs"_s});
    const QByteArray table = person.finish().out;
    QVERIFY2(table.contains("\x1b[1mID\x1b[0m"), table.constData()); // colours are welcome
    QVERIFY2(table.contains("…"), table.constData());
}

QTEST_GUILESS_MAIN(TestCactl)
#include "tst_cactl.moc"
