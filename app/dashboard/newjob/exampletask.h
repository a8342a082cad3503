#pragma once

#include <QList>
#include <QString>

#include "symbols.h"

namespace ca::dashboard {

/// A task to start from.
struct ExampleTask
{
    Symbol symbol = Symbol::Shell;
    QString title;
    QString description;
    QString prompt;
};

/// The examples that come with the program; they run without a network.
QList<ExampleTask> exampleTasks();

} // namespace ca::dashboard
