#include "servicetest.h"

#include <QCoroTask>
#include <QFile>

#include "hostprocesses.h"

namespace ca::test {

using namespace Qt::StringLiterals;

QString ServiceTest::hold()
{
    return u"$ sleep 1000\n"_s;
}

ServicePatience ServiceTest::shortGrace()
{
    return {.grace = std::chrono::milliseconds(300)};
}

bool ServiceTest::start(JobServices &services, Service service, const ServiceOptions &options)
{
    const Result<void> started = QCoro::waitFor(services.start(service, options));
    if (!started)
        qWarning("%s", qUtf8Printable(started.error().message));
    return started.has_value();
}

int ServiceTest::processes(const ServiceCore &core, const QString &program)
{
    int count = 0;
    for (const qint64 pid : processesUsing(core.dataDir())) {
        QFile name(u"/proc/%1/comm"_s.arg(pid));
        if (name.open(QIODevice::ReadOnly) && QString::fromUtf8(name.readAll()).trimmed() == program)
            ++count;
    }
    return count;
}

} // namespace ca::test
