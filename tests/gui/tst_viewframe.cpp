#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include "gatewaythread.h"
#include "loopbackserver.h"
#include "viewerloader.h"
#include "viewframe.h"
#include "viewprobe.h"
#include "vncdesktop.h"

using namespace ca;
using namespace ca::dashboard;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// The dashboard's browser over a real desktop: what it shows, and what of the person's input gets through.
class TestViewFrame : public QObject
{
    Q_OBJECT

public:
    static void initMain() { QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts); }

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void watcherSeesAndTypesNothing();
    void controllerTypesIntoATerminal();
    void pageStaysAtItsOrigin();
    void endedViewSaysSo();

private:
    static bool isEngineMapped();
    void paint(const QString &color);
    bool awaitState(const QString &state);

    QTemporaryDir m_dir;
    ViewerFactory *m_factory = nullptr;
    std::unique_ptr<GatewayThread> m_gateway;
    std::unique_ptr<VncDesktop> m_desktop;
    std::unique_ptr<View> m_view;
    std::unique_ptr<ViewFrame> m_frame;
    std::optional<ViewProbe> m_probe;
};

bool TestViewFrame::isEngineMapped()
{
    QFile maps(u"/proc/self/maps"_s);
    return maps.open(QIODevice::ReadOnly) && maps.readAll().contains("WebEngineCore");
}

void TestViewFrame::initTestCase()
{
    QVERIFY(!isEngineMapped()); // a window without viewers pays nothing
    const auto factory = ViewerLoader::load();
    QVERIFY2(factory.has_value(), factory ? "" : qPrintable(factory.error().message));
    m_factory = *factory;
    QVERIFY(isEngineMapped());
    m_gateway = std::make_unique<GatewayThread>();
}

void TestViewFrame::init()
{
    m_desktop = std::make_unique<VncDesktop>();
    QVERIFY(m_desktop->isReady());
    auto view =
        m_gateway->open({.kind = ViewKind::Desktop, .secret = makeViewSecret(), .controlSecret = makeViewSecret()},
                        m_desktop->connector());
    QVERIFY(view.has_value());
    m_view = std::move(*view);
    m_frame = std::make_unique<ViewFrame>(*m_factory, Service::Desktop);
    m_probe.emplace(*m_frame);
    m_frame->resize(900, 700);
    m_frame->show();
    m_frame->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_frame.get()));
    m_frame->open({.watch = m_view->url(), .control = m_view->url(ViewerRights::Control)});
    QVERIFY(awaitState(u"connected"_s));
}

void TestViewFrame::cleanup()
{
    m_probe.reset();
    m_frame.reset();
    m_view.reset();
    m_desktop.reset();
}

bool TestViewFrame::awaitState(const QString &state)
{
    return QTest::qWaitFor([&] { return m_frame->pageState() == state; }, 60'000);
}

void TestViewFrame::paint(const QString &color)
{
    const QString file = m_dir.filePath(u"typed"_s);
    QFile::remove(file);
    const QString script = u"read line; printf %s \"$line\" > "_s + file + u"; exec sleep 1000"_s;
    m_desktop->start(u"xterm"_s, {u"-bg"_s, color, u"-fg"_s, u"white"_s, u"-geometry"_s, u"200x80+0+0"_s, u"-e"_s,
                                  u"sh"_s, u"-c"_s, script});
}

void TestViewFrame::watcherSeesAndTypesNothing()
{
    paint(u"#7a2b3c"_s);
    QVERIFY(QTest::qWaitFor([this] { return m_probe->ground() == QColor(0x7a, 0x2b, 0x3c); }, 60'000));
    m_probe->type(u"hello"_s);
    // What comes after it on the same way has come: so had it.
    QCOMPARE(m_probe->run(u"1"_s).toInt(), 1);
    QTest::qWait(500);
    QVERIFY(!QFile::exists(m_dir.filePath(u"typed"_s)));
}

void TestViewFrame::controllerTypesIntoATerminal()
{
    paint(u"#2a5f3c"_s);
    m_frame->findChild<QAction *>(u"viewControl"_s)->setChecked(true);
    QVERIFY(awaitState(u"connected"_s));
    QVERIFY(QTest::qWaitFor([this] { return m_probe->ground() == QColor(0x2a, 0x5f, 0x3c); }, 60'000));
    m_probe->type(u"hello"_s);
    const auto typed = [this] {
        QFile file(m_dir.filePath(u"typed"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QVERIFY(QTest::qWaitFor([&] { return typed() == "hello"; }, 30'000));
}

void TestViewFrame::pageStaysAtItsOrigin()
{
    LoopbackServer elsewhere(LoopbackServer::serving({{"/", "elsewhere"}}));
    const QString address = u"http://127.0.0.1:%1/"_s.arg(elsewhere.serverPort());
    m_probe->run(QString(u"location.href = '"_s + address + u"'; new Image().src = '" + address + u"'; fetch('" +
                         address + u"').catch(() => 0); 1"));
    QTest::qWait(500);
    QCOMPARE(elsewhere.connections(), 0);
    QCOMPARE(m_frame->pageState(), u"connected"_s);
}

void TestViewFrame::endedViewSaysSo()
{
    QSignalSpy reopen(m_frame.get(), &ViewFrame::reopenWanted);
    m_view.reset();
    QVERIFY(awaitState(u"ended"_s));
    QCOMPARE(m_frame->findChild<QLabel *>(u"viewStatus"_s)->text(), u"Ended"_s);
    m_frame->findChild<QAction *>(u"viewReload"_s)->trigger();
    QCOMPARE(reopen.count(), 1);
}

QTEST_MAIN(TestViewFrame)
#include "tst_viewframe.moc"
