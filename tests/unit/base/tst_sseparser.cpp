#include <QTest>

#include "sseparser.h"

using namespace ca;

class TestSseParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void piecesGiveTheSame_data() { reads_data(); }
    void piecesGiveTheSame();
    void resetForgetsWhatIsUnfinished();
};

Q_DECLARE_METATYPE(SseEvent)

void TestSseParser::reads_data()
{
    QTest::addColumn<QByteArray>("in");
    QTest::addColumn<QList<SseEvent>>("out");
    const auto row = [](const char *name, const QByteArray &in, const QList<SseEvent> &out) {
        QTest::newRow(name) << in << out;
    };
    row("an event", "event: job\ndata: {}\nid: 7\n\n", {{.name = "job", .data = "{}", .id = "7"}});
    row("carriage returns", "event: job\r\ndata: {}\r\n\r\n", {{.name = "job", .data = "{}", .id = {}}});
    row("only returns", "data: x\r\rdata: y\r\r",
        {{.name = "message", .data = "x", .id = {}}, {.name = "message", .data = "y", .id = {}}});
    row("heartbeat", ": alive\n\n: alive\n\n", {});
    row("data of several lines", "data: a\ndata\ndata:  b\n\n", {{.name = "message", .data = "a\n\n b", .id = {}}});
    row("without data there is no event", "event: job\n\ndata: x\n\n", {{.name = "message", .data = "x", .id = {}}});
    row("the id stays", "id: 1\ndata: a\n\ndata: b\n\n",
        {{.name = "message", .data = "a", .id = "1"}, {.name = "message", .data = "b", .id = "1"}});
    row("unknown fields", "retry: 5\nfoo: bar\ndata: x\n\n", {{.name = "message", .data = "x", .id = {}}});
    row("unfinished", "event: job\ndata: {}\n", {});
}

void TestSseParser::reads()
{
    QFETCH(QByteArray, in);
    QFETCH(QList<SseEvent>, out);
    SseParser parser;
    QVERIFY(parser.feed(in) == out);
}

void TestSseParser::piecesGiveTheSame()
{
    QFETCH(QByteArray, in);
    QFETCH(QList<SseEvent>, out);
    SseParser parser;
    QList<SseEvent> events;
    for (const char c : in)
        events += parser.feed(QByteArray(1, c));
    QVERIFY(events == out);
}

void TestSseParser::resetForgetsWhatIsUnfinished()
{
    SseParser parser;
    QVERIFY(parser.feed("id: 3\ndata: half\nda").isEmpty());
    parser.reset();
    const QList<SseEvent> events = parser.feed("data: whole\n\n");
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.first().data, QByteArray("whole"));
    QCOMPARE(events.first().id, QByteArray("3"));
}

QTEST_GUILESS_MAIN(TestSseParser)
#include "tst_sseparser.moc"
