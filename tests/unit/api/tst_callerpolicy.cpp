#include <QTest>

#include "callerpolicy.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestCallerPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decides_data();
    void decides();
    void refusesSeveralHosts();
};

void TestCallerPolicy::decides_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QString>("refusedFor");
    QTest::newRow("address") << QByteArray("127.0.0.1:8000") << QByteArray("") << QString();
    QTest::newRow("another loopback address") << QByteArray("127.0.0.2:8000") << QByteArray("") << QString();
    QTest::newRow("name") << QByteArray("LocalHost:8000") << QByteArray("") << QString();
    QTest::newRow("IPv6") << QByteArray("[::1]:8000") << QByteArray("") << QString();
    QTest::newRow("own origin") << QByteArray("localhost:8000") << QByteArray("http://localhost:8000") << QString();
    QTest::newRow("no host") << QByteArray("") << QByteArray("") << u"Host"_s;
    QTest::newRow("rebinding name") << QByteArray("evil.example:8000") << QByteArray("") << u"Host"_s;
    QTest::newRow("looks like loopback") << QByteArray("127.0.0.1.evil.example:8000") << QByteArray("") << u"Host"_s;
    QTest::newRow("user info trick") << QByteArray("127.0.0.1:8000@evil.example") << QByteArray("") << u"Host"_s;
    QTest::newRow("other port") << QByteArray("127.0.0.1:80") << QByteArray("") << u"Host"_s;
    QTest::newRow("address of a network") << QByteArray("192.168.0.1:8000") << QByteArray("") << u"Host"_s;
    QTest::newRow("foreign origin") << QByteArray("127.0.0.1:8000") << QByteArray("https://evil.example")
                                    << u"Origin"_s;
    QTest::newRow("origin of another port")
        << QByteArray("127.0.0.1:8000") << QByteArray("http://127.0.0.1:9000") << u"Origin"_s;
    QTest::newRow("null origin") << QByteArray("127.0.0.1:8000") << QByteArray("null") << u"Origin"_s;
}

void TestCallerPolicy::decides()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    ApiRequest request;
    request.headers.append("Host", host);
    if (!origin.isEmpty())
        request.headers.append("Origin", origin);
    const auto refusal = CallerPolicy(8000).refusal(request);
    QTEST(refusal ? refusal->detail : QString(), "refusedFor");
}

void TestCallerPolicy::refusesSeveralHosts()
{
    ApiRequest request;
    request.headers.append("Host", "127.0.0.1:8000");
    request.headers.append("Host", "evil.example");
    QVERIFY(CallerPolicy(8000).refusal(request).has_value());
}

QTEST_GUILESS_MAIN(TestCallerPolicy)
#include "tst_callerpolicy.moc"
