#include "exampletask.h"

#include <QCoreApplication>
#include <QFile>

namespace ca::dashboard {

namespace {

struct Examples
{
    Q_DECLARE_TR_FUNCTIONS(Examples)
};

QString promptFrom(QLatin1StringView name)
{
    QFile file(QLatin1StringView(":/examples/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

QList<ExampleTask> exampleTasks()
{
    return {
        {.symbol = Symbol::Files,
         .title = Examples::tr("Sales report as a web page"),
         .description = Examples::tr("Shell, Python and TypeScript work hand in hand"),
         .prompt = promptFrom(QLatin1StringView("sales-report.md"))},
        {.symbol = Symbol::Steps,
         .title = Examples::tr("Fibonacci module with tests"),
         .description = Examples::tr("A Python module and the tests that prove it"),
         .prompt = promptFrom(QLatin1StringView("fibonacci.md"))},
        {.symbol = Symbol::Shell,
         .title = Examples::tr("A look around the sandbox"),
         .description = Examples::tr("A few commands that show what a job finds there"),
         .prompt = promptFrom(QLatin1StringView("system-facts.md"))},
        {.symbol = Symbol::Engine,
         .title = Examples::tr("A note typed in an editor"),
         .description = Examples::tr("Keyboard and mouse on the sandbox's own desktop"),
         .prompt = promptFrom(QLatin1StringView("desktop-editor.md"))},
    };
}

} // namespace ca::dashboard
