#include "contextpruning.h"

#include <QElapsedTimer>

#include "context.h"

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;
using agent::ContextEntry;
using agent::EntryKind;

agent::Context history()
{
    constexpr int steps = 1000;
    constexpr std::size_t outputBytes = 4000; // of each: 1,000,000 tokens in all
    agent::Context context;
    context.add({.kind = EntryKind::Task, .text = "the task"});
    for (int i = 1; i <= steps; ++i) {
        context.add({.kind = EntryKind::Plan, .text = "a plan", .line = "[a plan]", .round = i});
        context.add({.kind = EntryKind::Output,
                     .text = std::string(outputBytes, 'o'),
                     .line = "an output",
                     .round = i,
                     .step = i,
                     .steps = 1});
    }
    return context;
}
} // namespace

Goal ContextPruning::goal() const
{
    return {.name = u"pruning a context of 1,000,000 tokens"_s, .unit = u"ms"_s, .value = 50};
}

Result<Samples> ContextPruning::run()
{
    constexpr int sampleCount = 10;
    Samples samples;
    for (int i = 0; i < sampleCount; ++i) {
        agent::Context context = history();
        QElapsedTimer timer;
        timer.start();
        const auto pruned = context.prune(context.tokens() / 3);
        samples.values.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        if (pruned.entries == 0)
            return failure(ErrorCode::Io, u"nothing was pruned"_s);
    }
    return samples;
}

} // namespace ca::bench
