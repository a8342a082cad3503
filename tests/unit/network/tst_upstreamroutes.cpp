#include <QTest>

#include "upstreamroutes.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// Which connections go through a proxy behind ours.
class TestUpstreamRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void routesAreChosen_data();
    void routesAreChosen();
    void unusableProxyIsNotPassedBy_data();
    void unusableProxyIsNotPassedBy();
    void urlsAreRead_data();
    void urlsAreRead();
};

namespace {
QProcessEnvironment environmentOf(const QStringList &variables)
{
    QProcessEnvironment environment;
    for (const QString &variable : variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    return environment;
}
} // namespace

void TestUpstreamRoutes::routesAreChosen_data()
{
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isTunnel");
    QTest::addColumn<QString>("proxy");
    const auto row = [](const char *name, const QString &setting, const QStringList &variables, const QString &host,
                        bool isTunnel, const QString &proxy) {
        QTest::newRow(name) << setting << variables << host << isTunnel << proxy;
    };
    const QStringList both{u"http_proxy=http://one:1"_s, u"https_proxy=http://two:2"_s};
    const auto except = [&](const QString &list) { return both + QStringList{u"no_proxy="_s + list}; };
    row("nothing", {}, {}, u"a.example"_s, true, {});
    row("tunnel", {}, both, u"a.example"_s, true, u"two:2"_s);
    row("plain", {}, both, u"a.example"_s, false, u"one:1"_s);
    row("capitals", {}, {u"HTTPS_PROXY=three:3"_s}, u"a.example"_s, true, u"three:3"_s);
    row("small letters first", {}, both + QStringList{u"HTTPS_PROXY=http://three:3"_s}, u"a.example"_s, true,
        u"two:2"_s);
    row("for all", {}, {u"all_proxy=http://four:4"_s}, u"a.example"_s, false, u"four:4"_s);
    row("setting", u"http://five:5"_s, both, u"a.example"_s, true, u"five:5"_s);
    row("setting knows no exceptions", u"http://five:5"_s, except(u"*"_s), u"a.example"_s, true, u"five:5"_s);
    row("off", u"off"_s, both, u"a.example"_s, true, {});
    row("excepted", {}, except(u"b.example, a.example"_s), u"a.example"_s, true, {});
    row("excepted with what is below", {}, except(u"example"_s), u"a.example"_s, true, {});
    row("excepted domain", {}, except(u".example"_s), u"a.example"_s, true, {});
    row("excepted wildcard", {}, except(u"*.example"_s), u"a.example"_s, true, {});
    row("not excepted", {}, except(u"le, xample"_s), u"a.example"_s, true, u"two:2"_s);
    row("excepted port", {}, except(u"a.example:443"_s), u"a.example"_s, true, {});
    row("another port", {}, except(u"a.example:8443"_s), u"a.example"_s, true, u"two:2"_s);
    row("everything excepted", {}, except(u"*"_s), u"a.example"_s, true, {});
    row("network excepted", {}, except(u"10.0.0.0/8"_s), u"10.1.2.3"_s, true, {});
    row("beside the network", {}, except(u"10.0.0.0/8"_s), u"11.1.2.3"_s, true, u"two:2"_s);
    row("a name is in no network", {}, except(u"0.0.0.0/0"_s), u"a.example"_s, true, u"two:2"_s);
}

void TestUpstreamRoutes::routesAreChosen()
{
    QFETCH(QString, setting);
    QFETCH(QStringList, variables);
    QFETCH(QString, host);
    QFETCH(bool, isTunnel);
    QFETCH(QString, proxy);
    const auto routes = UpstreamRoutes::from(setting, environmentOf(variables));
    const auto route = routes.routeFor({.host = host, .port = 443}, isTunnel);
    QVERIFY(route);
    QCOMPARE(*route ? u"%1:%2"_s.arg((*route)->host).arg((*route)->port) : QString(), proxy);
}

void TestUpstreamRoutes::unusableProxyIsNotPassedBy_data()
{
    QTest::addColumn<QString>("url");
    for (const char *url : {"https://secret@proxy:1", "socks5://secret@proxy:1", "http://", "http://proxy:1/secret"})
        QTest::newRow(url) << QString::fromLatin1(url);
}

void TestUpstreamRoutes::unusableProxyIsNotPassedBy()
{
    QFETCH(QString, url);
    const auto routes = UpstreamRoutes::from({}, environmentOf({u"https_proxy="_s + url}));
    const auto route = routes.routeFor({.host = u"a.example"_s, .port = 443}, true);
    QVERIFY(!route);
    QVERIFY(route.error().message.contains(u"https_proxy"_s) && !route.error().message.contains(u"secret"_s));
    QVERIFY(routes.routeFor({.host = u"a.example"_s, .port = 80}, false));
}

void TestUpstreamRoutes::urlsAreRead_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("http://Proxy.Example:3128/") << u"proxy.example"_s << 3128 << QByteArray();
    QTest::newRow("proxy.example") << u"proxy.example"_s << 80 << QByteArray();
    QTest::newRow("127.0.0.1:8080") << u"127.0.0.1"_s << 8080 << QByteArray();
    QTest::newRow("http://[::1]:8080") << u"::1"_s << 8080 << QByteArray();
    QTest::newRow("http://a:b%3Ac%40@p:1") << u"p"_s << 1 << QByteArray("a:b:c@");
    QTest::newRow("http://a@p:1") << u"p"_s << 1 << QByteArray("a:");
}

void TestUpstreamRoutes::urlsAreRead()
{
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(QByteArray, password);
    const auto proxy = ProxyUrl::parse(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(proxy);
    QCOMPARE(proxy->host, host);
    QCOMPARE(int{proxy->port}, port);
    QCOMPARE(proxy->authorization, password.isEmpty() ? QByteArray() : QByteArray("Basic " + password.toBase64()));
}

QTEST_GUILESS_MAIN(TestUpstreamRoutes)
#include "tst_upstreamroutes.moc"
