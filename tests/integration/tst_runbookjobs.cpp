#include <KZip>
#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "daemonprocess.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// Runbooks through the whole system: prompt in, sandbox, ZIP out.
class TestRunbookJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void shellPythonAndTypeScriptMakeAResult();
    void failingStepEndsTheJobAndKeepsEverything();
    void continueGoesOnAfterAFailure();
    void stepLogRangesAreExact();
    void logLimitDropsTheRestAndSaysSo();
    void stepLimitEndsTheJob();
    void stepTimeoutEndsTheStep();
    void resultLeavesOutWhatItShould_data();
    void resultLeavesOutWhatItShould();
    void promptWithNothingToRunEndsWithASentence();
    void brokenRunbookEndsWithASentence();
    void linksToHostFilesStayOut();

private:
    QJsonObject run(const QString &prompt, QJsonObject body = {});
    QHash<QString, QByteArray> resultOf(const QJsonObject &job);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<HttpClient> m_http;
};

namespace {
void collect(const KArchiveDirectory &folder, const QString &prefix, QHash<QString, QByteArray> &files)
{
    for (const QString &name : folder.entries()) {
        const KArchiveEntry *entry = folder.entry(name);
        if (entry->isDirectory())
            collect(*static_cast<const KArchiveDirectory *>(entry), prefix + name + u'/', files);
        else
            files.insert(prefix + name, static_cast<const KArchiveFile *>(entry)->data());
    }
}
} // namespace

void TestRunbookJobs::initTestCase()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_daemon = std::make_unique<DaemonProcess>(DaemonProcess::Options{.dataDir = m_dir->path()});
    QVERIFY2(m_daemon->isListening(), qPrintable(m_daemon->errorOutput()));
    m_http = std::make_unique<HttpClient>(m_daemon->url());
}

void TestRunbookJobs::cleanupTestCase()
{
    QVERIFY(m_daemon->stop());
}

QJsonObject TestRunbookJobs::run(const QString &prompt, QJsonObject body)
{
    body[u"prompt"_s] = prompt;
    return DaemonProcess::awaitEnd(*m_http, DaemonProcess::schedule(*m_http, body));
}

QHash<QString, QByteArray> TestRunbookJobs::resultOf(const QJsonObject &job)
{
    QBuffer buffer;
    buffer.setData(m_http->get(u"/download/"_s + job[u"job_id"].toString()).body);
    KZip zip(&buffer);
    QHash<QString, QByteArray> files;
    if (zip.open(QIODevice::ReadOnly))
        collect(*zip.directory(), {}, files);
    return files;
}

void TestRunbookJobs::shellPythonAndTypeScriptMakeAResult()
{
    const QJsonObject job = run(u"# Three languages\n"
                                "```sh\necho from the shell > shell.txt\n```\n"
                                "```python file=app.py\nopen('python.txt', 'w').write(str(sum(range(10))))\n```\n"
                                "```ts\n"
                                "import { writeFileSync } from 'node:fs';\n"
                                "const answer: number = 6 * 7;\n"
                                "writeFileSync('typescript.txt', `${answer}`);\n"
                                "```\n"
                                "```text file=docs/note.txt\nonly written\n```\n"
                                "$ echo the end\n"_s);
    QVERIFY2(job[u"status"] == u"complete"_s, qPrintable(job[u"error"].toString()));
    QCOMPARE(job[u"title"].toString(), u"Three languages"_s);
    QCOMPARE(job[u"steps"].toArray().size(), 5);
    const auto files = resultOf(job);
    QCOMPARE(files.value(u"workspace/shell.txt"_s), QByteArray("from the shell\n"));
    QCOMPARE(files.value(u"workspace/python.txt"_s), QByteArray("45"));
    QCOMPARE(files.value(u"workspace/typescript.txt"_s), QByteArray("42"));
    QCOMPARE(files.value(u"workspace/docs/note.txt"_s), QByteArray("only written\n"));
    QVERIFY(files.contains(u"workspace/app.py"_s));
    QCOMPARE(files.value(u"logs/stdout.log"_s), QByteArray("the end\n"));
    QVERIFY(files.contains(u"workspace/SUMMARY.md"_s));
    const QJsonObject result = QJsonDocument::fromJson(files.value(u"workspace/result.json"_s)).object();
    QCOMPARE(result[u"status"].toString(), u"complete"_s);
    const QJsonObject manifest = QJsonDocument::fromJson(files.value(u"manifest.json"_s)).object();
    QCOMPARE(manifest[u"job"][u"status"].toString(), u"complete"_s);
    QCOMPARE(manifest[u"job"][u"steps"].toArray().size(), 5);
    QVERIFY(manifest[u"job"][u"prompt"].toString().contains(u"Three languages"_s));
}

