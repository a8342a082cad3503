#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "gatewaythread.h"
#include "loopbackserver.h"
#include "noticebar.h"
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

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void watcherSeesAndTypesNothing();
    void controllerTypesIntoATerminal();
    void desktopTakesTheSizeThereIs();
    void clipboardIsPasted();
    void screenshotIsSaved();
    void downloadIsAsked_data();
    void downloadIsAsked();
    void windowIsAsked();
    void pageStaysAtItsOrigin();
    void endedViewSaysSo();

private:
    static bool isEngineMapped();
    void paint(const QString &color);
    bool awaitState(const QString &state);
    QByteArray typed() const;
    void trigger(const QString &action) { m_frame->findChild<QAction *>(action)->trigger(); }
    [[nodiscard]] NoticeBar *notice() const { return m_frame->findChild<NoticeBar *>(u"viewNotice"_s); }
    /// Waits for the file dialog and chooses this.
    bool choose(const QString &path);

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

QByteArray TestViewFrame::typed() const
{
    QFile file(m_dir.filePath(u"typed"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool TestViewFrame::choose(const QString &path)
{
    QFileDialog *dialog = nullptr;
    const auto isThere = [&] {
        dialog = m_frame->findChild<QFileDialog *>();
        return dialog != nullptr && dialog->isVisible();
    };
    if (!QTest::qWaitFor(isThere, 30'000))
        return false;
    dialog->selectFile(path);
    QMetaObject::invokeMethod(dialog, "accept");
    return QTest::qWaitFor([&] { return m_frame->findChild<QFileDialog *>() == nullptr; }, 30'000);
}

void TestViewFrame::paint(const QString &color)
{
    const QString file = m_dir.filePath(u"typed"_s);
    QFile::remove(file);
    const QString script = u"until test -n \"$line\"; do read line; done; printf '\\033[H\\033[2J%s' \"$line\"; "
                           "printf %s \"$line\" > "_s +
                           file + u"; exec sleep 1000"_s;
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
    QVERIFY(QTest::qWaitFor([&] { return typed() == "hello"; }, 30'000));
}

void TestViewFrame::desktopTakesTheSizeThereIs()
{
    QVERIFY(!m_frame->findChild<QAction *>(u"viewMatch"_s)->isEnabled()); // who watches changes nothing
    m_frame->findChild<QAction *>(u"viewControl"_s)->setChecked(true);
    QVERIFY(awaitState(u"connected"_s));
    trigger(u"viewMatch"_s);
    const auto size = [this] {
        const QVariantList both =
            m_probe->run(u"(() => { const c = document.querySelector('canvas'); return [c.width, c.height]; })()"_s)
                .toList();
        return both.size() == 2 ? QSize(both[0].toInt(), both[1].toInt()) : QSize();
    };
    const QSize room = m_frame->viewer().widget()->size();
    QVERIFY2(QTest::qWaitFor([&] { return size() == room; }, 30'000), qPrintable(QString::number(size().width())));
    QCOMPARE(m_desktop->run(u"xdotool"_s, {u"getdisplaygeometry"_s}).trimmed(),
             QByteArray(QByteArray::number(room.width()) + ' ' + QByteArray::number(room.height())));
}

void TestViewFrame::clipboardIsPasted()
{
    QGuiApplication::clipboard()->setText(u"from the person"_s);
    paint(u"#2a5f3c"_s);
    m_frame->findChild<QAction *>(u"viewControl"_s)->setChecked(true);
    QVERIFY(awaitState(u"connected"_s));
    QVERIFY(QTest::qWaitFor([this] { return m_probe->ground() == QColor(0x2a, 0x5f, 0x3c); }, 60'000));
    const auto isPasted = [this] {
        trigger(u"viewPaste"_s);
        m_desktop->run(u"xdotool"_s, {u"mousemove"_s, u"200"_s, u"200"_s, u"key"_s, u"shift+Insert"_s});
        m_desktop->run(u"xdotool"_s, {u"key"_s, u"Return"_s});
        return !typed().isEmpty();
    };
    QVERIFY(QTest::qWaitFor(isPasted, 60'000));
    QVERIFY2(typed().startsWith("from the person"), typed().constData()); // as often as it was tried
}

void TestViewFrame::screenshotIsSaved()
{
    paint(u"#2a5f3c"_s);
    QVERIFY(QTest::qWaitFor([this] { return m_probe->ground() == QColor(0x2a, 0x5f, 0x3c); }, 60'000));
    trigger(u"viewScreenshot"_s);
    const QString path = m_dir.filePath(u"screenshot.png"_s);
    QVERIFY(choose(path));
    QVERIFY2(notice()->isVisible() && notice()->text().contains(path), qPrintable(notice()->text()));
    const QImage saved(path);
    QCOMPARE(saved.size(), QSize(800, 600));
    QCOMPARE(saved.pixelColor(300, 300), QColor(0x2a, 0x5f, 0x3c));
}

void TestViewFrame::downloadIsAsked_data()
{
    QTest::addColumn<bool>("isWanted");
    QTest::newRow("yes") << true;
    QTest::newRow("no answer") << false;
}

void TestViewFrame::downloadIsAsked()
{
    QFETCH(const bool, isWanted);
    m_probe->run(u"(() => { const link = document.createElement('a'); link.download = 'made.txt';"
                 "link.href = URL.createObjectURL(new Blob(['out of the sandbox'])); link.click(); })()"_s);
    QVERIFY(QTest::qWaitFor([this] { return notice()->isVisible(); }, 30'000));
    QVERIFY2(notice()->text().contains(u"made.txt"_s), qPrintable(notice()->text()));
    const QString path = m_dir.filePath(isWanted ? u"yes.txt"_s : u"no.txt"_s);
    if (isWanted) {
        notice()->findChild<QPushButton *>()->click();
        QVERIFY(choose(path));
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(path); }, 30'000));
        QFile saved(path);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll(), "out of the sandbox");
    } else {
        m_frame->open({.watch = m_view->url(), .control = m_view->url(ViewerRights::Control)});
        QVERIFY(!notice()->isVisible());
        QVERIFY(awaitState(u"connected"_s));
        QVERIFY(!QFile::exists(path));
    }
}

void TestViewFrame::windowIsAsked()
{
    LoopbackServer elsewhere(LoopbackServer::serving({{"/", "elsewhere"}}));
    m_probe->run(QString(u"window.open('http://127.0.0.1:%1/'); 1"_s).arg(elsewhere.serverPort()));
    QVERIFY(QTest::qWaitFor([this] { return notice()->isVisible(); }, 30'000));
    QVERIFY2(notice()->text().contains(QString::number(elsewhere.serverPort())), qPrintable(notice()->text()));
    QCOMPARE(elsewhere.connections(), 0);
    QCOMPARE(m_frame->pageState(), u"connected"_s);
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
