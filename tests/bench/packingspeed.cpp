#include "packingspeed.h"

#include <QFile>
#include <chrono>

#include "benchserver.h"
#include "mixeddata.h"
#include "programtimer.h"
#include "statistics.h"

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int rounds = 3;

Result<double> packingMs(BenchServer &server, const QByteArray &id)
{
    if (auto packing = server.awaitStatus(id, u"phase"_s, u"packing"_s, 120s); !packing)
        return failure(packing.error());
    const auto begin = std::chrono::steady_clock::now();
    if (auto complete = server.awaitStatus(id, u"status"_s, u"complete"_s, 300s); !complete)
        return failure(complete.error());
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}
} // namespace

Goal PackingSpeed::goal() const
{
    return {.name = u"packing 300 MB, against bsdtar"_s, .unit = u"x"_s, .value = 1};
}

Result<Samples> PackingSpeed::run()
{
    const auto server = BenchServer::start();
    if (!server)
        return failure(server.error());
    Samples samples;
    QList<double> ours;
    QList<double> theirs;
    for (int i = 0; i < rounds; ++i) {
        const Result<QByteArray> id = (*server)->schedule(mixedDataTask());
        const Result<double> packing = id ? packingMs(**server, *id) : failure(id.error());
        if (!packing)
            return failure(packing.error());
        const QString folder = (*server)->jobFolder(*id);
        const QString zip = folder + u"/bench.zip"_s;
        const Result<double> bsdtar =
            timeProgram({u"bsdtar"_s, u"--format"_s, u"zip"_s, u"-cf"_s, zip, u"-C"_s, folder, u"workspace"_s});
        if (!bsdtar)
            return failure(bsdtar.error());
        QFile::remove(zip);
        ours.append(*packing);
        theirs.append(*bsdtar);
        samples.values.append(*packing / *bsdtar);
    }
    samples.note = u"%1 s against %2 s"_s.arg(median(ours) / 1000, 0, 'f', 1).arg(median(theirs) / 1000, 0, 'f', 1);
    return samples;
}

} // namespace ca::bench
