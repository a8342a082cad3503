#include <QTest>

#include "restartpolicy.h"

using namespace ca::agent;
using namespace std::chrono_literals;

/// When a service that crashes is started again.
class TestRestartPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsLongerEachTimeAndThenGivesUp();
    void forgetsWhatIsLongAgo();
};

void TestRestartPolicy::waitsLongerEachTimeAndThenGivesUp()
{
    RestartPolicy policy;
    auto now = Clock::now();
    Clock::duration before = 0s;
    for (std::size_t i = 0; i < RestartPolicy::maxCrashes; ++i) {
        const auto pause = policy.noteCrash(now);
        QVERIFY(pause && *pause > before && *pause < 10s);
        before = *pause;
        now += *pause;
    }
    QVERIFY(!policy.noteCrash(now));
    policy.reset();
    QVERIFY(policy.noteCrash(now));
}

void TestRestartPolicy::forgetsWhatIsLongAgo()
{
    RestartPolicy policy;
    auto now = Clock::now();
    const auto first = policy.noteCrash(now);
    for (int i = 0; i < 100; ++i) {
        now += 61s;
        QCOMPARE(policy.noteCrash(now).value_or(0s).count(), first->count());
    }
}

QTEST_APPLESS_MAIN(TestRestartPolicy)
#include "tst_restartpolicy.moc"
