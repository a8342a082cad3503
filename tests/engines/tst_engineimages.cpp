#include <QCoroTask>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "cactlprocess.h"
#include "containerimages.h"
#include "enginetest.h"
#include "testregistry.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// How images come to a real engine ($CA_ENGINE): by the API, by cactl and for jobs that need them; and how they go.
class TestEngineImages : public EngineTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void pullShowsProgressAndTheImage();
    void pullCanBeCancelled();
    void missingImageIsAnError();
    void wrongOrderIsRefused_data();
    void wrongOrderIsRefused();
    void failedBuildSaysWhy();
    void buildShowsWholeLines();
    void usedImageStays();
    void jobFetchesItsImageFirst();
    void jobWhoseImageDoesNotComeSaysWhy();
    void cancelEndsTheFetch();

private:
    Setup setup() override { return {.settings = {u"AGENT_MISSING_IMAGE=fetch"_s}, .image = m_registry.image()}; }
    void tidyUp() override;
    [[nodiscard]] bool hasImage(const QString &name);

    TestRegistry m_registry;
    QTemporaryDir m_folder;
    std::unique_ptr<CactlProcess> m_cactl;
};

namespace {
constexpr int patienceMs = 60'000;
const auto emptyName = u"debian:trixie-slim"_s; // what the default image begins with

/// A file of the base image; empty when there is none.
QByteArray baseImageFile(const QString &path)
{
    QProcess tar;
    tar.start(u"tar"_s, {u"-xOf"_s, baseImage(), path});
    return tar.waitForFinished(patienceMs) ? tar.readAllStandardOutput() : QByteArray();
}

/// A shell, and this as its apt-get.
QByteArray shellImage(const QByteArray &aptGet)
{
    constexpr qsizetype endBlocks = 1024;
    constexpr int executable = 0755;
    const QByteArray busybox = baseImageFile(u"./usr/bin/busybox"_s);
    if (busybox.isEmpty())
        return {};
    return tarOf("bin/sh", busybox, executable).chopped(endBlocks) +
           tarOf("bin/sleep", busybox, executable).chopped(endBlocks) + tarOf("usr/bin/apt-get", aptGet, executable);
}
} // namespace

void TestEngineImages::init()
{
    m_cactl = std::make_unique<CactlProcess>(server().daemon().url(), m_folder.path());
}

void TestEngineImages::tidyUp()
{
    m_registry.release();
    QVERIFY(awaitNoContainers());
    for (const QString &name : {m_registry.image(), emptyName}) {
        const auto answer =
            QCoro::waitFor(engine().client().http().exchange({.method = "DELETE", .path = u"/images/"_s + name}));
        QVERIFY(answer && (answer->isGood() || answer->status == 404));
    }
}

bool TestEngineImages::hasImage(const QString &name)
{
    return QCoro::waitFor(engine().client().image(name)).has_value();
}

void TestEngineImages::pullShowsProgressAndTheImage()
{
    m_cactl->start({u"image"_s, u"pull"_s, m_registry.image()});
    const auto pulled = m_cactl->finish();
    QVERIFY2(pulled.exitCode == 0, pulled.err.constData());
    QVERIFY(hasImage(m_registry.image()));
    QVERIFY2(QByteArray(pulled.out + pulled.err).contains("tiny:1"), pulled.out.constData());
    m_cactl->start({u"image"_s, u"list"_s});
    const auto listed = m_cactl->finish();
    QVERIFY2(listed.out.contains("tiny") && listed.out.contains(engineKindName(kind()).toUtf8()),
             listed.out.constData());
    m_cactl->start({u"image"_s, u"rm"_s, m_registry.image()});
    const auto removed = m_cactl->finish();
    QVERIFY2(removed.exitCode == 0, removed.err.constData());
    QVERIFY(!hasImage(m_registry.image()));
    m_cactl->start({u"image"_s, u"rm"_s, m_registry.image()});
    const auto again = m_cactl->finish();
    QCOMPARE(again.exitCode, 1);
    QVERIFY2(again.err.contains("There is no image"), again.err.constData());
    const QByteArray log = server().daemon().process().readAllStandardError();
    QVERIFY2(!log.contains("Chunk"), log.constData()); // only what somebody can use
}

void TestEngineImages::pullCanBeCancelled()
{
    m_registry.hold();
    m_cactl->start({u"image"_s, u"pull"_s, m_registry.image()});
    QVERIFY(QTest::qWaitFor([this] { return m_registry.isWaitedFor(); }, patienceMs));
    m_cactl->process().terminate();
    QVERIFY(m_cactl->finish().exitCode != 0);
    m_registry.release();
    // It may have come just before the engine noticed; then it is a whole image, never half of one.
    const QJsonArray images = server().http().get(u"/images"_s).json()[u"images"].toArray();
    QVERIFY(images.size() <= 1);
}

void TestEngineImages::missingImageIsAnError()
{
    m_cactl->start({u"image"_s, u"pull"_s, m_registry.missingImage()});
    const auto pulled = m_cactl->finish();
    QCOMPARE(pulled.exitCode, 1);
    QVERIFY2(pulled.err.contains("could not pull"), pulled.err.constData());
}

