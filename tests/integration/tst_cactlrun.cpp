#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <memory>
#include <sys/types.h>

#include "cactlprocess.h"
#include "daemonprocess.h"

using namespace ca::test;
using namespace Qt::StringLiterals;
using Outcome = CactlProcess::Outcome;

/// `cactl run` against a real server: what it shows, what it leaves, and every way it ends.
class TestCactlRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void completesWithTheResult();
    void stepsAndOutputAreInOrderAtATerminal();
    void failureHasExitCodeOneAndAResult();
    void jsonIsOneObjectALine();
    void resultGoesIntoTheFolder();
    void folderIsCheckedBeforeThereIsAJob();
    void signalWithoutATerminalLeavesTheJob();
    void interruptAtATerminalAsks_data();
    void interruptAtATerminalAsks();
    void secondInterruptLeavesTheJob();
    void serverThatDiesIsReported();
    void serverThatComesBackIsGoneOnWith();
    void hostileStepsAndOutputAreHarmless();

private:
    Outcome run(const QStringList &arguments);
    /// At work on a job that waits for release(); returns the job's id.
    QString startGated(bool atTerminal, const QStringList &options = {});
    bool release(const QString &id);
    [[nodiscard]] QString statusOf(const QString &id);
    [[nodiscard]] QStringList results() const;

    std::unique_ptr<QTemporaryDir> m_data;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<CactlProcess> m_cactl;
};

void TestCactlRun::init()
{
    m_data = std::make_unique<QTemporaryDir>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_daemon = std::make_unique<DaemonProcess>(DaemonProcess::Options{.dataDir = m_data->path()});
    QVERIFY2(m_daemon->isListening(), qPrintable(m_daemon->errorOutput()));
    m_http = std::make_unique<HttpClient>(m_daemon->url());
    m_cactl = std::make_unique<CactlProcess>(m_daemon->url(), m_folder->path());
}

void TestCactlRun::cleanup()
{
    m_cactl.reset();
    m_http.reset();
    m_daemon.reset();
}

Outcome TestCactlRun::run(const QStringList &arguments)
{
    return m_cactl->run(QStringList{u"run"_s} + arguments);
}

QStringList TestCactlRun::results() const
{
    return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden);
}

QString TestCactlRun::statusOf(const QString &id)
{
    return m_http->get(u"/status/"_s + id).json()[u"status"].toString();
}

QString TestCactlRun::startGated(bool atTerminal, const QStringList &options)
{
    const QStringList arguments =
        QStringList{u"run"_s, u"$ echo ready; until [ -e go ]; do sleep 0.05; done; echo done"_s} + options;
    atTerminal ? m_cactl->startAtTerminal(arguments) : m_cactl->start(arguments);
    if (!m_cactl->awaitOutput(atTerminal ? "ready\r\n" : "ready\n"))
        return {};
    return m_http->get(u"/jobs?sort=-created&limit=1"_s).json()[u"jobs"][0][u"job_id"].toString();
}

bool TestCactlRun::release(const QString &id)
{
    return QFile(u"%1/jobs/%2/workspace/go"_s.arg(m_data->path(), id)).open(QIODevice::WriteOnly);
}

void TestCactlRun::completesWithTheResult()
{
    const Outcome outcome = run({u"$ echo out; echo oops >&2; echo x > made.txt\n$ printf 'no end'"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QCOMPARE(outcome.out, QByteArray("out\nno end")); // the job's, byte by byte
    for (const char *part : {"▸ [1/2] ", "oops\n", "✓ [1/2] ", "✓ [2/2] ", "✓ complete after "})
        QVERIFY2(outcome.err.contains(part), outcome.err.constData());
    QCOMPARE(results().size(), 1);
    const QString name = results().first();
    QVERIFY2(outcome.err.contains((name + u'\n').toUtf8()), outcome.err.constData());
    QFile zip(m_folder->filePath(name));
    QVERIFY(zip.open(QIODevice::ReadOnly));
    QCOMPARE(zip.readAll(), m_http->get(u"/download/"_s + name.chopped(4)).body);
}

void TestCactlRun::stepsAndOutputAreInOrderAtATerminal()
{
    m_cactl->startAtTerminal({u"run"_s, u"$ echo one\n$ echo two >&2\n$ printf three\n"_s});
    const Outcome outcome = m_cactl->finish();
    QCOMPARE(outcome.exitCode, 0);
    QByteArray seen = outcome.out;
    qsizetype position = 0;
    for (const char *part : {"▸ [1/3] ", "\n    one\r\n", "✓ [1/3]", "▸ [2/3] ", "\n    two\r\n", "✓ [2/3]", "▸ [3/3] ",
                             "\n    three\r\n", "✓ [3/3]", "✓ complete"}) {
        // Status lines come and go in between.
        const QByteArray text = QByteArray(part).replace("\n    ", "    ");
        const qsizetype found = seen.indexOf(text, position);
        QVERIFY2(found >= 0, QByteArray(text + " is missing in: " + seen).constData());
        position = found;
    }
}

void TestCactlRun::failureHasExitCodeOneAndAResult()
{
    const Outcome outcome = run({u"$ echo before\n$ exit 7\n$ echo never\n"_s});
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.out, QByteArray("before\n"));
    for (const char *part : {"✗ [2/3] ", "exit code 7", "✗ error after "})
        QVERIFY2(outcome.err.contains(part), outcome.err.constData());
    QCOMPARE(results().size(), 1);
}

void TestCactlRun::jsonIsOneObjectALine()
{
    const Outcome outcome = run({u"--json"_s, u"$ echo hidden\n$ exit 3\n"_s});
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.err, QByteArray());
    QList<QJsonObject> lines;
    const QList<QByteArray> rows = outcome.out.trimmed().split('\n');
    for (const QByteArray &line : rows) {
        lines.append(QJsonDocument::fromJson(line).object());
        QVERIFY2(lines.last().contains(u"job_id"_s), line.constData());
    }
    QCOMPARE(lines.first()[u"status"].toString(), u"scheduled"_s);
    QVERIFY(
        std::ranges::any_of(lines, [](const QJsonObject &line) { return line[u"step"][u"exit_code"].toInt() == 3; }));
    const QJsonObject last = lines.last();
    QCOMPARE(last[u"status"].toString(), u"error"_s);
    QVERIFY(last[u"error"].isString());
    QCOMPARE(results(), QStringList{QFileInfo(last[u"path"].toString()).fileName()});
}

