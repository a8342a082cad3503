#include <QSignalSpy>
#include <QTest>
#include <QtEndian>

#include "chromium.h"
#include "gatewaythread.h"
#include "viewclient.h"
#include "vncdesktop.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// The gateway of a desktop, over a real Xtigervnc and with a real browser.
class TestDesktopView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void strangersAreRefused_data();
    void strangersAreRefused();
    void foreignHostOrOriginIsRefused_data();
    void foreignHostOrOriginIsRefused();
    void pageIsServedSafely_data();
    void pageIsServedSafely();
    void endedViewIsGone();
    void watcherCannotMoveThePointer();
    void newcomerThrowsNobodyOut();
    void wrongFramesEndTheViewer_data();
    void wrongFramesEndTheViewer();
    void lostViewerIsForgotten();
    void endedDesktopEndsItsViewers();
    void desktopThatDoesNotAnswerIsSaid();
    void silentViewerIsGone();
    void browserShowsTheDesktopAndUsesIt();
    void browserThatWatchesDoesNot();

private:
    std::unique_ptr<View> open(const StreamConnector &connector, const ViewLimits &limits = {});
    static QByteArray folderOf(const QUrl &url) { return url.path().section(u'/', 0, 1).toLatin1() + '/'; }
    QByteArray pointer()
    {
        const QByteArrayList words = m_desktop->run(u"xdotool"_s, {u"getmouselocation"_s}).split(' ');
        return QByteArray(words.value(0) + ' ' + words.value(1));
    }

    std::unique_ptr<GatewayThread> m_gateway;
    std::unique_ptr<VncDesktop> m_desktop;
    std::unique_ptr<View> m_view;
};

std::unique_ptr<View> TestDesktopView::open(const StreamConnector &connector, const ViewLimits &limits)
{
    auto view = m_gateway->open(
        {.kind = ViewKind::Desktop, .secret = makeViewSecret(), .controlSecret = makeViewSecret(), .limits = limits},
        connector);
    return view ? std::move(*view) : nullptr;
}

void TestDesktopView::initTestCase()
{
    m_gateway = std::make_unique<GatewayThread>();
}

void TestDesktopView::init()
{
    m_desktop = std::make_unique<VncDesktop>();
    QVERIFY(m_desktop->isReady());
    m_view = open(m_desktop->connector());
    QVERIFY(m_view);
}

void TestDesktopView::cleanup()
{
    m_view.reset();
    m_desktop.reset();
}

void TestDesktopView::strangersAreRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("nothing") << "/"_ba;
    QTest::newRow("no secret") << "/desktop.html"_ba;
    QTest::newRow("guessed") << QByteArray('/' + makeViewSecret() + "/desktop.html");
    QTest::newRow("guessed socket") << QByteArray('/' + makeViewSecret() + "/websockify");
    QTest::newRow("empty") << "//desktop.html"_ba;
    QTest::newRow("part of it") << QByteArray();
}

void TestDesktopView::strangersAreRefused()
{
    QFETCH(QByteArray, target);
    if (target.isEmpty())
        target = folderOf(m_view->url()).chopped(3) + "/desktop.html";
    ViewClient client(m_view->url());
    QVERIFY2(QList({400, 404}).contains(client.request(target)), client.head().constData());
    QVERIFY(client.isClosed());
}

void TestDesktopView::foreignHostOrOriginIsRefused_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::newRow("own origin") << QByteArray() << "Origin: http://127.0.0.1:PORT\r\n"_ba << 101;
    QTest::newRow("no origin, as programs") << QByteArray() << QByteArray() << 101;
    QTest::newRow("a rebound name") << "evil.example:PORT"_ba << QByteArray() << 421;
    QTest::newRow("another port") << "127.0.0.1:1"_ba << QByteArray() << 421;
    QTest::newRow("another site") << QByteArray() << "Origin: http://evil.example\r\n"_ba << 403;
    QTest::newRow("another view") << QByteArray() << "Origin: http://127.0.0.1:1\r\n"_ba << 403;
    QTest::newRow("a sandboxed page") << QByteArray() << "Origin: null\r\n"_ba << 403;
}

void TestDesktopView::foreignHostOrOriginIsRefused()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, fields);
    QFETCH(const int, status);
    const QByteArray port = QByteArray::number(m_view->url().port());
    ViewClient client(m_view->url());
    const QByteArray target = folderOf(m_view->url()) + "websockify";
    const QByteArray upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    QCOMPARE(client.request(target, upgrade + fields.replace("PORT", port), host.replace("PORT", port)), status);
    if (status == 101) {
        QVERIFY(client.head().contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")); // the example of RFC 6455
        QCOMPARE(client.readPayload(12), "RFB 003.008\n");
    }
}

void TestDesktopView::pageIsServedSafely_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("our page") << "desktop.html"_ba << 200 << "text/html"_ba;
    QTest::newRow("the folder") << QByteArray() << 200 << "text/html"_ba;
    QTest::newRow("our script") << "desktop.js"_ba << 200 << "text/javascript"_ba;
    QTest::newRow("out of the folder") << "../../../etc/hosts.html"_ba << 404 << "text/plain"_ba;
    QTest::newRow("encoded") << "%2e%2e/desktop.js"_ba << 404 << "text/plain"_ba;
    QTest::newRow("another page's") << "door.css"_ba << 404 << "text/plain"_ba;
    QTest::newRow("nothing") << "nothing.js"_ba << 404 << "text/plain"_ba;
}