void TestEngineImages::wrongOrderIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("no JSON") << "{"_ba << 400;
    QTest::newRow("no action") << R"({"image": "a"})"_ba << 422;
    QTest::newRow("no image") << R"({"action": "pull"})"_ba << 422;
    QTest::newRow("no name") << R"({"action": "pull", "image": "../x"})"_ba << 422;
    QTest::newRow("unknown field") << R"({"action": "pull", "image": "a", "force": true})"_ba << 422;
    QTest::newRow("unknown engine") << R"({"action": "pull", "image": "a", "engine": "rkt"})"_ba << 422;
}

void TestEngineImages::wrongOrderIsRefused()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    const HttpAnswer answer = server().http().post(u"/images"_s, body);
    QVERIFY2(answer.status == status, answer.body.constData());
}

void TestEngineImages::failedBuildSaysWhy()
{
    QCOMPARE(engine().importImage(emptyName, emptyImage()), QString());
    // Nothing is in the image that it begins with, so the first command of the build fails: the error is told.
    m_cactl->start({u"image"_s, u"build"_s, u"built:1"_s});
    const auto built = m_cactl->finish();
    QCOMPARE(built.exitCode, 1);
    QVERIFY2(built.err.contains("could not build"), built.err.constData());
    QVERIFY2(QByteArray(built.out + built.err).contains("trixie-slim"), "the output was shown");
    QVERIFY(!hasImage(u"built:1"_s));
}

void TestEngineImages::buildShowsWholeLines()
{
    // As dpkg writes: a count that overwrites itself, a terminal's line ends, pieces that the engine hands on as they
    // are.
    const QByteArray image =
        shellImage("#!/bin/sh\nprintf '(Reading ... \\r(Reading ... 5%%\\r(Reading ... '\nsleep 0.5\n"
                   "printf '12 files)\\r\\nSetting'\nsleep 0.5\n"
                   "printf ' up\\r\\n'\nexit 3\n");
    if (image.isEmpty())
        QSKIP("There is no base image to take a shell from");
    QCOMPARE(engine().importImage(emptyName, image), QString());
    m_cactl->start({u"image"_s, u"build"_s, u"built:2"_s});
    const auto built = m_cactl->finish();
    QCOMPARE(built.exitCode, 1);
    if (built.out.contains("error setting rlimit type 7"))
        QSKIP("This engine's builds want more open files (RLIMIT_NOFILE) than this machine lets anybody have");
    const QByteArrayList lines = built.out.split('\n');
    QVERIFY2(lines.contains("(Reading ... 12 files)"), built.out.constData());
    QVERIFY2(lines.contains("Setting up"), built.out.constData());
    QVERIFY2(!built.out.contains("5%"), built.out.constData());
}

void TestEngineImages::usedImageStays()
{
    QCOMPARE(engine().importImage(emptyName, emptyImage()), QString());
    const auto user =
        QCoro::waitFor(engine().client().create(u"user"_s, {{u"Image"_s, emptyName}, {u"Cmd"_s, QJsonArray{u"/x"_s}}}));
    QVERIFY2(user.has_value(), qPrintable(user ? QString() : user.error().message));
    const HttpAnswer answer = server().http().send("DELETE", u"/images/"_s + emptyName);
    QVERIFY2(answer.status == 409, answer.body.constData());
    QVERIFY(hasImage(emptyName));
    QVERIFY(QCoro::waitFor(engine().client().remove(*user)).has_value());
}

void TestEngineImages::jobFetchesItsImageFirst()
{
    m_registry.hold();
    const QString prompt = u"```text file=note.txt\nonly written\n```\n"_s;
    HttpClient &http = server().http();
    const QString id = DaemonProcess::schedule(http, {{u"prompt"_s, prompt}});
    const QString other = DaemonProcess::schedule(http, {{u"prompt"_s, prompt}}); // waits for the same image
    QVERIFY(DaemonProcess::awaitStatus(http, id, u"phase"_s, u"fetching_image"_s, 60));
    QVERIFY(QTest::qWaitFor([this] { return m_registry.isWaitedFor(); }, patienceMs));
    const QString step = server().job(id)[u"progress"][u"current_step"].toString();
    QVERIFY2(step.startsWith(u"pulling "_s + m_registry.image()), qPrintable(step));
    m_registry.release();
    for (const QString &one : {id, other}) {
        const QJsonObject job = server().awaitEnd(one);
        QVERIFY2(job[u"status"] == u"complete"_s, qPrintable(job[u"error"].toString()));
    }
    const QJsonArray events = server().job(id)[u"events"].toArray();
    QVERIFY(events.first()[u"text"].toString().startsWith(u"The image %1 was not here."_s.arg(m_registry.image())));
}

void TestEngineImages::jobWhoseImageDoesNotComeSaysWhy()
{
    const QJsonObject job = server().run(u"$ true\n"_s, {{u"image"_s, m_registry.missingImage()}});
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QVERIFY2(job[u"error"].toString().contains(u"could not pull "_s + m_registry.missingImage()),
             qPrintable(job[u"error"].toString()));
}

void TestEngineImages::cancelEndsTheFetch()
{
    m_registry.hold();
    const QString id = DaemonProcess::schedule(server().http(), {{u"prompt"_s, u"$ true"_s}});
    QVERIFY(QTest::qWaitFor([this] { return m_registry.isWaitedFor(); }, patienceMs));
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(server().cancel(id), u"cancelled"_s);
    QVERIFY(clock.elapsed() < 10'000);
}

QTEST_GUILESS_MAIN(TestEngineImages)
#include "tst_engineimages.moc"
