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
    void withATokenAnyNameWillDo_data();
    void withATokenAnyNameWillDo();
    void wantsItsToken_data();
    void wantsItsToken();

private:
    static QByteArray originField(const QByteArray &origin);
    static std::optional<Refusal> refusalOf(const QByteArray &host, const QByteArray &fields,
                                            const QString &token = {});
};

QByteArray TestCallerPolicy::originField(const QByteArray &origin)
{
    return origin.isEmpty() ? QByteArray() : QByteArray("Origin: " + origin + "\r\n");
}

/// The head is one that the guard let pass; several Host fields do not.
std::optional<Refusal> TestCallerPolicy::refusalOf(const QByteArray &host, const QByteArray &fields,
                                                   const QString &token)
{
    const GuardLimits limits;
    RequestHead head(limits);
    head.feed(QByteArray("GET / HTTP/1.1\r\nHost: " + host + "\r\n" + fields + "\r\n"));
    if (head.state() != RequestHead::State::Complete)
        qFatal("not a head");
    return CallerPolicy(8000, token).refusal(head);
}

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
    const auto refusal = refusalOf(host, originField(origin));
    QTEST(refusal ? refusal->detail : QString(), "refusedFor");
}

void TestCallerPolicy::withATokenAnyNameWillDo_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QString>("refusedFor");
    QTest::newRow("loopback") << QByteArray("127.0.0.1:8000") << QByteArray() << QString();
    QTest::newRow("address") << QByteArray("192.168.0.1:8000") << QByteArray() << QString();
    QTest::newRow("IPv6") << QByteArray("[2001:db8::1]:8000") << QByteArray() << QString();
    QTest::newRow("name") << QByteArray("box.example:8000") << QByteArray("http://box.example:8000") << QString();
    QTest::newRow("other port") << QByteArray("box.example:80") << QByteArray() << u"Host"_s;
    QTest::newRow("no host") << QByteArray("") << QByteArray() << u"Host"_s;
    QTest::newRow("port alone") << QByteArray(":8000") << QByteArray() << u"Host"_s;
    QTest::newRow("user info trick") << QByteArray("box.example:8000@evil.example") << QByteArray() << u"Host"_s;
    QTest::newRow("foreign origin") << QByteArray("box.example:8000") << QByteArray("http://evil.example:8000")
                                    << u"Origin"_s;
    QTest::newRow("another scheme") << QByteArray("box.example:8000") << QByteArray("https://box.example:8000")
                                    << u"Origin"_s;
}

void TestCallerPolicy::withATokenAnyNameWillDo()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    const auto refusal = refusalOf(host, "Authorization: Bearer secret\r\n" + originField(origin), u"secret"_s);
    QTEST(refusal ? refusal->detail : QString(), "refusedFor");
}

void TestCallerPolicy::wantsItsToken_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &fields, int status) {
        QTest::newRow(name) << fields << status;
    };
    row("right", "Authorization: Bearer secret\r\n", 200);
    row("scheme in another case", "Authorization: bearer secret\r\n", 200);
    row("none", "", 401);
    row("empty", "Authorization: Bearer\r\n", 401);
    row("wrong", "Authorization: Bearer Secret\r\n", 401);
    row("beginning", "Authorization: Bearer secre\r\n", 401);
    row("more", "Authorization: Bearer secretsecret\r\n", 401);
    row("another scheme", "Authorization: Basic secret\r\n", 401);
    row("twice", "Authorization: Bearer secret\r\nAuthorization: Bearer secret\r\n", 401);
}

void TestCallerPolicy::wantsItsToken()
{
    QFETCH(QByteArray, fields);
    const auto refusal = refusalOf("127.0.0.1:8000", fields, u"secret"_s);
    QTEST(refusal ? refusal->status : 200, "status");
    QVERIFY(!refusal || refusal->toHttp(true).contains("\r\nWWW-Authenticate: Bearer\r\n"));
}

QTEST_GUILESS_MAIN(TestCallerPolicy)
#include "tst_callerpolicy.moc"
