#pragma once

#include <QString>

#include "accents.h"
#include "job.h"
#include "symbols.h"

namespace ca::dashboard {

/// How a job's state is shown: the same shape, word and colour everywhere.
struct JobLook
{
    Symbol symbol = Symbol::Waiting;
    Accent accent = Accent::Neutral;
    QString word;
};

JobLook lookOf(const Job &job);

/// What there is to say of how far it is: "Step 2 of 5", "Packing 40%", "3 files", "Exit code 1"; may be empty.
QString progressText(const Job &job);

/// 0 … 1 while there is a progress to draw; else negative.
double progressShare(const Job &job);

/// From start to end, or to `now` while it runs; -1 before it has started.
qint64 durationOf(const Job &job, qint64 now);

/// One line under the job's title: word, progress, duration, provider, engine.
QString stateLine(const Job &job, qint64 now);

} // namespace ca::dashboard
