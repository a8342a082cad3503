#include <QTest>

#include "listenaddress.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestListenAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
};

void TestListenAddress::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("port");
    QTest::newRow("IPv4") << u"127.0.0.1:8000"_s << u"127.0.0.1"_s << 8000;
    QTest::newRow("name") << u"localhost:0"_s << u"127.0.0.1"_s << 0;
    QTest::newRow("port alone") << u":9000"_s << u"127.0.0.1"_s << 9000;
    QTest::newRow("IPv6") << u"[::1]:65535"_s << u"::1"_s << 65535;
    QTest::newRow("any") << u"0.0.0.0:80"_s << u"0.0.0.0"_s << 80;
}

void TestListenAddress::reads()
{
    QFETCH(QString, text);
    const auto where = ListenAddress::parse(text);
    QVERIFY(where.has_value());
    QTEST(where->address.toString(), "address");
    QTEST(static_cast<int>(where->port), "port");
}

void TestListenAddress::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "8000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "host:x", "nowhere:80"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestListenAddress::refuses()
{
    QFETCH(QString, text);
    const auto where = ListenAddress::parse(text);
    QVERIFY(!where.has_value());
    QCOMPARE(where.error().code, ErrorCode::InvalidArgument);
    QVERIFY2(where.error().message.contains(u"ADDRESS:PORT"_s), qPrintable(where.error().message));
}

QTEST_GUILESS_MAIN(TestListenAddress)
#include "tst_listenaddress.moc"
