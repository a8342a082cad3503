#include <QTest>

#include "context.h"

using namespace ca::agent;

/// The conversation with a model: its size, and what goes when it is too long.
class TestContext : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsFourBytesAToken();
    void neighboursOfARoleAreOneMessage();
    void enoughRoomChangesNothing();
    void oldOutputsShrinkFirst();
    void outputsBecomeLinesThenRoundsMerge();
    void mergesAgain();
    void alwaysReachesTheTarget_data();
    void alwaysReachesTheTarget();
    void longHistoryIsPruned();
};

namespace {

ContextEntry output(int round, std::size_t bytes)
{
    const auto line = "Step " + std::to_string(round) + ": exit code 1.";
    return {.kind = EntryKind::Output,
            .text = line + '\n' + std::string(bytes, 'o') + "the end " + std::to_string(round),
            .line = line,
            .round = round,
            .step = round,
            .steps = 1,
            .failures = 1};
}

ContextEntry plan(int round, std::size_t bytes = 40)
{
    return {.kind = EntryKind::Plan,
            .text = "plan " + std::to_string(round) + std::string(bytes, 'p'),
            .line = "[plan " + std::to_string(round) + "]",
            .round = round};
}

/// The rules, the task and so many rounds.
Context history(int rounds, std::size_t outputBytes)
{
    Context context;
    context.add({.kind = EntryKind::System, .text = "the rules"});
    context.add({.kind = EntryKind::Task, .text = "the task"});
    for (int i = 1; i <= rounds; ++i) {
        context.add(plan(i));
        context.add(output(i, outputBytes));
    }
    return context;
}

std::int64_t counted(const Context &context)
{
    std::int64_t tokens = 0;
    for (const auto &entry : context.entries())
        tokens += tokensOf(entry.text.size());
    return tokens;
}

QByteArray textOf(const Context &context)
{
    QByteArray text;
    for (const auto &message : context.messages())
        text += QByteArray::fromStdString(message.content) + '\n';
    return text;
}

} // namespace

void TestContext::countsFourBytesAToken()
{
    Context context;
    context.add({.text = "12345678"});
    context.add({.text = "123456789"});
    context.add({.text = ""});
    QCOMPARE(context.tokens(), 5);
}

void TestContext::neighboursOfARoleAreOneMessage()
{
    auto context = history(2, 4);
    context.add({.kind = EntryKind::Message, .text = "hurry"});
    const auto messages = context.messages();
    QByteArrayList roles;
    for (const auto &message : messages)
        roles.append(QByteArray::fromStdString(message.role));
    QCOMPARE(roles, (QByteArrayList{"system", "user", "assistant", "user", "assistant", "user"}));
    QVERIFY(messages.back().content.ends_with("the end 2\n\nhurry"));
}

void TestContext::enoughRoomChangesNothing()
{
    auto context = history(3, 5000);
    const auto before = textOf(context);
    const auto pruned = context.prune(context.tokens());
    QCOMPARE(pruned.entries, 0);
    QCOMPARE(pruned.before, pruned.after);
    QCOMPARE(textOf(context), before);
}

