#include "firstbyte.h"

#include <chrono>

#include "benchserver.h"
#include "programtimer.h"
#include "statistics.h"

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int sampleCount = 30;

/// A sandbox as the server makes it, with nothing in it.
const QStringList bareSandbox{
    u"bwrap"_s,
    u"--unshare-all"_s,
    u"--unshare-user"_s,
    u"--disable-userns"_s,
    u"--new-session"_s,
    u"--uid"_s,
    u"1000"_s,
    u"--gid"_s,
    u"1000"_s,
    u"--cap-drop"_s,
    u"ALL"_s,
    u"--ro-bind"_s,
    u"/usr"_s,
    u"/usr"_s,
    u"--symlink"_s,
    u"usr/bin"_s,
    u"/bin"_s,
    u"--symlink"_s,
    u"usr/lib"_s,
    u"/lib"_s,
    u"--symlink"_s,
    u"usr/lib64"_s,
    u"/lib64"_s,
    u"--ro-bind"_s,
    u"/etc"_s,
    u"/etc"_s,
    u"--proc"_s,
    u"/proc"_s,
    u"--dev"_s,
    u"/dev"_s,
    u"--tmpfs"_s,
    u"/tmp"_s,
    u"--clearenv"_s,
    u"/usr/bin/true"_s,
};

Result<double> bareSandboxMs()
{
    QList<double> times;
    for (int i = 0; i < sampleCount; ++i) {
        const Result<double> time = timeProgram(bareSandbox);
        if (!time)
            return time;
        times.append(*time);
    }
    return median(times);
}

Result<double> firstByteMs(BenchServer &server)
{
    HttpConnection follower(server.port()); // connected before the clock runs
    const auto begin = std::chrono::steady_clock::now();
    const Result<QByteArray> id = server.schedule(u"$ echo hello"_s);
    if (!id)
        return failure(id.error());
    follower.send(getRequest(server.port(), "/logs/" + *id + "/stdout?follow=1"));
    if (!follower.awaitBody(20s))
        return failure(ErrorCode::Io, u"a job printed nothing for 20 s"_s);
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
    if (auto ended = server.awaitStatus(*id, u"status"_s, u"complete"_s, 20s); !ended)
        return failure(ended.error());
    return time.count();
}
} // namespace

Goal FirstByte::goal() const
{
    return {.name = u"first output of a job, against a bare sandbox"_s, .unit = u"x"_s, .value = 8};
}

Result<Samples> FirstByte::run()
{
    const Result<double> bare = bareSandboxMs();
    if (!bare)
        return failure(bare.error());
    const auto server = BenchServer::start();
    if (!server)
        return failure(server.error());
    Samples samples;
    QList<double> times;
    for (int i = 0; i < sampleCount; ++i) {
        const Result<double> time = firstByteMs(**server);
        if (!time)
            return failure(time.error());
        times.append(*time);
        samples.values.append(*time / *bare);
    }
    samples.note = u"%1 ms against %2 ms"_s.arg(median(times), 0, 'f', 1).arg(*bare, 0, 'f', 1);
    return samples;
}

} // namespace ca::bench
