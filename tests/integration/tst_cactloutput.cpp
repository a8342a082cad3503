#include <QJsonArray>
#include <QTest>

#include "cactlfixture.h"

using namespace ca::test;
using namespace Qt::StringLiterals;
using Outcome = CactlProcess::Outcome;

/// What the real cactl writes, to files, scripts and terminals, and with which exit code it ends.
class TestCactlOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void downloadIsNeverOverwritten();
    void downloadGoesOnWhereItStopped();
    void downloadGoesWhereToldTo_data();
    void downloadGoesWhereToldTo();
    void jsonIsTheServersAnswer_data();
    void jsonIsTheServersAnswer();
    void beginningOfAnIdIsEnough();
    void ambiguousIdsAreListed();
    void exitCodes_data();
    void exitCodes();
    void hostileTitlesAreHarmless();
    void hostileOutputIsFilteredAtATerminal();
    void tableFitsTheTerminal();

private:
    std::unique_ptr<CactlFixture> m_fixture;
};

void TestCactlOutput::initTestCase()
{
    m_fixture = std::make_unique<CactlFixture>();
    QVERIFY2(m_fixture->isReady(), qPrintable(m_fixture->problem()));
}

void TestCactlOutput::cleanupTestCase()
{
    QVERIFY(m_fixture->stop());
}

void TestCactlOutput::downloadIsNeverOverwritten()
{
    const QString zip = m_fixture->path(m_fixture->ranJob() + u".zip"_s);
    QVERIFY(writeTo(zip, "mine"));
    const Outcome refused = m_fixture->cactl({u"download"_s, m_fixture->ranJob()});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.err.contains("--force"), refused.err.constData());
    QCOMPARE(contentOf(zip), QByteArray("mine"));
    const Outcome forced = m_fixture->cactl({u"download"_s, m_fixture->ranJob(), u"--force"_s});
    QVERIFY2(forced.exitCode == 0, forced.err.constData());
    QCOMPARE(contentOf(zip), m_fixture->http().get(u"/download/"_s + m_fixture->ranJob()).body);
    QVERIFY(QFile::remove(zip));
}

void TestCactlOutput::downloadGoesOnWhereItStopped()
{
    const QByteArray whole = m_fixture->http().get(u"/download/"_s + m_fixture->ranJob()).body;
    const QString part = m_fixture->path(u"part.zip.%1.part"_s.arg(m_fixture->ranJob().left(8)));
    for (const qsizetype size : {whole.size() / 2, whole.size()}) {
        // Its own bytes are kept, which shows that only the rest was fetched.
        const QByteArray kept = QByteArray(10, 'x') + whole.sliced(10, size - 10);
        QVERIFY(writeTo(part, kept));
        const Outcome outcome = m_fixture->cactl({u"download"_s, m_fixture->ranJob(), u"-o"_s, u"part.zip"_s});
        QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
        QCOMPARE(contentOf(m_fixture->path(u"part.zip"_s)), kept + whole.sliced(size));
        QVERIFY(!QFile::exists(part));
        QVERIFY(QFile::remove(m_fixture->path(u"part.zip"_s)));
    }
    QVERIFY(writeTo(part, whole + "too much"));
    QCOMPARE(m_fixture->cactl({u"download"_s, m_fixture->ranJob(), u"-o"_s, u"part.zip"_s}).exitCode, 0);
    QCOMPARE(contentOf(m_fixture->path(u"part.zip"_s)), whole);
}

void TestCactlOutput::downloadGoesWhereToldTo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("place");
    QTest::newRow("nowhere in particular") << QStringList() << u"%1.zip"_s;
    QTest::newRow("a file") << QStringList{u"-o"_s, u"new/x.zip"_s} << u"new/x.zip"_s;
    QTest::newRow("a folder") << QStringList{u"--output"_s, u"results"_s} << u"results/%1.zip"_s;
}

void TestCactlOutput::downloadGoesWhereToldTo()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, place);
    const QString expected = place.contains(u'%') ? place.arg(m_fixture->ranJob()) : place;
    const Outcome outcome = m_fixture->cactl(QStringList{u"download"_s, m_fixture->ranJob()} + arguments);
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QCOMPARE(QString::fromUtf8(outcome.out).trimmed(), expected);
    QCOMPARE(contentOf(m_fixture->path(expected)), m_fixture->http().get(u"/download/"_s + m_fixture->ranJob()).body);
}

void TestCactlOutput::jsonIsTheServersAnswer_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("path");
    QTest::newRow("status") << QStringList{u"status"_s, u"%1"_s} << u"/status/%1"_s;
    QTest::newRow("jobs") << QStringList{u"jobs"_s, u"-q"_s, u"twin"_s} << u"/jobs?q=twin&sort=-created"_s;
    QTest::newRow("logs") << QStringList{u"logs"_s, u"%1"_s, u"--stderr"_s} << u"/logs/%1?log_type=stderr"_s;
    QTest::newRow("settings") << QStringList{u"settings"_s} << u"/"_s;
    QTest::newRow("an error") << QStringList{u"status"_s, u"00000000-0000-4000-8000-000000000000"_s}
                              << u"/status/00000000-0000-4000-8000-000000000000"_s;
}

