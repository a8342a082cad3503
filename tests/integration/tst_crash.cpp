#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>
#include <csignal>

#include "crashjobs.h"
#include "hostprocesses.h"
#include "leftovers.h"
#include "programprocess.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

namespace {
/// A sandbox whose daemon was killed ends by itself.
constexpr int sandboxesEndWithinMs = 2'000;
} // namespace

/// Kills a daemon again and again, at random moments: nothing that was answered is lost, and nothing is left.
/// CA_CRASH_ROUNDS says how often, CA_CRASH_SEED repeats a run.
class TestCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostAndNothingIsLeft();

private:
    /// Starts the daemon, gives it jobs, and kills it. Empty, or what is wrong.
    QString crashOnce();
    /// Waits until what the killed daemon had started has ended.
    QString awaitEndOfSandboxes();
    /// Starts the daemon and lets it come to an end with everything.
    QString finish();
    [[nodiscard]] ProgramProcess::Options daemon() const;

    const QTemporaryDir m_dir;
    const QString m_mark = u"mark-"_s + QUuid::createUuid().toString(QUuid::Id128);
    CrashJobs m_jobs{m_dir.filePath(u"data"_s), m_mark};
    QRandomGenerator m_random;
    QElapsedTimer m_sinceKill;
    qint64 m_longestEnd = 0;
};

ProgramProcess::Options TestCrash::daemon() const
{
    return {
        .program = u"containerized-agentd"_s,
        .arguments = {u"--data"_s, m_dir.filePath(u"data"_s), u"--listen"_s, u"127.0.0.1:0"_s, u"--max-jobs"_s, u"4"_s},
        .surroundings = m_dir.path()};
}

QString TestCrash::crashOnce()
{
    constexpr int latest = 300;
    ProgramProcess process(daemon());
    const bool isDuringStart = m_random.bounded(4) == 0;
    if (!isDuringStart) {
        const QUrl url = process.awaitUrl();
        if (!url.isValid())
            return u"the daemon did not start: "_s + process.output();
        const QJsonArray jobs = HttpClient(url).get(u"/jobs"_s).json()[u"jobs"].toArray();
        if (const QString wrong = m_jobs.compare(jobs); !wrong.isEmpty())
            return wrong;
        m_jobs.schedule(url);
    }
    QTest::qWait(m_random.bounded(latest + 1));
    if (!process.signal(SIGKILL) || process.exitCode().has_value())
        return u"the daemon ended by itself: "_s + process.output();
    m_sinceKill.start();
    m_jobs.collect();
    // Else the next daemon comes while the sandboxes are still ending.
    return m_random.bounded(2) == 0 ? awaitEndOfSandboxes() : QString();
}

QString TestCrash::awaitEndOfSandboxes()
{
    QList<qint64> left;
    const bool ended = QTest::qWaitFor(
        [&] {
            left = processesUsing(m_dir.path()) + processesWith(m_mark);
            return left.isEmpty();
        },
        sandboxesEndWithinMs);
    m_longestEnd = std::max(m_longestEnd, m_sinceKill.elapsed());
    return ended ? QString() : u"left after %1 ms: %2"_s.arg(m_sinceKill.elapsed()).arg(describeProcess(left.first()));
}

QString TestCrash::finish()
{
    constexpr int longestMs = 300'000;
    ProgramProcess process(daemon());
    const QUrl url = process.awaitUrl();
    if (!url.isValid())
        return u"the daemon did not start: "_s + process.output();
    HttpClient http(url);
    const bool allEnded = QTest::qWaitFor(
        [&http] {
            const auto count = [&http](const QString &status) {
                return http.get(u"/jobs?limit=1&status="_s + status).json()[u"total"].toInt(-1);
            };
            return count(u"scheduled"_s) == 0 && count(u"running"_s) == 0;
        },
        longestMs);
    if (!allEnded)
        return u"jobs are waiting or running after %1 s"_s.arg(longestMs / 1000);
    const QJsonArray jobs = http.get(u"/jobs"_s).json()[u"jobs"].toArray();
    if (const QString wrong = m_jobs.compare(jobs); !wrong.isEmpty())
        return wrong;
    for (const QString &id : m_jobs.ids()) {
        if (const QString wrong = m_jobs.checkEnd(http, id); !wrong.isEmpty())
            return u"the job %1: %2"_s.arg(id, wrong);
    }
    if (QDir(m_dir.filePath(u"data/jobs"_s)).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() != jobs.size())
        return u"there are job folders without a job, or jobs without a folder"_s;
    process.signal(SIGTERM);
    return process.exitCode() == 0 ? QString() : u"the daemon did not end cleanly: "_s + process.output();
}

void TestCrash::nothingIsLostAndNothingIsLeft()
{
    const int rounds = qEnvironmentVariable("CA_CRASH_ROUNDS", u"60"_s).toInt();
    const quint32 seed = qEnvironmentVariableIsSet("CA_CRASH_SEED") ? qEnvironmentVariable("CA_CRASH_SEED").toUInt()
                                                                    : QRandomGenerator::global()->generate();
    qInfo("CA_CRASH_SEED=%u", seed);
    m_random.seed(seed);
    for (int round = 1; round <= rounds; ++round) {
        const QString wrong = crashOnce();
        QVERIFY2(wrong.isEmpty(), qPrintable(u"round %1: %2"_s.arg(round).arg(wrong)));
    }
    const QString wrong = finish();
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    m_sinceKill.start();
    QCOMPARE(awaitEndOfSandboxes(), QString());
    QCOMPARE(leftoversOf(m_dir.path(), m_jobs.ids()), QStringList());
    qInfo("%lld jobs; sandboxes ended within %lld ms", static_cast<long long>(m_jobs.ids().size()),
          static_cast<long long>(m_longestEnd));
}

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