void TestDesktopView::pageIsServedSafely()
{
    QFETCH(const QByteArray, path);
    QFETCH(const int, status);
    QFETCH(const QByteArray, type);
    ViewClient client(m_view->url());
    QCOMPARE(client.request(folderOf(m_view->url()) + path, "Cookie: other=origin\r\n"), status);
    const QByteArray head = client.head().toLower();
    QVERIFY2(head.contains(QByteArray("content-type: " + type)), head.constData());
    QVERIFY(head.contains("referrer-policy: no-referrer"));
    QVERIFY(head.contains("x-content-type-options: nosniff"));
    QVERIFY(head.contains("content-security-policy: default-src 'none'"));
    QVERIFY(!head.contains("set-cookie"));
}

void TestDesktopView::endedViewIsGone()
{
    const QUrl url = m_view->url();
    ViewClient before(url);
    QCOMPARE(before.openWebSocket(), 101);
    m_view.reset();
    QVERIFY(before.isClosed());
    // Its port may be another's by now: a view at that place does not know the path.
    ViewClient after(url);
    QVERIFY(after.socket().state() != QAbstractSocket::ConnectedState || after.openWebSocket() != 101);
}

void TestDesktopView::watcherCannotMoveThePointer()
{
    const auto click = [](ViewClient &client, int place) {
        QByteArray message("\x05\x00\x00\x00\x00\x00", 6);
        qToBigEndian(static_cast<quint16>(place), message.data() + 2);
        qToBigEndian(static_cast<quint16>(place), message.data() + 4);
        client.sendFrame(message);
        client.sendFrame(QByteArray("\x03\x00\x00\x00\x00\x00\x00\x10\x00\x10", 10)); // an answer proves it was read
        return !client.readFrame().isEmpty();
    };
    ViewClient watcher(m_view->url());
    QCOMPARE(watcher.openWebSocket(), 101);
    QCOMPARE(watcher.shakeHands(), QSize(800, 600));
    ViewClient user(m_view->url(ViewerRights::Control));
    QCOMPARE(user.openWebSocket(), 101);
    QCOMPARE(user.shakeHands(), QSize(800, 600));
    QVERIFY(click(user, 100));
    QTRY_COMPARE_WITH_TIMEOUT(pointer(), "x:100 y:100", 20'000);
    QVERIFY(click(watcher, 200));
    QVERIFY(click(watcher, 200));
    QCOMPARE(pointer(), "x:100 y:100");
    QVERIFY(click(user, 300));
    QTRY_COMPARE_WITH_TIMEOUT(pointer(), "x:300 y:300", 20'000);
}

void TestDesktopView::newcomerThrowsNobodyOut()
{
    QSignalSpy viewers(m_view.get(), &View::viewersChanged);
    ViewClient first(m_view->url());
    QCOMPARE(first.openWebSocket(), 101);
    QVERIFY(first.shakeHands().isValid());
    ViewClient second(m_view->url());
    QCOMPARE(second.openWebSocket(), 101);
    QVERIFY(second.shakeHands().isValid()); // it asks to be alone
    QTRY_COMPARE(m_view->viewers(), 2);
    for (ViewClient *client : {&first, &second}) {
        client->sendFrame(QByteArray("\x03\x00\x00\x00\x00\x00\x00\x10\x00\x10", 10));
        QVERIFY(!client->readFrame().isEmpty());
    }
}

void TestDesktopView::wrongFramesEndTheViewer_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::newRow("not masked") << QByteArray("\x82\x01x", 3) << 1002;
    QTest::newRow("reserved bit") << QByteArray("\xc2\x81\0\0\0\0x", 7) << 1002;
    QTest::newRow("unknown opcode") << QByteArray("\x83\x81\0\0\0\0x", 7) << 1002;
    QTest::newRow("continuation of nothing") << QByteArray("\x80\x81\0\0\0\0x", 7) << 1002;
    QTest::newRow("text") << QByteArray("\x81\x81\0\0\0\0x", 7) << 1003;
    QTest::newRow("ping in pieces") << QByteArray("\x09\x81\0\0\0\0x", 7) << 1002;
    QTest::newRow("long ping") << QByteArray("\x89\xfe\x01\x00\0\0\0\0", 8) << 1002;
    QTest::newRow("frame of 1 GiB") << QByteArray("\x82\xff\0\0\0\0\x40\0\0\0\0\0\0\0", 14) << 1009;
    QTest::newRow("no VNC") << QByteArray("\x82\x8c\0\0\0\0GET / HTTP/1", 18) << 1008;
    QTest::newRow("close") << QByteArray("\x88\x82\0\0\0\0\x03\xe8", 8) << 1000;
}

void TestDesktopView::wrongFramesEndTheViewer()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, code);
    ViewClient client(m_view->url());
    QCOMPARE(client.openWebSocket(), 101);
    QCOMPARE(client.readPayload(12), "RFB 003.008\n");
    client.socket().write(bytes);
    QCOMPARE(client.readFrame(), QByteArray());
    QCOMPARE(int(client.closeCode()), code);
    QVERIFY(client.isClosed());
    QTRY_COMPARE(m_view->viewers(), 0);
}

