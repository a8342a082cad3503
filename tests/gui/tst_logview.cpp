#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>

#include "logdecoder.h"
#include "logview.h"

using namespace ca;
using namespace ca::dashboard;

class LogViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainTextComesOut_data();
    void plainTextComesOut();
    void charactersMaySpanReads();
    void linesAppear_data();
    void linesAppear();
    void streamsAreToldApart();
    void followsUntilScrolledUp();
    void memoryIsBounded();
    void veryLongLinesAreCut();
};

void LogViewTest::plainTextComesOut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("a\tb\n") << QStringLiteral("a\tb\n");
    QTest::newRow("colours") << QByteArray("\x1b[1;31mred\x1b[0m!") << QStringLiteral("red!");
    QTest::newRow("window title, BEL") << QByteArray("\x1b]0;title\x07ok") << QStringLiteral("ok");
    QTest::newRow("window title, ST") << QByteArray("\x1b]0;title\x1b\\ok") << QStringLiteral("ok");
    QTest::newRow("controls") << QByteArray("a\x01\x7f"
                                            "b\b\0c",
                                            7)
                              << QStringLiteral("abc");
    QTest::newRow("not UTF-8") << QByteArray("a\xff"
                                             "b")
                               << QStringLiteral("a\uFFFDb");
    QTest::newRow("unfinished sequence ends with the line") << QByteArray("\x1b[12\nok") << QStringLiteral("ok");
}

void LogViewTest::plainTextComesOut()
{
    QFETCH(const QByteArray, bytes);
    LogDecoder decoder;
    QTEST(decoder.decode(bytes), "text");
}

void LogViewTest::charactersMaySpanReads()
{
    LogDecoder decoder;
    QString text;
    for (const char byte : QByteArray("gr\xc3\xbc\xc3\x9f"
                                      "e \x1b[3"
                                      "1m\xe2\x9c\x93"))
        text += decoder.decode(QByteArrayView(&byte, 1));
    QCOMPARE(text, QStringLiteral("grüße ✓"));
}

void LogViewTest::linesAppear_data()
{
    QTest::addColumn<QStringList>("pieces");
    QTest::addColumn<QString>("text");
    QTest::newRow("a line in pieces") << QStringList{QStringLiteral("hel"), QStringLiteral("lo\nyou")}
                                      << QStringLiteral("hello\nyou");
    QTest::newRow("progress overwrites") << QStringList{QStringLiteral("10%\r"), QStringLiteral("90%\rdone\n")}
                                         << QStringLiteral("done\n");
    QTest::newRow("carriage return and newline")
        << QStringList{QStringLiteral("a\r\nb\r"), QStringLiteral("\nc")} << QStringLiteral("a\nb\nc");
}

void LogViewTest::linesAppear()
{
    QFETCH(const QStringList, pieces);
    LogView view;
    for (const QString &piece : pieces)
        view.append({{.stream = LogStream::Out, .text = piece}});
    QTEST(view.toPlainText(), "text");
}

void LogViewTest::streamsAreToldApart()
{
    LogView view;
    view.append({{.stream = LogStream::Out, .text = QStringLiteral("out\npart")},
                 {.stream = LogStream::Err, .text = QStringLiteral("err\n")},
                 {.stream = LogStream::Out, .text = QStringLiteral("out")}});
    QCOMPARE(view.toPlainText(), QStringLiteral("out\npart\nerr\nout"));
    const QTextDocument *document = view.document();
    QCOMPARE(document->findBlockByNumber(1).userState(), 0);
    QCOMPARE(document->findBlockByNumber(2).userState(), 1);
    QCOMPARE(document->findBlockByNumber(3).userState(), 0);
}

void LogViewTest::followsUntilScrolledUp()
{
    LogView view;
    view.resize(400, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto append = [&view](int lines) {
        for (int line = 0; line < lines; ++line)
            view.append({{.stream = LogStream::Out, .text = QStringLiteral("line %1\n").arg(line)}});
    };
    QScrollBar *bar = view.verticalScrollBar();
    append(100);
    QVERIFY(bar->maximum() > 0);
    QCOMPARE(bar->value(), bar->maximum());

    QSignalSpy following(&view, &LogView::followingChanged);
    bar->setValue(10);
    QCOMPARE(following.count(), 1);
    append(100);
    QCOMPARE(bar->value(), 10);

    view.goToEnd();
    append(10);
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(view.isFollowing());
}

void LogViewTest::memoryIsBounded()
{
    LogView view;
    const QString piece = QString(1000, u'x') + QLatin1Char('\n');
    for (int round = 0; round < 40; ++round)
        view.append({{.stream = LogStream::Out, .text = piece.repeated(100)}});
    QVERIFY(view.document()->characterCount() < shownLogBytes * 5 / 4);
    QCOMPARE(view.droppedCharacters() + view.document()->characterCount() - 1, qint64{40} * 100 * 1001);
}

void LogViewTest::veryLongLinesAreCut()
{
    LogView view;
    view.append({{.stream = LogStream::Out, .text = QString(100'000, u'x')}});
    QVERIFY(view.document()->firstBlock().length() <= 4097);
    QCOMPARE(view.toPlainText().count(u'x'), 100'000);
}

QTEST_MAIN(LogViewTest)
#include "tst_logview.moc"