void TestContext::oldOutputsShrinkFirst()
{
    auto context = history(4, 20'000);
    const auto pruned = context.prune(context.tokens() - 5000);
    QCOMPARE(pruned.entries, 2);
    QCOMPARE(pruned.after, context.tokens());
    QCOMPARE(counted(context), context.tokens());
    const auto &entries = context.entries();
    QCOMPARE(entries.size(), 10U);
    for (const std::size_t shrunk : {3U, 5U}) {
        QVERIFY(entries[shrunk].text.size() < 1700);
        QVERIFY(entries[shrunk].text.starts_with("Step "));
        QVERIFY(entries[shrunk].text.contains("bytes left out"));
        QVERIFY(entries[shrunk].text.contains("the end "));
    }
    QVERIFY(entries[7].text.size() > 20'000 && entries[9].text.size() > 20'000);
    QCOMPARE(entries[2].text, plan(1).text);
}

void TestContext::outputsBecomeLinesThenRoundsMerge()
{
    auto context = history(50, 1400);
    context.add({.kind = EntryKind::Message, .text = "the person's wish", .round = 50});
    context.add(plan(51));
    context.add(output(51, 8000));
    auto pruned = context.prune(5000);
    QVERIFY(pruned.after <= 5000);
    QCOMPARE(counted(context), context.tokens());
    auto text = textOf(context);
    QVERIFY(text.contains("Step 1: exit code 1."));
    QVERIFY(!text.contains("the end 1\n"));
    QVERIFY(text.contains("plan 1pppp"));
    pruned = context.prune(2200);
    QVERIFY(pruned.after <= 2200);
    text = textOf(context);
    QVERIFY2(text.contains("Older rounds, up to round "), text.left(2000).constData());
    for (const auto *kept : {"the rules", "the task", "the person's wish", "plan 51pppp", "the end 51"})
        QVERIFY2(text.contains(kept), kept);
    QCOMPARE(context.entries().back().text, output(51, 8000).text);
}

void TestContext::mergesAgain()
{
    auto context = history(20, 100);
    context.prune(150);
    context.prune(100);
    const auto isMerged = [](const ContextEntry &entry) { return entry.kind == EntryKind::Merged; };
    QCOMPARE(std::ranges::count_if(context.entries(), isMerged), 1);
    const auto merged = std::ranges::find_if(context.entries(), isMerged);
    QVERIFY2(merged->text.contains(std::to_string(merged->steps) + " steps, " + std::to_string(merged->steps) +
                                   " of them failed"),
             merged->text.c_str());
    QVERIFY(merged->steps > 10);
    QVERIFY(context.tokens() <= 100);
}

void TestContext::alwaysReachesTheTarget_data()
{
    QTest::addColumn<std::size_t>("systemBytes");
    QTest::addColumn<std::size_t>("taskBytes");
    QTest::addColumn<std::size_t>("planBytes");
    QTest::addColumn<std::size_t>("outputBytes");
    QTest::addColumn<int>("outputs");
    QTest::addColumn<int>("messages");
    QTest::addColumn<std::int64_t>("target");
    const std::size_t small = 100;
    const std::size_t huge = 10'000'000;
    QTest::newRow("one output larger than the window")
        << small << small << small << huge << 1 << 0 << std::int64_t{2000};
    QTest::newRow("the task is larger") << small << huge << small << small << 1 << 0 << std::int64_t{2000};
    QTest::newRow("the plan is larger") << small << small << huge << small << 1 << 0 << std::int64_t{2000};
    QTest::newRow("the rules are larger") << huge << small << small << small << 1 << 0 << std::int64_t{2000};
    QTest::newRow("all are larger") << huge << huge << huge << huge << 2 << 3 << std::int64_t{800};
    QTest::newRow("many new outputs") << small << small << small << std::size_t{3000} << 1000 << 0
                                      << std::int64_t{1000};
    QTest::newRow("many messages") << small << small << small << small << 1 << 5000 << std::int64_t{1000};
    QTest::newRow("only a task") << small << huge << std::size_t{0} << std::size_t{0} << 0 << 0 << std::int64_t{500};
    QTest::newRow("hardly any room") << small << huge << small << huge << 3 << 1 << std::int64_t{64};
}

void TestContext::alwaysReachesTheTarget()
{
    QFETCH(std::size_t, systemBytes);
    QFETCH(std::size_t, taskBytes);
    QFETCH(std::size_t, planBytes);
    QFETCH(std::size_t, outputBytes);
    QFETCH(int, outputs);
    QFETCH(int, messages);
    QFETCH(std::int64_t, target);
    Context context;
    context.add({.kind = EntryKind::System, .text = std::string(systemBytes, 's')});
    context.add({.kind = EntryKind::Task, .text = std::string(taskBytes, 't')});
    for (int i = 0; i < messages; ++i)
        context.add({.kind = EntryKind::Message, .text = std::string(systemBytes, 'm')});
    if (planBytes > 0)
        context.add(plan(1, planBytes));
    for (int i = 1; i <= outputs; ++i)
        context.add(output(i, outputBytes));
    const auto pruned = context.prune(target);
    QVERIFY2(pruned.after <= target, QByteArray::number(pruned.after).constData());
    QCOMPARE(counted(context), context.tokens());
    QVERIFY(pruned.entries > 0);
    if (outputs > 0)
        QVERIFY(textOf(context).contains(QByteArray("Step " + QByteArray::number(outputs))));
}

void TestContext::longHistoryIsPruned()
{
    // 2,000,000 tokens in entries of the size that steps have, and the same in a few large ones.
    for (const std::size_t outputBytes : {4000U, 400'000U}) {
        auto context = history(static_cast<int>(8'000'000 / outputBytes), outputBytes);
        QVERIFY(context.tokens() >= 2'000'000);
        QVERIFY(context.prune(600'000).after <= 600'000);
        context.prune(2'000);
        QVERIFY(context.tokens() <= 2'000);
    }
}

QTEST_APPLESS_MAIN(TestContext)
#include "tst_context.moc"
