#include <QCoreApplication>
#include <QProcess>
#include <QTest>
#include <csignal>
#include <cstdio>
#include <sys/prctl.h>

#include "testengine.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

namespace {

/// What ctest takes for a skip.
constexpr int skipped = 77;
const auto imageName = u"containerized-agent:latest"_s;

void say(const QString &text)
{
    std::fputs(qPrintable(QString(text + u'\n')), stdout);
    std::fflush(stdout);
}

int run(const QString &program, const QProcessEnvironment &environment)
{
    say(u"==> "_s + program);
    QProcess test;
    test.setProcessChannelMode(QProcess::ForwardedChannels);
    test.setProcessEnvironment(environment);
    test.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    test.start(program, {});
    test.waitForFinished(-1);
    return test.exitStatus() == QProcess::NormalExit ? test.exitCode() : -1;
}

/// What of it the tests have left in the engine; empty: nothing.
QString leftovers(TestEngine &engine, const QStringList &before)
{
    constexpr int goneMs = 30'000;
    if (!QTest::qWaitFor([&engine] { return engine.containers().isEmpty(); }, goneMs))
        return u"containers: "_s + engine.containers().join(u", "_s);
    const QStringList after = engine.others();
    return after == before ? QString() : QString(u"images, volumes and networks: "_s + after.join(u", "_s));
}

} // namespace

/// with-engine PROGRAM…: runs tests with a real engine of their own, $CA_ENGINE, as what makes the sandboxes of all
/// jobs that ask for nothing else, and $CA_BASE_IMAGE as their image. Fails when a test does, and when something is
/// left.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const EngineKind kind = engineUnderTest();
    const QString obstacle = TestEngine::obstacle(kind);
    if (!obstacle.isEmpty() || baseImage().isEmpty()) {
        say(u"SKIP: no %1 here: "_s.arg(engineKindName(kind)) +
            (obstacle.isEmpty() ? u"the image could not be made"_s : obstacle));
        return skipped;
    }
    TestEngine engine(kind);
    if (!engine.start()) {
        say(u"SKIP: the engine does not start here: "_s + engine.log());
        return skipped;
    }
    if (const QString problem = engine.importFile(imageName, baseImage()); !problem.isEmpty()) {
        say(problem);
        return EXIT_FAILURE;
    }
    QProcessEnvironment environment = engine.environment();
    environment.insert(u"AGENT_ENGINE"_s, engineKindName(kind));
    environment.insert(u"AGENT_IMAGE"_s, imageName);
    const QStringList before = engine.others();
    int worst = EXIT_SUCCESS;
    for (const QString &program : QCoreApplication::arguments().sliced(1)) {
        if (const int code = run(program, environment); code != EXIT_SUCCESS)
            worst = code;
        if (const QString left = leftovers(engine, before); !left.isEmpty()) {
            say(u"FAIL: left behind by %1: %2"_s.arg(program, left));
            worst = EXIT_FAILURE;
        }
    }
    if (!engine.stop()) {
        say(u"FAIL: the engine did not end: "_s + engine.log());
        worst = EXIT_FAILURE;
    }
    return worst;
}
