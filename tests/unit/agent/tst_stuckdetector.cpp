#include <QTest>

#include "jobstate.h"
#include "stuckdetector.h"

using namespace ca::agent;

/// What counts as going in circles, in rounds of steps: a letter is an action, in capitals when it fails; a digit after
/// it is what it prints.
class TestStuckDetector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOnceThenEnds_data();
    void tellsOnceThenEnds();
};

namespace {

std::vector<StepRecord> stepsOf(const QByteArray &round)
{
    std::vector<StepRecord> steps;
    for (const char c : round) {
        if (c >= '0' && c <= '9') {
            steps.back().out.append({&c, 1});
            continue;
        }
        StepRecord step;
        step.fingerprint = static_cast<std::size_t>(c | 0x20);
        step.exitCode = c >= 'a' ? 0 : 1;
        steps.push_back(step);
    }
    return steps;
}

} // namespace

void TestStuckDetector::tellsOnceThenEnds_data()
{
    QTest::addColumn<QByteArrayList>("rounds");
    QTest::addColumn<QByteArray>("verdicts");
    const auto row = [](const char *name, const QByteArrayList &rounds, const char *verdicts) {
        QTest::newRow(name) << rounds << QByteArray(verdicts);
    };
    row("moving on", {"a", "b", "c", "a", "d", "b"}, "......");
    row("twice is no circle", {"A", "A", "b", "A", "A"}, ".....");
    row("three failures", {"A", "A", "A", "A"}, "..?!");
    row("three successes with the same output", {"a1", "a1", "a1", "a1"}, "..?!");
    row("waiting for something to change", {"a1", "a2", "a3", "a4"}, "....");
    row("failures print what they like", {"A1", "A2", "A3"}, "..?");
    row("another outcome", {"A", "A", "a", "A"}, "....");
    row("two take turns", {"a", "B", "a", "B", "a"}, "...?!");
    row("two in each round", {"aB", "aB", "aB"}, ".?!");
    row("heeds it", {"A", "A", "A", "b", "c", "d"}, "..?...");
    row("heeds it for a while", {"A", "A", "A", "b", "C", "C", "C"}, "..?...!");
    row("repetitions in one round are planned", {"aaaa", "bbbb", "cdcdcd"}, "...");
    row("rounds without steps", {"A", "", "A", "", "A"}, "....?");
}

void TestStuckDetector::tellsOnceThenEnds()
{
    QFETCH(QByteArrayList, rounds);
    StuckDetector detector;
    QByteArray verdicts;
    for (const auto &round : rounds)
        verdicts += ".?!"[static_cast<int>(detector.add(stepsOf(round)))];
    QTEST(verdicts, "verdicts");
}

QTEST_APPLESS_MAIN(TestStuckDetector)
#include "tst_stuckdetector.moc"