void TestRunbookJobs::failingStepEndsTheJobAndKeepsEverything()
{
    const QJsonObject job = run(u"```sh\necho made > kept.txt\n```\n$ echo oops >&2; exit 7\n$ echo never\n"_s);
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QCOMPARE(job[u"exit_code"].toInt(), 7);
    QCOMPARE(job[u"error_code"].toString(), u"step_failed"_s);
    QVERIFY2(job[u"error"].toString().contains(u"step 2"_s, Qt::CaseInsensitive), qPrintable(job[u"error"].toString()));
    QCOMPARE(job[u"steps"].toArray().size(), 2);
    QCOMPARE(job[u"steps"][1][u"status"].toString(), u"failed"_s);
    const auto files = resultOf(job);
    QCOMPARE(files.value(u"workspace/kept.txt"_s), QByteArray("made\n"));
    QCOMPARE(files.value(u"logs/stderr.log"_s), QByteArray("oops\n"));
}

void TestRunbookJobs::continueGoesOnAfterAFailure()
{
    const QJsonObject job = run(u"```sh continue\nexit 3\n```\n$ echo after\n"_s);
    QCOMPARE(job[u"status"].toString(), u"complete"_s);
    QCOMPARE(job[u"steps"][0][u"exit_code"].toInt(), 3);
    QCOMPARE(job[u"steps"][1][u"exit_code"].toInt(-1), 0);
}

void TestRunbookJobs::stepLogRangesAreExact()
{
    const QJsonObject job =
        run(u"$ printf 'a%.0s' $(seq 1000)\n$ printf err >&2\n$ printf 'täst\\n'; printf e >&2\n"_s);
    QCOMPARE(job[u"status"].toString(), u"complete"_s);
    const QByteArray out = m_http->get(u"/logs/%1/stdout"_s.arg(job[u"job_id"].toString())).body;
    const QByteArray err = m_http->get(u"/logs/%1/stderr"_s.arg(job[u"job_id"].toString())).body;
    const auto part = [&](int step, const QString &stream, const QByteArray &log) {
        const QJsonValue range = job[u"steps"][step][stream];
        return log.mid(range[u"begin"].toInt(), range[u"end"].toInt() - range[u"begin"].toInt());
    };
    QCOMPARE(part(0, u"stdout"_s, out), QByteArray(1000, 'a'));
    QCOMPARE(part(1, u"stdout"_s, out), QByteArray());
    QCOMPARE(part(1, u"stderr"_s, err), QByteArray("err"));
    QCOMPARE(part(2, u"stdout"_s, out), QByteArray("täst\n"));
    QCOMPARE(part(2, u"stderr"_s, err), QByteArray("e"));
}

void TestRunbookJobs::logLimitDropsTheRestAndSaysSo()
{
    const QJsonObject job = run(u"$ head -c 5000000 /dev/zero | tr '\\0' x\n$ echo done > done.txt\n"_s,
                                {{u"limits"_s, QJsonObject{{u"log_mb"_s, 1}}}});
    QCOMPARE(job[u"status"].toString(), u"complete"_s); // the job goes on
    const QString id = job[u"job_id"].toString();
    QVERIFY(m_http->get(u"/logs/%1/stdout"_s.arg(id)).body.size() <= 1024 * 1024);
    const QByteArray err = m_http->get(u"/logs/%1/stderr"_s.arg(id)).body;
    QVERIFY2(err.contains("output limit"), err.constData());
    QVERIFY(resultOf(job).contains(u"workspace/done.txt"_s));
}

