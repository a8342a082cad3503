#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <cstdio>
#include <memory>
#include <vector>

#include "agentstart.h"
#include "bridgespeed.h"
#include "busylatency.h"
#include "contextpruning.h"
#include "dashboardstart.h"
#include "desktopstart.h"
#include "engineoverhead.h"
#include "firstbyte.h"
#include "fullserver.h"
#include "idlememory.h"
#include "idlewakeups.h"
#include "jobrate.h"
#include "logspeed.h"
#include "modelround.h"
#include "packingspeed.h"
#include "proxylatency.h"
#include "proxyspeed.h"
#include "report.h"
#include "requestrate.h"
#include "viewspeed.h"
#include "wholelist.h"
#include "windowspeed.h"

namespace {
using namespace ca::bench;
using namespace Qt::StringLiterals;

const QCommandLineOption jsonOption(u"json"_s, u"Write what was measured to this file."_s, u"FILE"_s);
const QCommandLineOption compareOption(u"compare"_s, u"Show the change against such a file."_s, u"FILE"_s);
const QCommandLineOption onlyOption(u"only"_s, u"Only measures with this text in their name."_s, u"TEXT"_s);

/// In the order in which they run: what must see an untouched server comes first.
std::vector<std::unique_ptr<Measure>> allMeasures(FullServer &full, BigLog &log)
{
    std::vector<std::unique_ptr<Measure>> measures;
    measures.push_back(std::make_unique<AgentStart>());
    measures.push_back(std::make_unique<FirstByte>());
    measures.push_back(std::make_unique<JobRate>());
    if (EngineOverhead::isPossible())
        measures.push_back(std::make_unique<EngineOverhead>());
    measures.push_back(std::make_unique<IdleMemory>(full));
    measures.push_back(std::make_unique<IdleWakeups>(full));
    measures.push_back(std::make_unique<RequestRate>(full, RequestRate::status()));
    measures.push_back(std::make_unique<RequestRate>(full, RequestRate::list()));
    measures.push_back(std::make_unique<WholeList>(full));
    measures.push_back(std::make_unique<PackingSpeed>());
    measures.push_back(std::make_unique<ModelRound>());
    measures.push_back(std::make_unique<ContextPruning>());
    measures.push_back(std::make_unique<ProxySpeed>());
    measures.push_back(std::make_unique<ProxyLatency>());
    for (const auto from : {DesktopStart::From::Cold, DesktopStart::From::Warm})
        measures.push_back(std::make_unique<DesktopStart>(from));
    for (auto &measure : LogSpeed::all(log))
        measures.push_back(std::move(measure));
    for (const auto what : {DashboardStart::What::FirstFrame, DashboardStart::What::Memory})
        measures.push_back(std::make_unique<DashboardStart>(what));
    for (const auto what : {ViewSpeed::What::ColdDesktop, ViewSpeed::What::WarmDesktop, ViewSpeed::What::Notebook})
        measures.push_back(std::make_unique<ViewSpeed>(what));
    for (const auto what :
         {WindowSpeed::What::Filter, WindowSpeed::What::Frames, WindowSpeed::What::Serving, WindowSpeed::What::Dialog})
        measures.push_back(std::make_unique<WindowSpeed>(what));
    measures.push_back(std::make_unique<BridgeSpeed>());
    measures.push_back(std::make_unique<BridgeLatency>());
    for (const auto &trouble :
         {BusyLatency::packing(), BusyLatency::forkBomb(), BusyLatency::memoryHog(), BusyLatency::logFlood()})
        measures.push_back(std::make_unique<BusyLatency>(trouble));
    return measures;
}

bool readEarlier(const QString &path, QJsonObject &earlier)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        earlier = QJsonDocument::fromJson(file.readAll()).object();
    return earlier.contains(u"measures"_s);
}
} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationVersion(QStringLiteral(CA_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Measures the server and its parts, and compares them with their goals."_s);
    parser.addHelpOption();
    parser.addOptions({jsonOption, compareOption, onlyOption});
    parser.process(application);

    QJsonObject earlier;
    if (parser.isSet(compareOption) && !readEarlier(parser.value(compareOption), earlier)) {
        std::fprintf(stderr, "%s holds no earlier measures\n", parser.value(compareOption).toLocal8Bit().constData());
        return 2;
    }
    Report report(earlier);
    report.begin();
    FullServer full;
    BigLog log;
    for (const auto &measure : allMeasures(full, log)) {
        const Goal goal = measure->goal();
        if (!goal.name.contains(parser.value(onlyOption), Qt::CaseInsensitive))
            continue;
        report.announce(goal);
        report.add(goal, measure->run());
    }
    if (parser.isSet(jsonOption)) {
        QFile file(parser.value(jsonOption));
        if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(report.json()).toJson()) < 0) {
            std::fprintf(stderr, "cannot write %s\n", file.fileName().toLocal8Bit().constData());
            return 1;
        }
    }
    return report.failures() == 0 ? 0 : 1;
}
