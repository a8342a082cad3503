#include <QCoroTask>
#include <QTemporaryDir>
#include <QTest>

#include "egressproxy.h"
#include "job.h"
#include "jobnetwork.h"
#include "jobrecord.h"
#include "proxyfixture.h"

using namespace ca;
using ca::test::LoopbackServer;
using namespace Qt::StringLiterals;

/// A job's network across orchestrators: the next one knows what the first allowed, and what went through.
class TestJobNetwork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nextOrchestratorGoesOn();
};

void TestJobNetwork::nextOrchestratorGoesOn()
{
    LoopbackServer server(LoopbackServer::echoing());
    EgressProxy proxy({});
    Job job;
    job.id = QUuid::createUuid();
    const auto use = [&](bool isAllowed) {
        QTemporaryDir dir;
        JobNetwork network({.proxy = proxy, .allowedHosts = {}}, job);
        QVERIFY(QCoro::waitFor(network.start(dir.path())).has_value());
        if (!isAllowed)
            QVERIFY(network.allow(*HostPattern::parse(hostOf(server))).has_value());
        ProxyClient client(dir.filePath(u"proxy.sock"_s));
        client.send(connectTo("127.0.0.1:" + portOf(server)) + "hello");
        QVERIFY2(client.waitFor("hello"), client.received().constData());
        network.stop();
        job = jobFromRecord(jobToRecord(job));
    };
    use(false);
    QCOMPARE(job.allowedHosts, QStringList{hostOf(server)});
    QCOMPARE(job.networkSent, 5);
    const qint64 received = job.networkReceived; // with what the proxy says first
    QVERIFY(received >= 5);
    use(true);
    QCOMPARE(job.networkSent, 10);
    QCOMPARE(job.networkReceived, 2 * received);
}

QTEST_GUILESS_MAIN(TestJobNetwork)
#include "tst_jobnetwork.moc"
