#include <QTest>

#include "rfbfilter.h"

using namespace ca;

namespace {
const QByteArray handshake = QByteArray("RFB 003.008\n") + QByteArray("\x01\x00", 2);
const QByteArray pixelFormat = QByteArray("\0", 1) + QByteArray(19, 'p');
const QByteArray encodings = QByteArray("\x02\x00\x00\x02", 4) + QByteArray("\x00\x00\x00\x07\xff\xff\xfe\xc4", 8);
const QByteArray update = QByteArray("\x03", 1) + QByteArray(9, 'u');
const QByteArray key = QByteArray("\x04", 1) + QByteArray(7, 'k');
const QByteArray pointer = QByteArray("\x05\x01", 2) + QByteArray(4, 'm');
const QByteArray longPointer = QByteArray("\x05\x81", 2) + QByteArray(5, 'm');
const QByteArray cutText = QByteArray("\x06\0\0\0\0\0\0\x05", 8) + "hello";
const QByteArray extendedCutText = QByteArray("\x06\0\0\0\xff\xff\xff\xfb", 8) + "hello";
const QByteArray continuous = QByteArray("\x96", 1) + QByteArray(9, 'c');
const QByteArray fence = QByteArray("\xf8\0\0\0\0\0\0\0\x03", 9) + "abc";
const QByteArray size = QByteArray("\xfb\0\x02\0\x02\0\x01\0", 8) + QByteArray(16, 's');
const QByteArray qemuKey = QByteArray("\xff\0", 2) + QByteArray(10, 'q');
const QByteArray qemuSound = QByteArray("\xff\x01\0\x02", 4) + QByteArray(6, 'q');
const QByteArray power = QByteArray("\xfa\0\x01\x02", 4);
} // namespace

/// What a viewer that may only look gets through to a desktop.
class TestRfbFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void watcherIsFiltered_data();
    void watcherIsFiltered();
    void strangerEndsTheViewer_data();
    void strangerEndsTheViewer();
    void controllerIsNot();
};

void TestRfbFilter::watcherIsFiltered_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<bool>("passes");
    QTest::newRow("pixel format") << pixelFormat << true;
    QTest::newRow("update request") << update << true;
    QTest::newRow("continuous updates") << continuous << true;
    QTest::newRow("fence") << fence << true;
    QTest::newRow("key") << key << false;
    QTest::newRow("pointer") << pointer << false;
    QTest::newRow("pointer with more buttons") << longPointer << false;
    QTest::newRow("clipboard") << cutText << false;
    QTest::newRow("extended clipboard") << extendedCutText << false;
    QTest::newRow("size") << size << false;
    QTest::newRow("QEMU's key") << qemuKey << false;
    QTest::newRow("QEMU's sound") << qemuSound << false;
    QTest::newRow("power") << power << false;
}

void TestRfbFilter::watcherIsFiltered()
{
    QFETCH(const QByteArray, sent);
    QFETCH(const bool, passes);
    // Whatever comes between two update requests, and however it is cut into pieces.
    const QByteArray all = handshake + encodings + update + sent + update;
    const QByteArray shared = QByteArray("RFB 003.008\n") + QByteArray("\x01\x01", 2);
    const QByteArray wanted = shared + encodings + update + (passes ? sent : QByteArray()) + update;
    for (const qsizetype step : {qsizetype{1}, qsizetype{7}, all.size()}) {
        RfbFilter filter(ViewerRights::Watch);
        QByteArray out;
        for (qsizetype at = 0; at < all.size(); at += step)
            QVERIFY(filter.feed(QByteArrayView(all).sliced(at, std::min(step, all.size() - at)), out));
        QCOMPARE(out, wanted);
    }
}

void TestRfbFilter::strangerEndsTheViewer_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("another version") << QByteArray("RFB 003.003\n");
    QTest::newRow("no version") << QByteArray("GET / HTTP/1");
    QTest::newRow("another security type") << QByteArray("RFB 003.008\n\x02");
    QTest::newRow("an unknown message") << handshake + QByteArray("\x07");
    QTest::newRow("an unknown QEMU message") << handshake + QByteArray("\xff\x09\x00\x00", 4);
    QTest::newRow("too many encodings") << handshake + QByteArray("\x02\x00\xff\xff", 4) + QByteArray(262140, 'e');
    QTest::newRow("too large a clipboard") << handshake + QByteArray("\x06\0\0\0\x7f\xff\xff\xff", 8);
    QTest::newRow("the largest negative clipboard") << handshake + QByteArray("\x06\0\0\0\x80\0\0\0", 8);
}

void TestRfbFilter::strangerEndsTheViewer()
{
    QFETCH(const QByteArray, sent);
    RfbFilter filter(ViewerRights::Watch);
    QByteArray out;
    QVERIFY(!filter.feed(sent, out));
}

void TestRfbFilter::controllerIsNot()
{
    RfbFilter filter(ViewerRights::Control);
    QByteArray out;
    const QByteArray rest = key + pointer + cutText + size + qemuKey;
    QVERIFY(filter.feed(QByteArray(handshake + rest), out));
    QCOMPARE(out, QByteArray("RFB 003.008\n") + QByteArray("\x01\x01", 2) + rest);
}

QTEST_GUILESS_MAIN(TestRfbFilter)
#include "tst_rfbfilter.moc"
