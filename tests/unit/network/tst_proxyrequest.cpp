#include <QTest>

#include "proxyrequest.h"
#include "proxyurl.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// What clients ask a proxy for, and what is passed on.
class TestProxyRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void targetsAreRead_data();
    void targetsAreRead();
    void strangeTargetsAreRefused_data();
    void strangeTargetsAreRefused();
    void strangeHeadsAreRefused_data();
    void strangeHeadsAreRefused();
    void headIsWrittenAnew_data();
    void headIsWrittenAnew();
    void upstreamGetsTheWholeUrl();

private:
    /// Complete, or as far as it was read.
    RequestHead read(const QByteArray &bytes) const;

    GuardLimits m_limits;
};

RequestHead TestProxyRequest::read(const QByteArray &bytes) const
{
    RequestHead head(m_limits, RequestHead::TargetForm::Any);
    head.feed(bytes);
    return head;
}

void TestProxyRequest::targetsAreRead_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("path");
    const auto row = [](const char *name, const char *line, const char *target, const char *path) {
        QTest::newRow(name) << QByteArray(line) << QString::fromLatin1(target) << QByteArray(path);
    };
    row("tunnel", "CONNECT a.example:443", "a.example:443", "");
    row("tunnel, capitals", "CONNECT A.Example.:443", "a.example:443", "");
    row("tunnel, IPv6", "CONNECT [2001:DB8:0::1]:8443", "[2001:db8::1]:8443", "");
    row("tunnel, odd address", "CONNECT 0x7f.1:80", "127.0.0.1:80", "");
    row("path", "GET http://a.example/x/y?z=1&u=http://b.example/", "a.example:80", "/x/y?z=1&u=http://b.example/");
    row("no path", "GET http://a.example", "a.example:80", "/");
    row("only a query", "GET http://a.example?q", "a.example:80", "/?q");
    row("port", "POST HTTP://a.example:8080/", "a.example:8080", "/");
    row("at sign in the path", "GET http://a.example/@b.example/", "a.example:80", "/@b.example/");
    row("IPv6", "GET http://[::1]:81/p", "[::1]:81", "/p");
}

void TestProxyRequest::targetsAreRead()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, target);
    QFETCH(QByteArray, path);
    const auto request = ProxyRequest::from(read(line + " HTTP/1.1\r\nHost: other.example\r\n\r\n"));
    QVERIFY2(request, request ? "" : qPrintable(request.error().message));
    QCOMPARE(request->target.text(), target);
    QCOMPARE(request->path, path);
    QCOMPARE(request->isTunnel, line.startsWith("CONNECT"));
}

void TestProxyRequest::strangeTargetsAreRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line : {"CONNECT a.example",
                             "CONNECT :443",
                             "CONNECT a.example:",
                             "CONNECT a.example:0",
                             "CONNECT a.example:65536",
                             "CONNECT a.example:+443",
                             "CONNECT a.example:443:443",
                             "CONNECT user@a.example:443",
                             "CONNECT 2001:db8::1:443",
                             "CONNECT [::1:443",
                             "CONNECT [fe80::1%25eth0]:443",
                             "CONNECT a..example:443",
                             "CONNECT a.example/x:443",
                             "CONNECT http://a.example:443",
                             "GET /path",
                             "GET *",
                             "GET a.example",
                             "GET https://a.example/",
                             "GET ftp://a.example/",
                             "GET http:/a.example/",
                             "GET http:///a",
                             "GET http://@a.example/",
                             "GET http://allowed.example@evil.example/",
                             "GET http://allowed.example:80@evil.example/",
                             "GET http://evil.example\\@allowed.example/",
                             "GET http://evil.example\\.allowed.example/",
                             "GET http://a%2eexample/",
                             "GET http://1.2.3.4.5/",
                             "GET http://a.0x7f/",
                             "GET http://256.1.1.1/",
                             "GET http://a_b$.example/",
                             "OPTIONS *"})
        QTest::newRow(line) << QByteArray(line);
}

