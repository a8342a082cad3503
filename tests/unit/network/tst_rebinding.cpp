#include <QTest>

#include "nameserver.h"
#include "proxyfixture.h"

using namespace ca;
using ca::test::LoopbackServer;
using namespace Qt::StringLiterals;

/// A name server that changes its answers between the look at an address and the connection to it, asked by the
/// system's real resolver.
class TestRebinding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAddressThatWasJudgedIsConnectedTo();
    void aNameThatTurnsInwardsIsRefused();
};

namespace {
QByteArray get(const QString &host)
{
    return "GET http://" + host.toLatin1() + "/ HTTP/1.1\r\nHost: " + host.toLatin1() + "\r\n\r\n";
}

QByteArray page(const char *text)
{
    return QByteArray("HTTP/1.1 200 OK\r\nContent-Length: ") + QByteArray::number(qsizetype(strlen(text))) +
           "\r\n\r\n" + text;
}
} // namespace

void TestRebinding::theAddressThatWasJudgedIsConnectedTo()
{
    const QHostAddress first(u"127.0.0.1"_s);
    const QHostAddress second(u"127.0.0.2"_s);
    LoopbackServer meant(LoopbackServer::answering(page("the one that was judged")), first);
    LoopbackServer other(LoopbackServer::answering(page("another one")), QHostAddress(QHostAddress::Null));
    other.close();
    QVERIFY(other.listen(second, meant.serverPort()));
    const NameServer names([&](int number) { return number == 1 ? first : second; });
    const QString host = u"rebinding.example:%1"_s.arg(meant.serverPort());
    const ProxyFixture proxy({.hosts = host, .lookup = [&names](const QString &name) { return names.lookUp(name); }});

    const QByteArray answer = ProxyClient(proxy.socketPath()).answerTo(get(host));
    QVERIFY2(answer.endsWith("the one that was judged"), answer.constData());
    QCOMPARE(names.questions(), 1);
    QCOMPARE(other.connections(), 0);

    // The next request is another matter: it is looked up, and judged, by itself.
    QVERIFY(ProxyClient(proxy.socketPath()).answerTo(get(host)).endsWith("another one"));
    QCOMPARE(names.questions(), 2);
}

void TestRebinding::aNameThatTurnsInwardsIsRefused()
{
    const NameServer names([](int number) { return QHostAddress(number % 2 == 1 ? u"10.0.0.1"_s : u"127.0.0.1"_s); });
    const ProxyFixture proxy(
        {.policy = NetworkPolicy::Open, .lookup = [&names](const QString &name) { return names.lookUp(name); }});
    for (const QByteArray purpose : {"10.0.0.1, a private address", "127.0.0.1, a loopback address"}) {
        const QByteArray answer = ProxyClient(proxy.socketPath()).answerTo(get(u"rebinding.example"_s));
        QVERIFY2(answer.startsWith("HTTP/1.1 403 ") && answer.contains(purpose), answer.constData());
    }
    QCOMPARE(names.questions(), 2);
}

QTEST_GUILESS_MAIN(TestRebinding)
#include "tst_rebinding.moc"
