#pragma once

#include <QString>

#include "accents.h"
#include "job.h"
#include "symbols.h"

namespace ca::dashboard {

/// How a step is shown: the same everywhere.
struct StepLook
{
    Symbol symbol = Symbol::Running;
    Accent accent = Accent::Active;
    QString word;
};

StepLook lookOf(const Step &step);

/// "Shell command", "Python code" …
QString actionWord(const QString &type);
Symbol actionSymbol(const QString &type);

/// In milliseconds; to `now` while it runs.
qint64 durationOf(const Step &step, qint64 now);

} // namespace ca::dashboard
