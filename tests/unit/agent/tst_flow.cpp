#include <QTest>

#include "flow.h"
#include "node.h"

using ca::agent::Flow;
using ca::agent::Node;

namespace {

struct Counts
{
    int value = 0;
    QByteArrayList visited;
};

/// Fails `failures` times, then adds one to what prep() saw.
class Adder : public Node<Counts, int, int>
{
public:
    Adder(QByteArray name, int failures, int attempts)
        : Node(attempts)
        , m_name(std::move(name))
        , m_failures(failures)
    {
    }
    int calls = 0;

protected:
    int prep(Counts &state) override { return state.value; }
    Outcome exec(const int &input) override
    {
        ++calls;
        if (calls <= m_failures)
            return std::unexpected("attempt " + std::to_string(calls));
        return input + 1;
    }
    std::string post(Counts &state, int, Outcome outcome) override
    {
        state.visited.append(m_name + QByteArray::fromStdString(outcome ? std::string() : ":" + outcome.error()));
        if (!outcome)
            return "failed";
        state.value = *outcome;
        return state.value < 3 ? "again" : "enough";
    }

private:
    QByteArray m_name;
    int m_failures;
};

} // namespace

class TestFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nodeRetries_data();
    void nodeRetries();
    void flowFollowsTransitions();
    void unconnectedTransitionEndsTheFlow();
};

void TestFlow::nodeRetries_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<int>("calls");
    QTest::addColumn<QByteArray>("visited");
    QTest::newRow("at once") << 0 << 3 << 1 << QByteArray("a");
    QTest::newRow("third time") << 2 << 3 << 3 << QByteArray("a");
    QTest::newRow("gives up with the last error") << 9 << 3 << 3 << QByteArray("a:attempt 3");
    QTest::newRow("no second attempt") << 9 << 1 << 1 << QByteArray("a:attempt 1");
}

void TestFlow::nodeRetries()
{
    QFETCH(int, failures);
    QFETCH(int, attempts);
    Adder node("a", failures, attempts);
    Counts state;
    static_cast<ca::agent::FlowNode<Counts> &>(node).run(state);
    QTEST(node.calls, "calls");
    QTEST(state.visited.value(0), "visited");
}

void TestFlow::flowFollowsTransitions()
{
    Adder first("first", 0, 1);
    Adder second("second", 0, 1);
    Flow<Counts> flow(first);
    flow.connect(first, "again", second);
    flow.connect(second, "again", first);
    Counts state;
    QCOMPARE(flow.run(state), std::string("enough"));
    QCOMPARE(state.visited, (QByteArrayList{"first", "second", "first"}));
    QCOMPARE(state.value, 3);
}

void TestFlow::unconnectedTransitionEndsTheFlow()
{
    Adder broken("broken", 9, 2);
    Flow<Counts> flow(broken);
    flow.connect(broken, "again", broken);
    Counts state;
    QCOMPARE(flow.run(state), std::string("failed"));
    QCOMPARE(state.visited.size(), 1);
}

QTEST_APPLESS_MAIN(TestFlow)
#include "tst_flow.moc"
