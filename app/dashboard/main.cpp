#include <QApplication>
#include <QIcon>
#include <QSettings>
#include <cstdio>

#include "commandline.h"
#include "core.h"
#include "corethread.h"
#include "folders.h"
#include "language.h"
#include "mainwindow.h"
#include "orchestratorclient.h"
#include "preferences.h"
#include "redactedlog.h"
#include "shell.h"
#include "singleinstance.h"
#include "terminationsignals.h"

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

void print(FILE *where, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), where);
}

void complain(const QString &sentence)
{
    print(stderr, QApplication::applicationName() + QLatin1StringView(": ") + sentence + QLatin1Char('\n'));
}

/// Another dashboard has the data folder: it comes to the front instead. Returns the exit code.
int raiseOther(SingleInstance &instance)
{
    if (instance.raiseOther(qgetenv("XDG_ACTIVATION_TOKEN")))
        return 0;
    complain(QApplication::translate("main", "The dashboard of this data folder is starting or does not answer. "
                                             "Wait a moment, or end it and start again."));
    return 1;
}

/// What the window shows, for who started it from a terminal or a script.
void reportOnTerminal(const CoreThread &core)
{
    QObject::connect(&core, &CoreThread::failed, qApp, [](const Error &error) { complain(error.message); });
    QObject::connect(&core, &CoreThread::apiChanged, qApp, [](const ApiState &state) {
        if (!state.isOn())
            return complain(state.error);
        print(stdout, QLatin1StringView("listening on ") + state.url.toString() + QLatin1Char('\n'));
        std::fflush(stdout);
    });
}

int runDashboard(const Settings &settings, QSettings &windowState, SingleInstance *instance)
{
    TerminationSignals terminationSignals;
    const CoreConfig config = CoreConfig::from(settings);
    const RedactedLog log(config.orchestrator.redactor);
    CoreThread core(config);
    OrchestratorClient client;
    MainWindow window(&client, &windowState);
    Shell shell({.window = &window,
                 .client = &client,
                 .windowSettings = &windowState,
                 .sources = SettingSources::ofThisProcess(QApplication::arguments()),
                 .running = settings});
    int exitCode = 0;
    window.follow(&core);
    shell.follow(&core);
    reportOnTerminal(core);
    QObject::connect(&core, &CoreThread::opened, &client, &OrchestratorClient::attach);
    QObject::connect(&core, &CoreThread::failed, qApp, [&exitCode] { exitCode = 1; });
    QObject::connect(&core, &CoreThread::stopping, &client, &OrchestratorClient::detach);
    QObject::connect(&core, &CoreThread::stopped, qApp, &QCoreApplication::quit);
    QObject::connect(&terminationSignals, &TerminationSignals::received, &window, &MainWindow::quitAtOnce);
    if (instance != nullptr)
        QObject::connect(instance, &SingleInstance::raiseRequested, &window, &MainWindow::raiseWindow);
    core.start();
    window.show();
    QApplication::exec();
    return exitCode;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts); // what the browser plugin needs, should it be loaded
    QApplication app(argc, argv);
    setUpApplication();
    QSettings windowState(QStringLiteral("containerized-agent"), QStringLiteral("dashboard"));
    installLanguage(app, Preferences(&windowState).language());
    const Result<CommandLine> line = CommandLine::parse(QApplication::arguments());
    if (!line) {
        complain(line.error().message);
        return 2;
    }
    if (!line->answer.isEmpty()) {
        print(stdout, line->answer);
        return 0;
    }
    // Without a folder for sockets the window still opens, and says itself what is wrong.
    const Result<QString> runtimeDir = makeRuntimeDir(line->settings.dataDir());
    if (!runtimeDir)
        return runDashboard(line->settings, windowState, nullptr);
    SingleInstance instance(*runtimeDir);
    return instance.claim() ? runDashboard(line->settings, windowState, &instance) : raiseOther(instance);
}
