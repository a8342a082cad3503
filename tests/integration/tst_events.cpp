#include <QTemporaryDir>
#include <QTest>

#include "daemonprocess.h"
#include "eventreader.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

namespace {
auto jobIs(const QString &id, const QString &status)
{
    return [=](const ServerEvent &event) {
        return event.type == "job" && event.data[u"job_id"] == id && event.data[u"status"] == status;
    };
}
} // namespace

/// GET /events against a real daemon.
class TestEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void tellsOfAJobFromStartToEnd();
    void oneJobBeginsWithWhereItStands();
    void goesOnAfterTheLastEvent();
    void unknownEventIdIsAReset_data();
    void unknownEventIdIsAReset();
    void slowReaderIsReset();
    void refuses_data();
    void refuses();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<HttpClient> m_http;
};

void TestEvents::initTestCase()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_daemon = std::make_unique<DaemonProcess>(DaemonProcess::Options{.dataDir = m_dir->path()});
    QVERIFY2(m_daemon->isListening(), qPrintable(m_daemon->errorOutput()));
    m_http = std::make_unique<HttpClient>(m_daemon->url());
}

void TestEvents::cleanupTestCase()
{
    m_http.reset();
    QVERIFY(m_daemon->stop());
}

void TestEvents::tellsOfAJobFromStartToEnd()
{
    EventReader reader(*m_http);
    QCOMPARE(reader.awaitStart(), 200);
    const QString id = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ echo one\n$ false"_s}});
    QVERIFY(reader.await(jobIs(id, u"scheduled"_s)));
    const ServerEvent *end = reader.await(jobIs(id, u"error"_s));
    QVERIFY(end);
    QVERIFY(!end->id.isEmpty());
    QVERIFY(end->data[u"error"].toString().contains(u"exit code 1"_s));
    QCOMPARE(end->data[u"title"].toString(), u"echo one"_s);
    QVERIFY(end->data[u"completed"].toDouble() > 0);
    const ServerEvent *step = reader.await([&](const ServerEvent &event) {
        return event.type == "step" && event.data[u"step"][u"number"].toInt() == 2 &&
               event.data[u"step"][u"status"] == u"failed"_s;
    });
    QVERIFY(step);
    QCOMPARE(step->data[u"job_id"].toString(), id);
    QCOMPARE(step->data[u"step"][u"exit_code"].toInt(), 1);

    QCOMPARE(m_http->send("DELETE", u"/job/"_s + id).status, 200);
    QVERIFY(
        reader.await([&](const ServerEvent &event) { return event.type == "removed" && event.data[u"job_id"] == id; }));
}

void TestEvents::oneJobBeginsWithWhereItStands()
{
    const QString id = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ echo one\n$ echo two"_s}});
    DaemonProcess::awaitEnd(*m_http, id);
    EventReader reader(*m_http, u"?job="_s + id);
    QCOMPARE(reader.awaitStart(), 200);
    const auto isSecondStep = [](const ServerEvent &event) {
        return event.type == "step" && event.data[u"step"][u"number"].toInt() == 2;
    };
    QVERIFY(reader.await(isSecondStep));
    // Before the live events, of which the last may just be coming.
    QVERIFY(jobIs(id, u"complete"_s)(reader.events().at(0)));
    QCOMPARE(reader.events().at(1).data[u"step"][u"number"].toInt(), 1);
    QVERIFY(isSecondStep(reader.events().at(2)));

    const QString other = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ true"_s}});
    DaemonProcess::awaitEnd(*m_http, other);
    QCOMPARE(m_http->send("DELETE", u"/job/"_s + id).status, 200);
    QVERIFY(reader.await([](const ServerEvent &event) { return event.type == "removed"; }));
    const auto isOfTheJob = [&](const ServerEvent &event) { return event.data[u"job_id"] == id; };
    QVERIFY(std::ranges::all_of(reader.events(), isOfTheJob));
}

void TestEvents::goesOnAfterTheLastEvent()
{
    QByteArray seen;
    QString id;
    {
        EventReader reader(*m_http);
        QCOMPARE(reader.awaitStart(), 200);
        id = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ true"_s}});
        const ServerEvent *first = reader.await(jobIs(id, u"scheduled"_s));
        QVERIFY(first);
        seen = first->id;
    }
    DaemonProcess::awaitEnd(*m_http, id);
    EventReader again(*m_http, {}, seen);
    QVERIFY(again.await(jobIs(id, u"complete"_s)));
    QVERIFY(std::ranges::none_of(again.events(), jobIs(id, u"scheduled"_s)));
    QVERIFY(std::ranges::none_of(again.events(), [](const ServerEvent &event) { return event.type == "reset"; }));
}

void TestEvents::unknownEventIdIsAReset_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("of another run") << QByteArray("01234567-3");
    QTest::newRow("garbage") << QByteArray("x");
    QTest::newRow("negative") << QByteArray("01234567--3");
}

void TestEvents::unknownEventIdIsAReset()
{
    QFETCH(QByteArray, id);
    EventReader reader(*m_http, {}, id);
    QVERIFY(reader.await([](const ServerEvent &event) { return event.type == "reset"; }));
}

void TestEvents::slowReaderIsReset()
{
    // 150 jobs with 60 kB of code in a step: far more than the server keeps for a client that does not read.
    QTcpSocket slow;
    slow.setReadBufferSize(1024);
    slow.connectToHost(m_daemon->url().host(), static_cast<quint16>(m_daemon->url().port()));
    QVERIFY(slow.waitForConnected(5'000));
    slow.write("GET /events HTTP/1.1\r\nHost: " + m_daemon->url().authority().toLatin1() + "\r\n\r\n");
    QVERIFY(slow.waitForReadyRead(5'000));
    const QString padding(60'000, u'#');
    QString last;
    for (int i = 0; i < 150; ++i)
        last = DaemonProcess::schedule(*m_http, {{u"prompt"_s, QString(u"```sh\ntrue "_s + padding + u"\n```"_s)}});
    const QString end = DaemonProcess::awaitEnd(*m_http, last, 120)[u"status"].toString();
    QCOMPARE(end, u"complete"_s);
    slow.setReadBufferSize(0);
    QByteArray received;
    const bool isReset = QTest::qWaitFor(
        [&] {
            received += slow.readAll();
            return received.contains("event: reset");
        },
        20'000);
    QVERIFY(isReset);
}

void TestEvents::refuses_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("status");
    QTest::newRow("no id") << u"?job=x"_s << 400;
    QTest::newRow("unknown job") << u"?job=00000000-0000-4000-8000-000000000000"_s << 404;
}

void TestEvents::refuses()
{
    QFETCH(QString, query);
    EventReader reader(*m_http, query);
    QTEST(reader.awaitStart(), "status");
}

QTEST_GUILESS_MAIN(TestEvents)
#include "tst_events.moc"
