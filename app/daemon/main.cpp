#include <QCoreApplication>
#include <QLoggingCategory>
#include <cstdio>

#include "daemon.h"
#include "daemonoptions.h"
#include "redactedlog.h"

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("containerized-agentd"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CA_VERSION));
    // Qt warns of the empty chunk with which it ends a streamed answer itself (QHttpServerResponder::writeEndChunked).
    QLoggingCategory::setFilterRules(QStringLiteral("qt.httpserver.http1handler.warning=false"));
    const auto options = ca::DaemonOptions::parse(QCoreApplication::arguments());
    if (!options)
        return ca::Daemon::fail(options.error());
    if (!options->answer.isEmpty()) {
        std::fputs(qUtf8Printable(options->answer), stdout);
        return 0;
    }
    const auto config = ca::OrchestratorConfig::from(options->settings, QStringLiteral("containerized-agentd"));
    const ca::RedactedLog log(config.redactor);
    ca::Daemon daemon(options->settings, config);
    QMetaObject::invokeMethod(&daemon, &ca::Daemon::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}
