#include <QDirIterator>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QTcpSocket>
#include <QTest>
#include <QUdpSocket>
#include <map>
#include <unistd.h>

#include "attackrun.h"
#include "hostprocesses.h"
#include "processtree.h"

using namespace ca;
using namespace ca::hostile;
using namespace Qt::StringLiterals;

using Kind = Surroundings::Kind;

/// What a job may try, and must not get. Everything is checked from outside; what the attacks say counts only against
/// us.
class TestHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void canariesNoticeHarm();
    void holds_data();
    void holds();
    void everyLimitHasAKeeper_data();
    void everyLimitHasAKeeper();
    void cancelLeavesNothing_data();
    void cancelLeavesNothing();
    void processorsAreShared_data();
    void processorsAreShared();
    void cleanupTestCase();

private:
    Surroundings &in(Kind kind);
    static void addKinds();
    static void checkNothingIsLeft(const AttackRun &run, const Surroundings &surroundings);
    static void checkBounds(const AttackRun &run, const Attack &attack);
    static void checkEnd(const AttackRun &run, const Attack &attack);
    static void checkSecret(const AttackRun &run, const Surroundings &surroundings);

    std::map<Kind, std::unique_ptr<Surroundings>> m_surroundings;
};

namespace {

constexpr qint64 mebibyte = 1 << 20;

QList<std::pair<QByteArray, Kind>> kinds()
{
    if (Surroundings::areContainers()) // whose engine is not every user's
        return {{"in a container", Kind::Root}, {"in a container, closed parent", Kind::ClosedParent}};
    if (::geteuid() != 0)
        return {{"who runs the tests", Kind::WhoRunsTheTests}};
    return {{"root", Kind::Root}, {"ordinary user", Kind::OrdinaryUser}, {"closed parent", Kind::ClosedParent}};
}

QStringList groupsOf(const AttackRun &run)
{
    QStringList found;
    QStringList names{u"*."_s + run.jobDir().section(u'/', -1)};
    if (Surroundings::areContainers())
        names.append(u'*' + run.container() + u'*');
    QDirIterator groups(u"/sys/fs/cgroup"_s, names, QDir::Dirs, QDirIterator::Subdirectories);
    while (groups.hasNext())
        found.append(groups.next());
    return found;
}

} // namespace

Surroundings &TestHostile::in(Kind kind)
{
    auto &surroundings = m_surroundings[kind];
    if (!surroundings)
        surroundings = std::make_unique<Surroundings>(kind);
    return *surroundings;
}

void TestHostile::addKinds()
{
    QTest::addColumn<Kind>("kind");
    for (const auto &[name, kind] : kinds())
        QTest::newRow(name.constData()) << kind;
}

void TestHostile::canariesNoticeHarm()
{
    Canaries canaries(::geteuid());
    QVERIFY(canaries.areReady());
    QCOMPARE(canaries.harm(), QString());
    QTcpSocket tcp;
    tcp.connectToHost(u"127.0.0.1"_s, canaries.tcpPort());
    QUdpSocket udp;
    udp.writeDatagram("x", QHostAddress::LocalHost, canaries.udpPort());
    QLocalSocket path;
    path.connectToServer(canaries.folder() + u"/socket"_s);
    QLocalSocket abstract;
    abstract.setSocketOptions(QLocalSocket::AbstractNamespaceOption);
    abstract.connectToServer(canaries.abstractName());
    for (const auto &touched :
         {u"the TCP server"_s, u"the UDP socket"_s, u"the Unix server"_s, u"the abstract server"_s})
        QVERIFY(QTest::qWaitFor([&] { return canaries.harm().contains(touched); }));
    QFile file(canaries.folder() + u"/secret"_s);
    QVERIFY(file.open(QIODevice::Append) && file.write("x") == 1);
    file.close();
    QVERIFY(canaries.harm().contains(u"the file"_s));
    QVERIFY(!canaries.harm().contains(u"the folder"_s));
    QVERIFY(QDir(canaries.folder()).mkdir(u"more"_s));
    QVERIFY(canaries.harm().contains(u"the folder"_s));
}

void TestHostile::holds_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<Attack>("attack");
    for (const auto &[name, kind] : kinds()) {
        for (const auto &attack : attacks())
            QTest::addRow("%s: %s", name.constData(), qPrintable(attack.name)) << kind << attack;
    }
}

void TestHostile::holds()
{
    QFETCH(Kind, kind);
    QFETCH(Attack, attack);
    auto &surroundings = in(kind);
    QVERIFY2(surroundings.areReady(), qPrintable(surroundings.error()));
    AttackRun run(surroundings, attack);
    QVERIFY(run.start());
    QVERIFY(run.watchToTheEnd());
    checkNothingIsLeft(run, surroundings);
    checkEnd(run, attack);
    checkBounds(run, attack);
    checkSecret(run, surroundings);
    QCOMPARE(surroundings.canaries().harm(), QString());
}

void TestHostile::checkNothingIsLeft(const AttackRun &run, const Surroundings &surroundings)
{
    QCOMPARE(surroundings.processes(run.container()).size(), 1U);
    QCOMPARE(test::processesWith(run.mark()), QList<qint64>());
    QCOMPARE(groupsOf(run), QStringList());
}

