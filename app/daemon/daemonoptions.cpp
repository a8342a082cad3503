#include "daemonoptions.h"

#include <QCommandLineParser>

#include "folders.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

const QCommandLineOption
    listenOption(u"listen"_s, u"Listen on this loopback address (port 0 takes a free one). Default: 127.0.0.1:8000."_s,
                 u"ADDRESS:PORT"_s);
const QCommandLineOption
    dataOption(u"data"_s, u"Keep jobs in this folder. Default: $AGENT_OUTPUT_DIR, else the XDG data folder."_s,
               u"DIR"_s);
const QCommandLineOption engineOption(u"engine"_s, u"The engine for jobs that name none: auto or bubblewrap."_s,
                                      u"NAME"_s, u"auto"_s);
const QCommandLineOption maxJobsOption(u"max-jobs"_s, u"Run this many jobs at once. Default: the number of cores."_s,
                                       u"N"_s);

std::unexpected<Error> misuse(const QString &sentence)
{
    return failure(ErrorCode::InvalidArgument, sentence + u" (--help lists the options)"_s);
}
} // namespace

Result<DaemonOptions> DaemonOptions::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Runs jobs in isolated sandboxes and serves the REST API."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addOptions({listenOption, dataOption, engineOption, maxJobsOption});
    if (!parser.parse(arguments))
        return misuse(parser.errorText());
    if (parser.isSet(help))
        parser.showHelp();
    if (parser.isSet(version))
        parser.showVersion();
    if (!parser.positionalArguments().isEmpty())
        return misuse(u"unexpected argument \"%1\""_s.arg(parser.positionalArguments().first()));

    DaemonOptions options;
    if (parser.isSet(listenOption)) {
        const auto where = ListenAddress::parse(parser.value(listenOption));
        if (!where)
            return failure(where.error());
        options.listen = *where;
    }
    options.orchestrator.ownerName = u"containerized-agentd"_s;
    options.orchestrator.dataDir = parser.isSet(dataOption) ? parser.value(dataOption) : defaultDataDir();
    options.orchestrator.engine = parser.value(engineOption);
    if (parser.isSet(maxJobsOption)) {
        bool isNumber = false;
        options.orchestrator.maxRunning = parser.value(maxJobsOption).toInt(&isNumber);
        if (!isNumber || options.orchestrator.maxRunning < 1)
            return misuse(u"--max-jobs takes a whole number, 1 or more"_s);
    }
    return options;
}

} // namespace ca