void TestRunbookJobs::stepLimitEndsTheJob()
{
    const QJsonObject job = run(u"$ true\n$ true\n$ true\n"_s, {{u"limits"_s, QJsonObject{{u"steps"_s, 2}}}});
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QCOMPARE(job[u"error_code"].toString(), u"limit_reached"_s);
    QVERIFY(job[u"error"].toString().contains(u"steps"_s));
    QCOMPARE(job[u"steps"].toArray().size(), 2);
}

void TestRunbookJobs::stepTimeoutEndsTheStep()
{
    const QJsonObject job = run(u"```sh timeout=1\nsleep 1000\n```\n"_s);
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QCOMPARE(job[u"steps"][0][u"timed_out"].toBool(), true);
}

void TestRunbookJobs::resultLeavesOutWhatItShould_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QStringList>("kept");
    QTest::newRow("default") << QJsonObject() << QStringList{u"target"_s};
    QTest::newRow("own list") << QJsonObject{{u"exclude"_s, QJsonArray{u"target"_s}}}
                              << QStringList{u".venv"_s, u"__pycache__"_s, u"node_modules"_s};
    QTest::newRow("nothing") << QJsonObject{{u"exclude"_s, QJsonArray{}}}
                             << QStringList{u".venv"_s, u"__pycache__"_s, u"node_modules"_s, u"target"_s};
}

void TestRunbookJobs::resultLeavesOutWhatItShould()
{
    QFETCH(QJsonObject, body);
    const QJsonObject job =
        run(u"$ for d in node_modules .venv __pycache__ target; do mkdir -p a/$d; echo x > a/$d/f; done\n"_s, body);
    QStringList kept;
    for (const QString &path : resultOf(job).keys()) {
        if (path.startsWith(u"workspace/a/"_s))
            kept.append(path.section(u'/', 2, 2));
    }
    kept.sort();
    QTEST(kept, "kept");
}

void TestRunbookJobs::promptWithNothingToRunEndsWithASentence()
{
    const QJsonObject job = run(u"Build me a todo app in React"_s);
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QVERIFY2(job[u"error"].toString().contains(u"no AI provider"_s), qPrintable(job[u"error"].toString()));
}

void TestRunbookJobs::brokenRunbookEndsWithASentence()
{
    const QJsonObject job = run(u"text\n```sh timeout=soon\ntrue\n```\n"_s);
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QVERIFY2(job[u"error"].toString().contains(u"line 2"_s, Qt::CaseInsensitive), qPrintable(job[u"error"].toString()));
}

void TestRunbookJobs::linksToHostFilesStayOut()
{
    const QJsonObject job =
        run(u"$ ln -s /etc/hostname out; ln -s ../home up; echo x > f; ln -s f in; mkfifo pipe\n"_s);
    QCOMPARE(job[u"status"].toString(), u"complete"_s);
    const auto files = resultOf(job);
    QVERIFY(files.contains(u"workspace/f"_s));
    QVERIFY(files.contains(u"workspace/in"_s)); // the link itself
    for (const QString &left : {u"workspace/out"_s, u"workspace/up"_s, u"workspace/pipe"_s})
        QVERIFY2(!files.contains(left), qPrintable(left));
    const QByteArray manifest = files.value(u"manifest.json"_s);
    for (const char *name : {"\"workspace/out\"", "\"workspace/up\"", "\"workspace/pipe\""})
        QVERIFY2(manifest.contains(name), name);
}

QTEST_GUILESS_MAIN(TestRunbookJobs)
#include "tst_runbookjobs.moc"
