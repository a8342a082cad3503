#include <QApplication>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>
#include <cstdio>

#include "commandline.h"
#include "corethread.h"
#include "folders.h"
#include "mainwindow.h"
#include "orchestratorclient.h"
#include "singleinstance.h"

namespace {

using namespace ca;
using namespace ca::dashboard;

void setUpApplication()
{
    QApplication::setOrganizationName(QStringLiteral("containerized-agent"));
    QApplication::setApplicationName(QStringLiteral("containerized-agent"));
    QApplication::setApplicationVersion(QStringLiteral(CA_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("io.github.containerizedagent.Dashboard"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/appicon.svg")));
    QApplication::setQuitOnLastWindowClosed(false); // the core ends first
}

void installTranslations(QApplication &app)
{
    auto *ours = new QTranslator(&app);
    const QString folder = QStringLiteral(":/i18n");
    if (ours->load(QLocale(), QStringLiteral("containerized-agent"), QStringLiteral("_"), folder) ||
        ours->load(QStringLiteral("containerized-agent_en"), folder)) // for its plurals
        QCoreApplication::installTranslator(ours);
    auto *qt = new QTranslator(&app);
    if (qt->load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
                 QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
}

void print(FILE *where, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), where);
}

/// Claims the data folder's dashboard for this process; false when another one came to the front instead.
bool isFirst(SingleInstance &instance)
{
    if (instance.claim())
        return true;
    if (!instance.raiseOther(qgetenv("XDG_ACTIVATION_TOKEN")))
        print(stderr,
              QApplication::translate("main", "The dashboard of this data folder is starting or does not answer. "
                                              "Wait a moment, or end it and start again.\n"));
    return false;
}

int runDashboard(const CommandLine &line, SingleInstance *instance)
{
    OrchestratorConfig config;
    config.dataDir = line.dataDir;
    config.ownerName = QStringLiteral("containerized-agent");
    QSettings settings(QStringLiteral("containerized-agent"), QStringLiteral("dashboard"));
    CoreThread core(config, line.listen);
    OrchestratorClient client;
    MainWindow window(&client, &settings);
    window.follow(&core);
    QObject::connect(&core, &CoreThread::opened, &client, &OrchestratorClient::attach);
    QObject::connect(&core, &CoreThread::stopping, &client, &OrchestratorClient::detach);
    QObject::connect(&core, &CoreThread::stopped, qApp, &QCoreApplication::quit);
    if (instance != nullptr)
        QObject::connect(instance, &SingleInstance::raiseRequested, &window, &MainWindow::raiseWindow);
    core.start();
    window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    setUpApplication();
    installTranslations(app);
    const Result<CommandLine> line = CommandLine::parse(QApplication::arguments());
    if (!line) {
        print(stderr, line.error().message + QLatin1Char('\n'));
        return 2;
    }
    if (!line->answer.isEmpty()) {
        print(stdout, line->answer);
        return 0;
    }
    // Without a folder for sockets the window still opens, and says itself what is wrong.
    const Result<QString> runtimeDir = makeRuntimeDir(line->dataDir);
    if (!runtimeDir)
        return runDashboard(*line, nullptr);
    SingleInstance instance(*runtimeDir);
    return isFirst(instance) ? runDashboard(*line, &instance) : 0;
}
