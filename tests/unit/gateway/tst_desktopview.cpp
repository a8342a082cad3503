#include <QTest>

#include "chromium.h"
#include "desktopviewtest.h"
#include "viewclient.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// The page of a desktop, over a real Xtigervnc and with a real browser: to whom it is served, and what it shows.
class TestDesktopView : public DesktopViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void strangersAreRefused_data();
    void strangersAreRefused();
    void foreignHostOrOriginIsRefused_data();
    void foreignHostOrOriginIsRefused();
    void pageIsServedSafely_data();
    void pageIsServedSafely();
    void endedViewIsGone();
    void desktopThatDoesNotAnswerIsSaid();
    void browserShowsTheDesktopAndUsesIt();
    void browserThatWatchesDoesNot();
};

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

void TestDesktopView::desktopThatDoesNotAnswerIsSaid()
{
    const auto view = open(
        []() -> QCoro::Task<Result<UniqueFd>> { co_return failure(ErrorCode::WrongState, u"the job has ended"_s); });
    ViewClient client(view->url());
    QCOMPARE(client.openWebSocket(), 502);
    QVERIFY(client.read(18).contains("the job has ended"));
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
