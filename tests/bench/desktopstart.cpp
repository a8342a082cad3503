#include "desktopstart.h"

#include <QElapsedTimer>
#include <QTest>

#include "servicecore.h"

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;
using test::ServiceCore;

constexpr int sampleCount = 8;
constexpr auto banner = "RFB 003.008\n";

/// Milliseconds; asks for the desktop, connects and waits for what it says.
Result<double> timeBanner(JobServices &services)
{
    QElapsedTimer clock;
    clock.start();
    if (const auto started = QCoro::waitFor(services.start(Service::Desktop)); !started)
        return failure(started.error());
    const auto socket = QCoro::waitFor(services.connect(Service::Desktop));
    if (!socket)
        return failure(socket.error().code, QString(socket.error().message + u' ' + services.text(Service::Desktop)));
    if (ServiceCore::readUntil(*socket, banner) != banner)
        return failure(ErrorCode::Io, u"the desktop did not say what it should"_s);
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

/// Stops it, and waits until it is gone.
bool stop(JobServices &services)
{
    constexpr int patience = 30'000;
    services.stop(Service::Desktop);
    return QTest::qWaitFor([&] { return services.state(Service::Desktop) == ServiceState::Stopped; }, patience);
}
} // namespace

Goal DesktopStart::goal() const
{
    if (m_from == From::Cold)
        return {.name = u"a desktop wanted to its first words, cold"_s, .unit = u"ms"_s, .value = 600};
    return {.name = u"a desktop wanted to its first words, warm"_s, .unit = u"ms"_s, .value = 50};
}

Result<Samples> DesktopStart::run()
{
    ServiceCore core;
    const JobId id = core.start(u"$ sleep 1000\n"_s);
    if (id.isNull())
        return failure(ErrorCode::Io, u"the job did not start"_s);
    JobServices &services = core.services(id);
    Samples samples;
    for (int i = 0; i < sampleCount; ++i) {
        const Result<double> time = timeBanner(services);
        if (!time)
            return failure(time.error());
        // The first one starts it, however it is measured.
        if (m_from == From::Cold || i > 0)
            samples.values.append(*time);
        if (m_from == From::Cold && !stop(services))
            return failure(ErrorCode::Io, QString(u"the desktop did not stop: "_s + services.text(Service::Desktop)));
    }
    return samples;
}

} // namespace ca::bench