void TestCactlOutput::jsonIsTheServersAnswer()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, path);
    const HttpAnswer answer = m_fixture->http().get(path.replace(u"%1"_s, m_fixture->ranJob()));
    const Outcome outcome =
        m_fixture->cactl(QStringList{u"--json"_s} + arguments.replaceInStrings(u"%1"_s, m_fixture->ranJob()));
    const bool isError = answer.status != 200;
    QCOMPARE(outcome.exitCode, isError ? 1 : 0);
    QCOMPARE(isError ? outcome.err : outcome.out, answer.body + '\n');
    QVERIFY((isError ? outcome.out : outcome.err).isEmpty());
}

void TestCactlOutput::beginningOfAnIdIsEnough()
{
    const Outcome outcome = m_fixture->cactl({u"status"_s, m_fixture->ranJob().left(13).toUpper(), u"--json"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QCOMPARE(objectOf(outcome.out)[u"job_id"].toString(), m_fixture->ranJob());
}

void TestCactlOutput::ambiguousIdsAreListed()
{
    const Outcome outcome = m_fixture->cactl({u"status"_s, u"abcd"_s});
    QCOMPARE(outcome.exitCode, 1);
    for (const QString &part : {CactlFixture::firstTwin, CactlFixture::secondTwin, u"second twin"_s})
        QVERIFY2(outcome.err.contains(part.toUtf8()), outcome.err.constData());
    const Outcome json = m_fixture->cactl({u"status"_s, u"abcd"_s, u"--json"_s});
    QVERIFY2(objectOf(json.err).contains(u"error"_s), json.err.constData());
}

void TestCactlOutput::exitCodes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("hint");
    const auto row = [](const char *name, const QStringList &arguments, int exitCode, const char *hint) {
        QTest::newRow(name) << arguments << exitCode << QByteArray(hint);
    };
    row("unknown job", {u"status"_s, u"00000000-0000-4000-8000-000000000000"_s}, 1, "no job");
    row("no such beginning", {u"status"_s, u"00000000"_s}, 1, "cactl jobs");
    row("refused", {u"schedule"_s, u" "_s}, 1, "prompt");
    row("no id", {u"status"_s, u"../etc"_s}, 2, "4 characters");
    row("too short", {u"status"_s, u"abc"_s}, 2, "4 characters");
    row("wrong use", {u"frobnicate"_s}, 2, "--help");
    row("growing JSON", {u"logs"_s, u"-f"_s, u"--json"_s, u"abcd"_s}, 2, "--json");
    row("nobody there", {u"--server"_s, u"http://127.0.0.1:1"_s, u"jobs"_s}, 3, "containerized-agentd");
    row("nobody there, following",
        {u"logs"_s, u"-f"_s, CactlFixture::firstTwin, u"--server"_s, u"http://127.0.0.1:1"_s, u"--retry-for"_s, u"0"_s},
        3, "containerized-agentd");
    row("help", {u"--help"_s}, 0, "");
    row("version", {u"--version"_s}, 0, "");
}

void TestCactlOutput::exitCodes()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, hint);
    const Outcome outcome = m_fixture->cactl(arguments);
    QTEST(outcome.exitCode, "exitCode");
    QVERIFY2(outcome.err.contains(hint), outcome.err.constData());
    QCOMPARE(outcome.err.isEmpty(), outcome.exitCode == 0);
}

void TestCactlOutput::hostileTitlesAreHarmless()
{
    for (const QStringList &arguments :
         {QStringList{u"jobs"_s, u"-q"_s, u"owned"_s}, QStringList{u"status"_s, u"dead"_s}}) {
        const Outcome outcome = m_fixture->cactl(arguments);
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(outcome.out.contains("owned"), outcome.out.constData());
        const QString text = QString::fromUtf8(outcome.out);
        for (const QChar sign : {QChar(0x1b), QChar(0x07), QChar(0x9b), QChar(0x202e)})
            QVERIFY(!text.contains(sign));
    }
}

void TestCactlOutput::hostileOutputIsFilteredAtATerminal()
{
    for (const QStringList &arguments :
         {QStringList{u"logs"_s, m_fixture->ranJob()}, QStringList{u"jobs"_s, u"--json"_s}}) {
        CactlProcess person(m_fixture->url(), m_fixture->path({}));
        person.startAtTerminal(arguments);
        const Outcome outcome = person.finish();
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(outcome.out.contains("one"), outcome.out.constData());
        QVERIFY2(!outcome.out.contains('\x1b') && !outcome.out.contains('\a'), outcome.out.constData());
        QVERIFY(!QString::fromUtf8(outcome.out).contains(QChar(0x9b)));
    }
}

void TestCactlOutput::tableFitsTheTerminal()
{
    const QString prompt = u"$ true "_s + QString(110, u'x');
    DaemonProcess::schedule(m_fixture->http(), {{u"prompt"_s, prompt}});
    CactlProcess person(m_fixture->url(), m_fixture->path({}));
    person.startAtTerminal({u"jobs"_s});
    const QByteArray table = person.finish().out;
    QVERIFY2(table.contains("\x1b[1mID\x1b[0m"), table.constData()); // colours are welcome
    QVERIFY2(table.contains("…"), table.constData());
}

QTEST_GUILESS_MAIN(TestCactlOutput)
#include "tst_cactloutput.moc"
