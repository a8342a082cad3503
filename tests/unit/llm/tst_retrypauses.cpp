#include <QTest>
#include <numeric>

#include "retrypauses.h"

using namespace ca;
using namespace std::chrono_literals;

using Kind = ChatErrorKind;
using std::chrono::milliseconds;

class TestRetryPauses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pausesGrow();
    void jitterSpreadsThem();
    void theProvidersOwnDelayIsKept_data();
    void theProvidersOwnDelayIsKept();
    void itIsEnoughAfterTwoMinutes();
    void othersMakeItImpatient();
    void whatTheCallHasWaitedCounts();
    void badAnswersAreTriedTwice();
};

namespace {
const ChatFault overloaded{.kind = Kind::Overloaded};

ChatFault delayed(milliseconds delay)
{
    return {.kind = Kind::Overloaded, .delay = delay};
}

/// All pauses until it is enough.
QList<milliseconds> allPauses(RetryPauses pauses, const ChatFault &fault)
{
    QList<milliseconds> all;
    while (const auto pause = pauses.next(fault, 0.5)) {
        all.append(*pause);
        if (all.size() > 2000)
            break;
    }
    return all;
}

milliseconds sum(const QList<milliseconds> &pauses)
{
    return std::accumulate(pauses.begin(), pauses.end(), milliseconds(0));
}
} // namespace

void TestRetryPauses::pausesGrow()
{
    RetryPauses pauses({}, false, 0ms);
    QCOMPARE(pauses.next(overloaded, 0.5), milliseconds(1000));
    QCOMPARE(pauses.next(overloaded, 0.5), milliseconds(2000));
    QCOMPARE(pauses.next(overloaded, 0.5), milliseconds(4000));
    QCOMPARE(pauses.waited(), milliseconds(7000));
}

void TestRetryPauses::jitterSpreadsThem()
{
    QCOMPARE(RetryPauses({}, false, 0ms).next(overloaded, 0), milliseconds(750));
    QCOMPARE(RetryPauses({}, false, 0ms).next(overloaded, 1), milliseconds(1250));
}

void TestRetryPauses::theProvidersOwnDelayIsKept_data()
{
    QTest::addColumn<int>("asked");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    QTest::newRow("7 s") << 7000 << 7000 << 7700;
    QTest::newRow("100 s") << 100'000 << 100'000 << 103'000;
    QTest::newRow("none") << 0 << 250 << 250; // not a storm of requests
}

void TestRetryPauses::theProvidersOwnDelayIsKept()
{
    QFETCH(int, asked);
    QFETCH(int, least);
    QFETCH(int, most);
    for (const double jitter : {0.0, 0.5, 1.0}) {
        const auto pause = RetryPauses({}, false, 0ms).next(delayed(milliseconds(asked)), jitter);
        QVERIFY(pause.has_value());
        QVERIFY(pause->count() >= least && pause->count() <= most);
    }
}

void TestRetryPauses::itIsEnoughAfterTwoMinutes()
{
    const QList<milliseconds> grown = allPauses(RetryPauses({}, false, 0ms), overloaded);
    QVERIFY(sum(grown) > 60s && sum(grown) <= 120s);
    QVERIFY(sum(allPauses(RetryPauses({}, false, 0ms), delayed(0ms))) <= 120s);
    QVERIFY(!RetryPauses({}, false, 0ms).next(delayed(121s), 0));
}

void TestRetryPauses::othersMakeItImpatient()
{
    QCOMPARE(allPauses(RetryPauses({}, true, 0ms), overloaded).size(), 3);
    QVERIFY(RetryPauses({}, true, 0ms).next(delayed(20s), 0));
    QVERIFY(!RetryPauses({}, true, 0ms).next(delayed(31s), 0));
}

void TestRetryPauses::whatTheCallHasWaitedCounts()
{
    QVERIFY(RetryPauses({}, false, 100s).next(delayed(15s), 0));
    QVERIFY(!RetryPauses({}, false, 110s).next(delayed(15s), 0));
    QVERIFY(!RetryPauses({}, false, 200s).next(overloaded, 0));
}

void TestRetryPauses::badAnswersAreTriedTwice()
{
    QCOMPARE(allPauses(RetryPauses({}, false, 0ms), {.kind = Kind::BadAnswer}).size(), 2);
}

QTEST_GUILESS_MAIN(TestRetryPauses)
#include "tst_retrypauses.moc"
