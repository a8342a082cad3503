#include <QNetworkInterface>
#include <QTest>

#include "ipaddress.h"
#include "ownaddress.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// Which addresses anybody on the internet may have, and what the others are for.
class TestIpAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void specialAddressesAreKnown_data();
    void specialAddressesAreKnown();
    void publicAddressesAreNotSpecial_data();
    void publicAddressesAreNotSpecial();
    void socketAddressesKeepTheAddress();
    void thisMachinesOwnAreKnown();
};

void TestIpAddress::specialAddressesAreKnown_data()
{
    QTest::addColumn<QString>("purpose");
    const auto rows = [](const QString &purpose, const QStringList &addresses) {
        for (const QString &address : addresses)
            QTest::newRow(qPrintable(address)) << purpose;
    };
    rows(u"this network"_s, {u"0.0.0.0"_s, u"0.1.2.3"_s});
    rows(u"loopback"_s, {u"127.0.0.1"_s, u"127.255.255.254"_s, u"::1"_s});
    rows(u"private"_s, {u"10.0.0.1"_s, u"10.255.255.255"_s, u"172.16.0.0"_s, u"172.31.255.255"_s, u"192.168.0.1"_s,
                        u"fc00::1"_s, u"fdff::1"_s});
    rows(u"NAT"_s, {u"100.64.0.1"_s, u"100.127.255.255"_s});
    rows(u"link-local"_s, {u"169.254.169.254"_s, u"fe80::1"_s, u"febf::1"_s});
    rows(u"documentation"_s, {u"192.0.2.1"_s, u"198.51.100.9"_s, u"203.0.113.7"_s, u"2001:db8::1"_s, u"3fff::1"_s});
    rows(u"protocols"_s, {u"192.0.0.8"_s, u"2001:20::1"_s, u"2001:2::1"_s});
    rows(u"6to4"_s, {u"192.88.99.1"_s, u"2002:7f00:1::"_s});
    rows(u"benchmarks"_s, {u"198.18.0.1"_s, u"198.19.255.255"_s});
    rows(u"multicast"_s, {u"224.0.0.1"_s, u"239.255.255.255"_s, u"ff02::1"_s});
    rows(u"reserved"_s, {u"240.0.0.1"_s, u"255.255.255.255"_s, u"4000::1"_s, u"5f00::1"_s, u"fec0::1"_s, u"100::1"_s});
    rows(u"stands for an IPv4"_s, {u"::ffff:127.0.0.1"_s, u"::ffff:8.8.8.8"_s, u"::127.0.0.1"_s, u"64:ff9b::7f00:1"_s,
                                   u"64:ff9b:1::1"_s, u"2001::1"_s});
    QTest::newRow("::") << u"reserved"_s;
}

void TestIpAddress::specialAddressesAreKnown()
{
    QFETCH(QString, purpose);
    const auto address = IpAddress::fromText(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(address);
    QVERIFY2(address->specialPurpose().contains(purpose), qPrintable(address->specialPurpose()));
}

void TestIpAddress::publicAddressesAreNotSpecial_data()
{
    QTest::addColumn<int>("family");
    for (const char *text : {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
                             "128.0.0.1", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.1.1",
                             "198.17.255.255", "198.20.0.0", "223.255.255.255"})
        QTest::newRow(text) << AF_INET;
    for (const char *text : {"2001:4860:4860::8888", "2a00:1450::1", "2001:200::1", "2003::1", "3ffe::1"})
        QTest::newRow(text) << AF_INET6;
}

void TestIpAddress::publicAddressesAreNotSpecial()
{
    QFETCH(int, family);
    const auto address = IpAddress::fromText(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(address);
    QCOMPARE(address->family(), family);
    QCOMPARE(address->specialPurpose(), QString());
}

void TestIpAddress::socketAddressesKeepTheAddress()
{
    for (const QString &text : {u"192.168.1.5"_s, u"2001:db8::5"_s}) {
        const auto address = IpAddress::fromText(text);
        QVERIFY(address);
        const sockaddr_storage storage = address->toSocket(443);
        QCOMPARE(IpAddress::fromSocket(reinterpret_cast<const sockaddr *>(&storage))->text(), text);
    }
    QVERIFY(!IpAddress::fromText(u"example.org"_s));
    QVERIFY(!IpAddress::fromText(u"127.1"_s));
}

void TestIpAddress::thisMachinesOwnAreKnown()
{
    const auto addresses = QNetworkInterface::allAddresses();
    QVERIFY(!addresses.isEmpty());
    for (const QHostAddress &own : addresses) {
        const auto address = IpAddress::fromText(own.toString().section(u'%', 0, 0));
        QVERIFY2(address && isOwnAddress(*address), qPrintable(own.toString()));
    }
    QVERIFY(!isOwnAddress(*IpAddress::fromText(u"192.0.2.1"_s))); // which nobody has
}

QTEST_GUILESS_MAIN(TestIpAddress)
#include "tst_ipaddress.moc"
