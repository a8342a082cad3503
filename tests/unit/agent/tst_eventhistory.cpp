#include <QTest>

#include <nlohmann/json.hpp>

#include "eventhistory.h"

using ca::agent::EventHistory;
using nlohmann::json;
using namespace ca::protocol;
using namespace Qt::StringLiterals;

class TestEventHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsUnknownIsSaidAgain_data();
    void whatIsUnknownIsSaidAgain();
    void whatWasHeardIsNotSaidTwice();
    void oldestGoFirst();
    void sizeIsBounded();
};

namespace {

void add(EventHistory &history, const std::string &line, const char *kind, int number = 0, bool isHeard = false)
{
    json event{{"kind", kind}};
    if (number > 0)
        event["number"] = number;
    history.add(event, line, isHeard);
}

} // namespace

void TestEventHistory::whatIsUnknownIsSaidAgain_data()
{
    QTest::addColumn<int>("lastStep");
    QTest::addColumn<bool>("isFinished");
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("nothing known") << 0 << false << QByteArray("plan (1 note 1) plan2 (2 note2 2) pruned ");
    QTest::newRow("first started") << 1 << false << QByteArray("note 1) plan2 (2 note2 2) pruned ");
    QTest::newRow("first finished") << 1 << true << QByteArray("plan2 (2 note2 2) pruned ");
    QTest::newRow("second started") << 2 << false << QByteArray("note2 2) pruned ");
    QTest::newRow("second finished") << 2 << true << QByteArray("pruned ");
    QTest::newRow("more known than there was") << 3 << true << QByteArray("pruned ");
    QTest::newRow("nonsense") << -5 << true << QByteArray("plan (1 note 1) plan2 (2 note2 2) pruned ");
}

void TestEventHistory::whatIsUnknownIsSaidAgain()
{
    QFETCH(int, lastStep);
    QFETCH(bool, isFinished);
    EventHistory history;
    add(history, "plan ", kind::plan);
    add(history, "(1 ", kind::stepStarted, 1);
    add(history, "note ", kind::note);
    add(history, "1) ", kind::stepFinished, 1);
    add(history, "plan2 ", kind::plan);
    add(history, "(2 ", kind::stepStarted, 2);
    add(history, "note2 ", kind::note);
    add(history, "2) ", kind::stepFinished, 2);
    add(history, "pruned ", kind::pruned);
    QTEST(QByteArray::fromStdString(history.since({.lastStep = lastStep, .isFinished = isFinished})), "lines");
}

void TestEventHistory::whatWasHeardIsNotSaidTwice()
{
    EventHistory history;
    add(history, "(1 ", kind::stepStarted, 1, true);
    add(history, "note ", kind::note, 0, true);
    add(history, "pruned ", kind::pruned, 0, true);
    add(history, "1) ", kind::stepFinished, 1, true);
    add(history, "plan ", kind::plan, 0, true);
    add(history, "note2 ", kind::note);
    QCOMPARE(history.since({}), std::string("(1 1) plan note2 "));
    QCOMPARE(history.since({.lastStep = 1, .isFinished = true}), std::string("plan note2 "));
    history.setHeard();
    add(history, "note3 ", kind::note);
    QCOMPARE(history.since({.lastStep = 1}), std::string("1) plan note3 "));
}

void TestEventHistory::oldestGoFirst()
{
    EventHistory history;
    constexpr int count = 1000;
    for (int i = 1; i <= count; ++i)
        add(history, std::to_string(i) + ' ', kind::stepFinished, i);
    const auto kept = QByteArray::fromStdString(history.since({})).trimmed().split(' ');
    QCOMPARE(kept.size(), static_cast<qsizetype>(EventHistory::maxEvents));
    QCOMPARE(kept.last(), QByteArray::number(count));
    // What is known is gone: everything that is left came later.
    QCOMPARE(history.since({.lastStep = 3}), history.since({}));
}

void TestEventHistory::sizeIsBounded()
{
    EventHistory history;
    const std::string quarter(EventHistory::maxBytes / 4, '1');
    for (int i = 0; i < 9; ++i)
        add(history, quarter, kind::note);
    QCOMPARE(history.since({}).size(), EventHistory::maxBytes);
    // One that is too long by itself is kept, alone.
    add(history, std::string(EventHistory::maxBytes + 1, '2'), kind::note);
    QCOMPARE(history.since({}), std::string(EventHistory::maxBytes + 1, '2'));
    add(history, "3", kind::note);
    QCOMPARE(history.since({}), std::string("3"));
}

QTEST_APPLESS_MAIN(TestEventHistory)
#include "tst_eventhistory.moc"
