#include <QTest>

#include "egresspolicy.h"
#include "hostname.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// What a job may connect to.
class TestEgressPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreJudged_data();
    void namesAreJudged();
    void addressesAreJudged_data();
    void addressesAreJudged();
    void refusalsNameTheSetting();
    void descriptionSaysWhatCanBeReached();

private:
    static EgressPolicy policyOf(NetworkPolicy policy);
};

EgressPolicy TestEgressPolicy::policyOf(NetworkPolicy policy)
{
    QList<HostRule> rules{{.pattern = *HostPattern::parse(u"pypi.org"_s)},
                          {.pattern = *HostPattern::parse(u"10.9.9.9"_s)}};
    const auto named =
        parseHostPatterns(u"mirror.lan:8080, *.example.org, 192.168.1.5, localhost:81, [fd00::5]:8443"_s);
    for (const HostPattern &pattern : *named)
        rules.append({.pattern = pattern, .isNamed = true});
    return EgressPolicy(policy, rules);
}

void TestEgressPolicy::namesAreJudged_data()
{
    QTest::addColumn<NetworkPolicy>("policy");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("isAllowed");
    const auto row = [](const char *name, NetworkPolicy policy, const QString &host, int port, bool isAllowed) {
        QTest::newRow(name) << policy << host << port << isAllowed;
    };
    const auto list = NetworkPolicy::Allowlist;
    const auto open = NetworkPolicy::Open;
    row("off", NetworkPolicy::Off, u"pypi.org"_s, 443, false);
    row("listed", list, u"pypi.org"_s, 443, true);
    row("listed, http", list, u"pypi.org"_s, 80, true);
    row("listed, in capitals, with a dot", list, u"PyPI.org."_s, 443, true);
    row("listed, another port", list, u"pypi.org"_s, 8443, false);
    row("below a listed one", list, u"evil.pypi.org"_s, 443, false);
    row("ends like a listed one", list, u"notpypi.org"_s, 443, false);
    row("begins like a listed one", list, u"pypi.org.evil.net"_s, 443, false);
    row("wildcard", list, u"a.b.example.org"_s, 443, true);
    row("wildcard's own name", list, u"example.org"_s, 443, false);
    row("ends like a wildcard", list, u"aexample.org"_s, 443, false);
    row("named port", list, u"mirror.lan"_s, 8080, true);
    row("port beside the named one", list, u"mirror.lan"_s, 443, false);
    row("unknown", list, u"example.net"_s, 443, false);
    row("named address", list, u"192.168.1.5"_s, 80, true);
    row("named address, written oddly", list, u"0xc0a80105"_s, 80, true);
    row("named address, IPv6", list, u"[fd00:0::5]"_s, 8443, true);
    row("known but private", list, u"10.9.9.9"_s, 80, false);
    row("this machine", list, u"localhost"_s, 80, false);
    row("this machine, named", list, u"localhost"_s, 81, true);
    row("open", open, u"example.net"_s, 443, true);
    row("open, another port", open, u"example.net"_s, 22, false);
    row("open, named port", open, u"mirror.lan"_s, 8080, true);
    row("open, public address", open, u"1.1.1.1"_s, 443, true);
    row("open, private address", open, u"10.0.0.1"_s, 443, false);
    row("open, loopback as a number", open, u"2130706433"_s, 80, false);
    row("open, loopback in octal", open, u"0177.0.0.1"_s, 80, false);
    row("open, loopback in short", open, u"127.1"_s, 80, false);
    row("open, mapped", open, u"[::ffff:10.0.0.1]"_s, 80, false);
    row("open, metadata", open, u"169.254.169.254"_s, 80, false);
    row("open, this machine", open, u"LOCALHOST."_s, 80, false);
    row("open, below this machine", open, u"a.localhost"_s, 443, false);
}

void TestEgressPolicy::namesAreJudged()
{
    QFETCH(NetworkPolicy, policy);
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(bool, isAllowed);
    const auto normal = normalHost(host);
    QVERIFY(normal);
    const EgressRuling ruling = policyOf(policy).judgeName({.host = *normal, .port = static_cast<quint16>(port)});
    QVERIFY2(ruling.isAllowed == isAllowed, qPrintable(ruling.reason));
    QCOMPARE(ruling.reason.isEmpty(), isAllowed);
}

void TestEgressPolicy::addressesAreJudged_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("public") << u"pypi.org"_s << 443 << u"151.101.0.223"_s << true;
    QTest::newRow("loopback") << u"pypi.org"_s << 443 << u"127.0.0.1"_s << false;
    QTest::newRow("mapped") << u"pypi.org"_s << 443 << u"::ffff:127.0.0.1"_s << false;
    QTest::newRow("named") << u"mirror.lan"_s << 8080 << u"192.168.7.7"_s << true;
    QTest::newRow("named, another port") << u"mirror.lan"_s << 443 << u"192.168.7.7"_s << false;
    QTest::newRow("a wildcard names nobody") << u"a.example.org"_s << 443 << u"192.168.7.7"_s << false;
}

void TestEgressPolicy::addressesAreJudged()
{
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(QString, address);
    QFETCH(bool, isAllowed);
    const EgressTarget target{.host = host, .port = static_cast<quint16>(port)};
    for (const auto policy : {NetworkPolicy::Allowlist, NetworkPolicy::Open})
        QCOMPARE(policyOf(policy).judgeAddress(target, *IpAddress::fromText(address)).isAllowed, isAllowed);
}

void TestEgressPolicy::refusalsNameTheSetting()
{
    const auto reason = [](NetworkPolicy policy, const QString &host, quint16 port) {
        return policyOf(policy).judgeName({.host = host, .port = port}).reason;
    };
    QVERIFY(reason(NetworkPolicy::Allowlist, u"a.net"_s, 443).contains(u"Add a.net to AGENT_ALLOWED_HOSTS"_s));
    QVERIFY(reason(NetworkPolicy::Allowlist, u"a.net"_s, 22).contains(u"Add a.net:22 to AGENT_ALLOWED_HOSTS"_s));
    QVERIFY(reason(NetworkPolicy::Open, u"a.net"_s, 22).contains(u"add a.net:22 to AGENT_ALLOWED_HOSTS"_s));
    QVERIFY(reason(NetworkPolicy::Open, u"10.0.0.1"_s, 80).contains(u"it is a private address"_s));
    QVERIFY(reason(NetworkPolicy::Off, u"a.net"_s, 80).contains(u"AGENT_NETWORK"_s));
}

void TestEgressPolicy::descriptionSaysWhatCanBeReached()
{
    QCOMPARE(policyOf(NetworkPolicy::Off).description(), u"There is no network."_s);
    const QString listed = policyOf(NetworkPolicy::Allowlist).description();
    QVERIFY(listed.contains(u"pypi.org, "_s) && listed.contains(u"*.example.org"_s) &&
            listed.contains(u"mirror.lan:8080"_s));
    QVERIFY(policyOf(NetworkPolicy::Open).description().contains(u"Every public host"_s));
}

QTEST_GUILESS_MAIN(TestEgressPolicy)
#include "tst_egresspolicy.moc"
