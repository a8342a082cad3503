#include "commandline.h"

#include <QCommandLineParser>
#include <QDir>

#include "folders.h"

namespace ca::dashboard {

namespace {

struct CommandLineTexts
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

} // namespace

Result<CommandLine> CommandLine::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(CommandLineTexts::tr("Runs tasks in isolated sandboxes and shows them at work."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption data(QStringLiteral("data"), CommandLineTexts::tr("Folder for jobs and their results."),
                                  QStringLiteral("DIR"), defaultDataDir());
    const QCommandLineOption listen(QStringLiteral("listen"), CommandLineTexts::tr("Where the REST API listens."),
                                    QStringLiteral("ADDR:PORT"), QStringLiteral("127.0.0.1:8000"));
    parser.addOptions({data, listen});
    if (!parser.parse(arguments))
        return failure(ErrorCode::InvalidArgument, parser.errorText());
    if (!parser.positionalArguments().isEmpty()) {
        const QString first = parser.positionalArguments().constFirst();
        return failure(ErrorCode::InvalidArgument,
                       CommandLineTexts::tr("Unexpected argument “%1”; --help lists the options.").arg(first));
    }
    CommandLine line;
    if (parser.isSet(help))
        line.answer = parser.helpText();
    else if (parser.isSet(version))
        line.answer = QCoreApplication::applicationName() + QLatin1Char(' ') + QCoreApplication::applicationVersion() +
                      QLatin1Char('\n');
    const Result<ListenAddress> address = ListenAddress::parse(parser.value(listen));
    if (!address)
        return failure(address.error());
    line.listen = *address;
    line.dataDir = QDir(parser.value(data)).absolutePath();
    return line;
}

} // namespace ca::dashboard