void TestDesktopView::lostViewerIsForgotten()
{
    {
        ViewClient client(m_view->url());
        QCOMPARE(client.openWebSocket(), 101);
        QVERIFY(client.shakeHands().isValid());
        QTRY_COMPARE(m_view->viewers(), 1);
        for (int i = 0; i < 50; ++i) // pictures that nobody takes any more
            client.sendFrame(QByteArray("\x03\x00\x00\x00\x00\x00\x03\x20\x02\x58", 10));
        client.socket().abort();
    }
    QTRY_COMPARE(m_view->viewers(), 0);
    ViewClient next(m_view->url());
    QCOMPARE(next.openWebSocket(), 101);
    QVERIFY(next.shakeHands().isValid());
}

void TestDesktopView::endedDesktopEndsItsViewers()
{
    ViewClient client(m_view->url());
    QCOMPARE(client.openWebSocket(), 101);
    QVERIFY(client.shakeHands().isValid());
    m_desktop->kill();
    QCOMPARE(client.readFrame(), QByteArray());
    QCOMPARE(int(client.closeCode()), 1001);
    QVERIFY(client.isClosed());
}

void TestDesktopView::desktopThatDoesNotAnswerIsSaid()
{
    const auto view = open(
        []() -> QCoro::Task<Result<UniqueFd>> { co_return failure(ErrorCode::WrongState, u"the job has ended"_s); });
    ViewClient client(view->url());
    QCOMPARE(client.openWebSocket(), 502);
    QVERIFY(client.read(18).contains("the job has ended"));
}

void TestDesktopView::silentViewerIsGone()
{
    const auto view = open(m_desktop->connector(), {.pulse = std::chrono::milliseconds(200)});
    ViewClient client(view->url());
    QCOMPARE(client.openWebSocket(), 101);
    QVERIFY(client.isClosed()); // it answers no ping
    QTRY_COMPARE(view->viewers(), 0);
}

void TestDesktopView::browserShowsTheDesktopAndUsesIt()
{
    const QString paint = u"#2a7f3c"_s;
    m_desktop->start(u"xterm"_s, {u"-bg"_s, paint, u"-fg"_s, paint, u"-cr"_s, paint, u"-geometry"_s, u"200x80+0+0"_s,
                                  u"-e"_s, u"sleep"_s, u"1000"_s});
    Chromium browser;
    QVERIFY2(browser.isReady(), qPrintable(browser.errorOutput()));
    QVERIFY(browser.open(m_view->url(ViewerRights::Control)));
    if (!browser.waitFor(u"document.documentElement.dataset.state == 'connected'"_s)) {
        for (const QJsonObject &event : browser.takeEvents())
            qInfo() << event;
        QFAIL("not connected");
    }
    const auto color = [&browser] {
        const QImage picture = browser.screenshot();
        return picture.isNull() ? QColor() : picture.pixelColor(picture.width() / 2, picture.height() / 2);
    };
    QTRY_COMPARE_WITH_TIMEOUT(color(), QColor(0x2a, 0x7f, 0x3c), 30'000);
    const QString place = u"(() => { const box = document.querySelector('canvas').getBoundingClientRect();"
                          "return [box.left + box.width / 2, box.top + box.height / 2]; })()"_s;
    const QJsonValue middle = browser.evaluate(place);
    browser.click({middle[0].toInt(), middle[1].toInt()});
    const auto isAtMiddle = [this] {
        const QByteArray at = pointer();
        return at.startsWith("x:39") || at.startsWith("x:40");
    };
    QTRY_VERIFY_WITH_TIMEOUT(isAtMiddle(), 20'000);
}

void TestDesktopView::browserThatWatchesDoesNot()
{
    m_desktop->run(u"xdotool"_s, {u"mousemove"_s, u"5"_s, u"6"_s});
    QCOMPARE(pointer(), "x:5 y:6");
    QUrl url = m_view->url();
    url.setQuery(url.query() + u"&control=1"_s); // the page is told a lie; the gateway is not
    Chromium browser;
    QVERIFY2(browser.isReady(), qPrintable(browser.errorOutput()));
    QVERIFY(browser.open(url));
    QVERIFY(browser.waitFor(u"document.documentElement.dataset.state == 'connected'"_s));
    browser.click({600, 450});
    browser.type(u"x"_s);
    QVERIFY(browser.waitFor(u"window.desktop.picture().length > 1000"_s));
    QCOMPARE(pointer(), "x:5 y:6");
    QCOMPARE(browser.evaluate(u"document.documentElement.dataset.state"_s).toString(), u"connected"_s);
}

QTEST_GUILESS_MAIN(TestDesktopView)
#include "tst_desktopview.moc"