void TestProxyRequest::strangeTargetsAreRefused()
{
    QFETCH(QByteArray, line);
    const RequestHead head = read(line + " HTTP/1.1\r\nHost: a.example\r\n\r\n");
    QCOMPARE(head.state(), RequestHead::State::Complete);
    QVERIFY(!ProxyRequest::from(head));
}

void TestProxyRequest::strangeHeadsAreRefused_data()
{
    QTest::addColumn<QByteArray>("fields");
    const auto row = [](const char *name, const char *fields) { QTest::newRow(name) << QByteArray(fields); };
    row("two lengths", "Content-Length: 5\r\nContent-Length: 6\r\n");
    row("the same length twice", "Content-Length: 5\r\nContent-Length: 5\r\n");
    row("a list of lengths", "Content-Length: 5, 5\r\n");
    row("signed length", "Content-Length: +5\r\n");
    row("length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n");
    row("two encodings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n");
    row("hidden encoding", "Transfer-Encoding: xchunked\r\n");
    row("space before the colon", "Transfer-Encoding : chunked\r\n");
    row("folded line", "X: a\r\n Transfer-Encoding: chunked\r\n");
    row("bare line feed", "X: a\nTransfer-Encoding: chunked\r\n");
    row("bare carriage return", "X: a\rb\r\n");
    row("two hosts", "Host: b.example\r\n");
}

void TestProxyRequest::strangeHeadsAreRefused()
{
    QFETCH(QByteArray, fields);
    const RequestHead head = read("POST http://a.example/ HTTP/1.1\r\nHost: a.example\r\n" + fields + "\r\n");
    QCOMPARE(head.state(), RequestHead::State::Refused);
}

void TestProxyRequest::headIsWrittenAnew_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("passedOn");
    const auto row = [](const char *name, const char *fields, const char *passedOn) {
        QTest::newRow(name) << QByteArray(fields) << QByteArray(passedOn);
    };
    row("others", "Accept: */*\r\nX-Y:  z \r\n", "Accept: */*\r\nX-Y: z\r\n");
    row("of the connection", "Proxy-Connection: keep-alive\r\nKeep-Alive: 5\r\nTE: trailers\r\nUpgrade: h2c\r\n", "");
    row("named by Connection", "X-Hop: 1\r\nConnection: keep-alive, x-hop\r\nY: 2\r\n", "Y: 2\r\n");
    row("the proxy's password", "Proxy-Authorization: Basic xx\r\n", "");
    row("length", "content-length: 005\r\n", "Content-Length: 5\r\n");
    row("chunks", "transfer-encoding: Chunked\r\n", "Transfer-Encoding: chunked\r\n");
    row("the length stays", "Content-Length: 5\r\nConnection: content-length\r\n", "Content-Length: 5\r\n");
}

void TestProxyRequest::headIsWrittenAnew()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, passedOn);
    const RequestHead head = read("POST http://a.example/x HTTP/1.1\r\nHost: forged.example\r\n" + fields + "\r\n");
    const auto request = ProxyRequest::from(head);
    QVERIFY(request);
    QCOMPARE(request->forwardedHead(head, {}),
             "POST /x HTTP/1.1\r\nHost: a.example\r\n" + passedOn + "Connection: close\r\n\r\n");
}

void TestProxyRequest::upstreamGetsTheWholeUrl()
{
    const auto upstream = ProxyUrl::parse(u"http://me:p%40ss@proxy.lan:3129"_s);
    QVERIFY(upstream);
    const RequestHead head = read("GET http://a.example:81/x HTTP/1.0\r\n\r\n");
    const QByteArray password = "Proxy-Authorization: Basic " + QByteArray("me:p@ss").toBase64() + "\r\n";
    QCOMPARE(ProxyRequest::from(head)->forwardedHead(head, upstream),
             "GET http://a.example:81/x HTTP/1.0\r\nHost: a.example:81\r\n" + password + "Connection: close\r\n\r\n");
    const RequestHead tunnel = read("CONNECT a.example:443 HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(ProxyRequest::from(tunnel)->tunnelHead(*upstream),
             "CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n" + password + "\r\n");
}

QTEST_GUILESS_MAIN(TestProxyRequest)
#include "tst_proxyrequest.moc"