void TestHostile::checkEnd(const AttackRun &run, const Attack &attack)
{
    const auto out = run.log(u"stdout"_s);
    const QByteArray text = QJsonDocument(run.job()).toJson() + out.left(4000) + run.log(u"stderr"_s).left(4000);
    const auto *said = text.constData();
    const auto status = run.job().value("status"_L1).toString();
    const auto error = run.job().value("error"_L1).toString();
    QByteArrayList breaches = out.split('\n');
    breaches.removeIf([](const QByteArray &line) { return !line.startsWith("BREACH "); });
    QVERIFY2(breaches.isEmpty(), breaches.join("; ").constData());
    switch (attack.end) {
    case Attack::End::Complete:
        QVERIFY2(status == u"complete", said);
        break;
    case Attack::End::Fails:
        QVERIFY2(status == u"error" && run.job().value("exit_code"_L1).toInt() == 3, said);
        break;
    case Attack::End::Limit:
        QVERIFY2(status == u"error" && error.contains(u"limits."_s + attack.limit), said);
        QCOMPARE(run.job().value("error_code"_L1).toString(), u"limit_reached"_s);
        break;
    case Attack::End::Bounded:
        break;
    }
}

void TestHostile::checkBounds(const AttackRun &run, const Attack &attack)
{
    // The attacks try for 3 GB. Others use this machine too, and a watchdog needs a moment.
    constexpr auto slack = 1500 * mebibyte;
    constexpr int monitorAndAgent = 2;
    constexpr qint64 slowest = 2000;
    QVERIFY2(run.mostProcesses() <= attack.limits.value("pids"_L1).toInt() + monitorAndAgent,
             qPrintable(QString::number(run.mostProcesses())));
    const auto memory = run.mostMemory() - attack.limits.value("memory_mb"_L1).toInt() * mebibyte;
    QVERIFY2(memory < slack, qPrintable(QString::number(run.mostMemory())));
    const auto disk = run.mostDisk() - attack.limits.value("disk_mb"_L1).toInt() * mebibyte;
    QVERIFY2(disk < slack, qPrintable(QString::number(run.mostDisk())));
    const auto logLimit = attack.limits.value("log_mb"_L1).toInt(256) * mebibyte;
    QVERIFY(run.log(u"stdout"_s).size() + run.log(u"stderr"_s).size() < logLimit + mebibyte);
    QVERIFY(run.answeredAlways());
    QVERIFY2(run.slowestAnswerMs() < slowest, qPrintable(QString::number(run.slowestAnswerMs())));
}

void TestHostile::checkSecret(const AttackRun &run, const Surroundings &surroundings)
{
    const auto secret = surroundings.canaries().secret().toUtf8();
    QVERIFY(!run.log(u"stdout"_s).contains(secret));
    QVERIFY(!run.log(u"stderr"_s).contains(secret));
    const auto result = run.result();
    QVERIFY2(!result.startsWith("unreadable"), result.constData());
    QVERIFY(!result.contains(secret));
}

void TestHostile::everyLimitHasAKeeper_data()
{
    addKinds();
}

void TestHostile::everyLimitHasAKeeper()
{
    QFETCH(Kind, kind);
    QVERIFY2(in(kind).areReady(), qPrintable(in(kind).error()));
    AttackRun run(in(kind), {.name = u"environment"_s, .limits = {{u"pids"_s, 64}}});
    QVERIFY(run.start());
    QVERIFY(run.watchToTheEnd());
    const auto keepers = run.job().value("enforced_by"_L1).toObject();
    for (const auto &limit : {"cpus"_L1, "memory_mb"_L1, "pids"_L1, "disk_mb"_L1})
        QVERIFY2(!keepers.value(limit).toString().isEmpty(), limit.data());
}

void TestHostile::cancelLeavesNothing_data()
{
    addKinds();
}

void TestHostile::cancelLeavesNothing()
{
    QFETCH(Kind, kind);
    auto &surroundings = in(kind);
    QVERIFY2(surroundings.areReady(), qPrintable(surroundings.error()));
    AttackRun run(surroundings, {.name = u"outlive:wait"_s, .limits = {{u"pids"_s, 64}}});
    QVERIFY(run.start());
    QVERIFY(QTest::qWaitFor([&] { return run.log(u"stdout"_s).contains("DONE"); }, 20'000));
    QVERIFY(test::processesWith(run.mark()).size() > 3);
    run.cancel();
    QVERIFY(QTest::qWaitFor([&] { return test::processesWith(run.mark()).isEmpty(); }, 1000));
    QVERIFY(run.watchToTheEnd());
    QCOMPARE(run.job().value("status"_L1).toString(), u"cancelled"_s);
    checkNothingIsLeft(run, surroundings);
}

void TestHostile::processorsAreShared_data()
{
    addKinds();
}

void TestHostile::processorsAreShared()
{
    QFETCH(Kind, kind);
    QVERIFY2(in(kind).areReady(), qPrintable(in(kind).error()));
    AttackRun run(in(kind), {.name = u"cpu"_s, .limits = {{u"cpus"_s, 1}, {u"pids"_s, 64}}});
    QVERIFY(run.start());
    QVERIFY(run.watchToTheEnd());
    QVERIFY(run.busyCpus() > 0);
    QVERIFY2(run.busyCpus() < 1.25, qPrintable(QString::number(run.busyCpus())));
}

void TestHostile::cleanupTestCase()
{
    for (const auto &[kind, surroundings] : m_surroundings)
        QVERIFY(surroundings->stop());
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
