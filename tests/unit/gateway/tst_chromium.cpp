#include <QTest>

#include "chromium.h"
#include "loopbackserver.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// The browser that other tests look through really shows a page and takes a person's input.
class TestChromium : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAPageAndTakesInput();
};

void TestChromium::showsAPageAndTakesInput()
{
    LoopbackServer server(LoopbackServer::serving(
        {{"/", "<!doctype html><style>body{margin:0;background:#123456}input{position:absolute;top:0;left:0}</style>"
               "<form onsubmit=\"document.title='got '+document.querySelector('input').value;return false\">"
               "<input></form>"}}));
    Chromium browser;
    QVERIFY2(browser.isReady(), qPrintable(browser.errorOutput()));
    QVERIFY(browser.open(QUrl(u"http://127.0.0.1:%1/"_s.arg(server.serverPort()))));
    QCOMPARE(browser.evaluate(u"6 * 7"_s).toInt(), 42);
    QVERIFY(browser.evaluate(u"nothing.at.all"_s).isUndefined());
    const QImage picture = browser.screenshot();
    QVERIFY(!picture.isNull());
    QCOMPARE(picture.pixelColor(picture.width() / 2, picture.height() / 2), QColor(0x12, 0x34, 0x56));
    browser.click({10, 10});
    browser.type(u"hello\n"_s);
    QVERIFY(browser.waitFor(u"document.title == 'got hello'"_s));
}

QTEST_GUILESS_MAIN(TestChromium)
#include "tst_chromium.moc"
