#include <QSignalSpy>
#include <QTest>
#include <QtEndian>

#include "desktopviewtest.h"
#include "viewclient.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// Viewers of a desktop, a real Xtigervnc: what they may do to it and to each other, and how they end.
class TestDesktopViewers : public DesktopViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void watcherCannotMoveThePointer();
    void newcomerThrowsNobodyOut();
    void wrongFramesEndTheViewer_data();
    void wrongFramesEndTheViewer();
    void lostViewerIsForgotten();
    void endedDesktopEndsItsViewers();
    void silentViewerIsGone();
};

void TestDesktopViewers::watcherCannotMoveThePointer()
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

void TestDesktopViewers::newcomerThrowsNobodyOut()
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

void TestDesktopViewers::wrongFramesEndTheViewer_data()
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

void TestDesktopViewers::wrongFramesEndTheViewer()
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

void TestDesktopViewers::lostViewerIsForgotten()
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

void TestDesktopViewers::endedDesktopEndsItsViewers()
{
    ViewClient client(m_view->url());
    QCOMPARE(client.openWebSocket(), 101);
    QVERIFY(client.shakeHands().isValid());
    m_desktop->kill();
    QCOMPARE(client.readFrame(), QByteArray());
    QCOMPARE(int(client.closeCode()), 1001);
    QVERIFY(client.isClosed());
}

void TestDesktopViewers::silentViewerIsGone()
{
    const auto view = open(m_desktop->connector(), {.pulse = std::chrono::milliseconds(200)});
    ViewClient client(view->url());
    QCOMPARE(client.openWebSocket(), 101);
    QVERIFY(client.isClosed()); // it answers no ping
    QTRY_COMPARE(view->viewers(), 0);
}

QTEST_GUILESS_MAIN(TestDesktopViewers)
#include "tst_desktopviewers.moc"