void TestCactlRun::resultGoesIntoTheFolder()
{
    const Outcome outcome = run({u"$ true"_s, u"-o"_s, u"deep/results"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QCOMPARE(QDir(m_folder->filePath(u"deep/results"_s)).entryList({u"*.zip"_s}).size(), 1);
}

void TestCactlRun::folderIsCheckedBeforeThereIsAJob()
{
    QFile file(m_folder->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Outcome outcome = run({u"$ true"_s, u"-o"_s, u"file/results"_s});
    QCOMPARE(outcome.exitCode, 2);
    QCOMPARE(m_http->get(u"/jobs"_s).json()[u"total"].toInt(-1), 0);
}

void TestCactlRun::signalWithoutATerminalLeavesTheJob()
{
    const QString id = startGated(false);
    QVERIFY(!id.isEmpty());
    QCOMPARE(::kill(static_cast<pid_t>(m_cactl->process().processId()), SIGINT), 0);
    const Outcome outcome = m_cactl->finish();
    QCOMPARE(outcome.exitCode, 130);
    QVERIFY2(outcome.err.contains((u"cactl cancel "_s + id).toUtf8()), outcome.err.constData());
    QCOMPARE(statusOf(id), u"running"_s);
    QVERIFY(release(id));
    QCOMPARE(DaemonProcess::awaitEnd(*m_http, id)[u"status"].toString(), u"complete"_s);
}

void TestCactlRun::interruptAtATerminalAsks_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("status");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("yes") << QByteArray("y\n") << u"cancelled"_s << 130;
    QTest::newRow("no") << QByteArray("n\n") << u"complete"_s << 0;
    QTest::newRow("nothing") << QByteArray("\n") << u"complete"_s << 0;
}

void TestCactlRun::interruptAtATerminalAsks()
{
    QFETCH(QByteArray, answer);
    const QString id = startGated(true);
    QVERIFY(!id.isEmpty());
    m_cactl->type("\x03");
    QVERIFY2(m_cactl->awaitOutput("[y/N]"), m_cactl->output().constData());
    QCOMPARE(statusOf(id), u"running"_s);
    m_cactl->type(answer);
    if (!answer.startsWith('y'))
        QVERIFY(release(id));
    const Outcome outcome = m_cactl->finish();
    QTEST(outcome.exitCode, "exitCode");
    QTEST(statusOf(id), "status");
    QCOMPARE(results(), QStringList{id + u".zip"_s});
}

void TestCactlRun::secondInterruptLeavesTheJob()
{
    const QString id = startGated(true);
    QVERIFY(!id.isEmpty());
    m_cactl->type("\x03");
    QVERIFY(m_cactl->awaitOutput("[y/N]"));
    m_cactl->type("\x03");
    const Outcome outcome = m_cactl->finish();
    QCOMPARE(outcome.exitCode, 130);
    QVERIFY2(outcome.out.contains((u"cactl cancel "_s + id).toUtf8()), outcome.out.constData());
    QCOMPARE(statusOf(id), u"running"_s);
}

void TestCactlRun::serverThatDiesIsReported()
{
    const QString id = startGated(false, {u"--retry-for"_s, u"1"_s});
    QVERIFY(!id.isEmpty());
    m_daemon->kill();
    const Outcome outcome = m_cactl->finish();
    QCOMPARE(outcome.exitCode, 3);
    for (const QByteArray &part : {QByteArray("trying again"), id.toUtf8(), QByteArray("cactl download")})
        QVERIFY2(outcome.err.contains(part), outcome.err.constData());
}

void TestCactlRun::serverThatComesBackIsGoneOnWith()
{
    const QString id = startGated(false);
    QVERIFY(!id.isEmpty());
    const QString address = u"127.0.0.1:%1"_s.arg(m_daemon->url().port());
    m_daemon->kill();
    QVERIFY(m_cactl->awaitOutput("trying again"));
    m_daemon = std::make_unique<DaemonProcess>(
        DaemonProcess::Options{.dataDir = m_data->path(), .arguments = {u"--listen"_s, address}});
    QVERIFY2(m_daemon->isListening(), qPrintable(m_daemon->errorOutput()));
    const Outcome outcome = m_cactl->finish();
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.err.contains("interrupted"), outcome.err.constData());
    QCOMPARE(outcome.out, QByteArray("ready\n")); // once, although the log was read twice
    QCOMPARE(results(), QStringList{id + u".zip"_s});
}

void TestCactlRun::hostileStepsAndOutputAreHarmless()
{
    m_cactl->startAtTerminal({u"run"_s, u"$ printf '\\033]0;owned\\007\\033[2Jseen\\n' # \x1b]0;title\x07"_s});
    const QByteArray seen = m_cactl->finish().out;
    QVERIFY2(seen.contains("seen"), seen.constData());
    QVERIFY2(!seen.contains("\x1b]") && !seen.contains('\a') && !seen.contains("\x1b[2J"), seen.constData());
}

QTEST_GUILESS_MAIN(TestCactlRun)
#include "tst_cactlrun.moc"
