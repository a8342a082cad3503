#include <QTest>
#include <QUrl>

#include "environmentproxies.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestEnvironmentProxies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEnvironmentIsRead_data();
    void theEnvironmentIsRead();
    void userAndPasswordAreTaken();
};

void TestEnvironmentProxies::theEnvironmentIsRead_data()
{
    QTest::addColumn<QStringList>("set");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("proxy"); // empty: none
    const auto row = [](const char *name, const QStringList &set, const QString &url, const QString &proxy) {
        QTest::newRow(name) << set << url << proxy;
    };
    const QString https = u"https_proxy=http://p:3128"_s;
    const QString url = u"https://api.example.org/v1"_s;
    row("nothing", {}, url, {});
    row("https", {https}, url, u"http p:3128"_s);
    row("capitals", {u"HTTPS_PROXY=p:8"_s}, url, u"http p:8"_s);
    row("small letters first", {u"HTTPS_PROXY=q:8"_s, https}, url, u"http p:3128"_s);
    row("for all", {u"all_proxy=socks5://s"_s}, url, u"socks s:1080"_s);
    row("http does not get that of https", {https}, u"http://example.org"_s, {});
    row("http", {u"http_proxy=p:1"_s}, u"http://example.org"_s, u"http p:1"_s);
    row("HTTP_PROXY does not count", {u"HTTP_PROXY=p:1"_s}, u"http://example.org"_s, {});
    row("loopback", {u"all_proxy=p:1"_s}, u"http://127.0.0.1:9/v1"_s, {});
    row("loopback, IPv6", {u"all_proxy=p:1"_s}, u"http://[::1]:9/v1"_s, {});
    row("localhost", {u"all_proxy=p:1"_s}, u"http://localhost:9/v1"_s, {});
    row("excepted", {https, u"no_proxy=a.b, api.example.org"_s}, url, {});
    row("excepted domain", {https, u"no_proxy=.example.org"_s}, url, {});
    row("excepted domain without a dot", {https, u"NO_PROXY=Example.org"_s}, url, {});
    row("all excepted", {https, u"no_proxy=*"_s}, url, {});
    row("excepted port", {https, u"no_proxy=api.example.org:443"_s}, url, {});
    row("another port", {https, u"no_proxy=api.example.org:8443"_s}, url, u"http p:3128"_s);
    row("excepted network", {https, u"no_proxy=10.0.0.0/8"_s}, u"https://10.1.2.3/v1"_s, {});
    row("another's end", {https, u"no_proxy=pi.example.org"_s}, url, u"http p:3128"_s);
    row("empty exceptions", {https, u"no_proxy=, ."_s}, url, u"http p:3128"_s);
}

void TestEnvironmentProxies::theEnvironmentIsRead()
{
    QFETCH(QStringList, set);
    QFETCH(QString, url);
    QProcessEnvironment environment;
    for (const QString &entry : set)
        environment.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1));
    const QList<QNetworkProxy> proxies = EnvironmentProxies(environment).queryProxy(QNetworkProxyQuery(QUrl(url)));
    QCOMPARE(proxies.size(), 1);
    const QNetworkProxy &proxy = proxies.constFirst();
    const QString type = proxy.type() == QNetworkProxy::Socks5Proxy ? u"socks"_s : u"http"_s;
    QTEST(proxy.type() == QNetworkProxy::NoProxy ? QString()
                                                 : u"%1 %2:%3"_s.arg(type, proxy.hostName()).arg(proxy.port()),
          "proxy");
}

void TestEnvironmentProxies::userAndPasswordAreTaken()
{
    QProcessEnvironment environment;
    environment.insert(u"https_proxy"_s, u"http://me:a%40b@p:1"_s);
    EnvironmentProxies proxies(environment);
    const QNetworkProxy proxy = proxies.queryProxy(QNetworkProxyQuery(QUrl(u"https://x"_s))).constFirst();
    QCOMPARE(proxy.user(), u"me"_s);
    QCOMPARE(proxy.password(), u"a@b"_s);
}

QTEST_GUILESS_MAIN(TestEnvironmentProxies)
#include "tst_environmentproxies.moc"
