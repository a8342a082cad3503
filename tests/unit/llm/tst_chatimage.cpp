#include <QRandomGenerator>
#include <QTest>
#include <zlib.h>

#include "chatimage.h"
#include "pngpixels.h"

using namespace ca;

/// Pictures for models: read, made smaller, and refused where they are no good.
class TestChatImage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smallOnesStayAsTheyAre();
    void largeOnesAreMadeSmaller();
    void everyFilterIsUnderstood_data();
    void everyFilterIsUnderstood();
    void brokenOnesAreRefused();

private:
    static QByteArray number(quint32 value);
    static QByteArray chunk(const QByteArray &name, const QByteArray &content);
    /// RGB, each row's filter byte in front.
    static QByteArray png(int width, int height, const QByteArray &rows);
    static QByteArray plain(int width, int height, char red, char green, char blue);
};

QByteArray TestChatImage::number(quint32 value)
{
    QByteArray bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes.append(static_cast<char>(value >> shift));
    return bytes;
}

QByteArray TestChatImage::chunk(const QByteArray &name, const QByteArray &content)
{
    const QByteArray body = name + content;
    const auto sum = ::crc32(0, reinterpret_cast<const Bytef *>(body.constData()), static_cast<uInt>(body.size()));
    return number(static_cast<quint32>(content.size())) + body + number(static_cast<quint32>(sum));
}

QByteArray TestChatImage::png(int width, int height, const QByteArray &rows)
{
    const QByteArray head = number(static_cast<quint32>(width)) + number(static_cast<quint32>(height)) +
                            QByteArray("\x08\x02\x00\x00\x00", 5);
    return QByteArray("\x89PNG\r\n\x1a\n", 8) + chunk("IHDR", head) + chunk("IDAT", qCompress(rows).sliced(4)) +
           chunk("IEND", {});
}

QByteArray TestChatImage::plain(int width, int height, char red, char green, char blue)
{
    QByteArray row(1, '\0');
    for (int x = 0; x < width; ++x)
        row.append(red).append(green).append(blue);
    return png(width, height, row.repeated(height));
}

void TestChatImage::smallOnesStayAsTheyAre()
{
    const QByteArray picture = plain(1280, 800, 1, 2, 3);
    const auto image = ChatImage::from(picture);
    QVERIFY(image);
    QCOMPARE(image->png, picture);
    QCOMPARE(image->scale, 1.0);
}

void TestChatImage::largeOnesAreMadeSmaller()
{
    const auto image = ChatImage::from(plain(3840, 2160, 10, 20, 30));
    QVERIFY(image);
    QVERIFY(image->scale > 1);
    const auto size = PngPixels::sizeOf(image->png);
    QVERIFY(size && size->width <= 1568 && size->width * size->height <= 1'150'000);
    QVERIFY(qAbs(3840 / image->scale - size->width) <= 1);
    const auto read = PngPixels::read(image->png);
    QVERIFY(read);
    QCOMPARE(read->write(), image->png);
    const auto dot = read->shrunkTo({.width = 1, .height = 1}).write();
    QCOMPARE(dot, PngPixels::read(plain(1, 1, 10, 20, 30))->write()); // the colour is still the same
}

void TestChatImage::everyFilterIsUnderstood_data()
{
    QTest::addColumn<QByteArray>("rows");
    // Two pixels a row, two rows; all of them say (1,2,3) (4,5,6) / (7,8,9) (10,11,12).
    QTest::newRow("none") << QByteArray("\x00\x01\x02\x03\x04\x05\x06\x00\x07\x08\x09\x0a\x0b\x0c", 14);
    QTest::newRow("sub") << QByteArray("\x01\x01\x02\x03\x03\x03\x03\x01\x07\x08\x09\x03\x03\x03", 14);
    QTest::newRow("up") << QByteArray("\x02\x01\x02\x03\x04\x05\x06\x02\x06\x06\x06\x06\x06\x06", 14);
    QTest::newRow("average") << QByteArray("\x03\x01\x02\x03\x04\x04\x05\x03\x07\x07\x08\x05\x05\x05", 14);
    QTest::newRow("paeth") << QByteArray("\x04\x01\x02\x03\x03\x03\x03\x04\x06\x06\x06\x03\x03\x03", 14);
}

void TestChatImage::everyFilterIsUnderstood()
{
    QFETCH(QByteArray, rows);
    const auto read = PngPixels::read(png(2, 2, rows));
    QVERIFY(read);
    const QByteArray same("\x00\x01\x02\x03\x04\x05\x06\x00\x07\x08\x09\x0a\x0b\x0c", 14);
    QCOMPARE(read->write(), PngPixels::read(png(2, 2, same))->write());
}

void TestChatImage::brokenOnesAreRefused()
{
    const QByteArray good = plain(2000, 2000, 1, 2, 3);
    QVERIFY(ChatImage::from(good));
    for (qsizetype length = 0; length < 60; ++length)
        QVERIFY(!ChatImage::from(good.first(length)));
    QByteArray bomb = plain(2000, 2000, 1, 2, 3);
    bomb.replace(16, 8, QByteArray(number(1'000'000) + number(1'000'000)));
    QVERIFY(!ChatImage::from(bomb));
    QRandomGenerator random(7);
    for (int i = 0; i < 200; ++i) {
        QByteArray changed = plain(1600, 40, 1, 2, 3);
        for (int k = 0; k < 5; ++k)
            changed[random.bounded(changed.size())] = static_cast<char>(random.bounded(256));
        static_cast<void>(ChatImage::from(changed)); // whatever it says, it does not fall over
    }
}

QTEST_APPLESS_MAIN(TestChatImage)
#include "tst_chatimage.moc"
