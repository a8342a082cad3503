#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "daemonprocess.h"
#include "networkservers.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// What real programs in real sandboxes reach, and what they do not.
class TestNetwork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void programsReachAllowedServers_data();
    void programsReachAllowedServers();
    void nothingElseIsReached_data();
    void nothingElseIsReached();
    void networkThatIsOffHasNoWayOut();
    void jobSaysWhatItsNetworkWas();
    void wrongPolicyIsRefused();

private:
    /// Runs this as one shell step; its output on both streams is in `m_output`, the job in `m_job`.
    void run(const QString &script, const QString &policy);

    NetworkServers m_servers;
    QTemporaryDir m_dir;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<HttpClient> m_http;
    QJsonObject m_job;
    QString m_output;
};

void TestNetwork::initTestCase()
{
    QVERIFY2(m_servers.problem().isEmpty(), qPrintable(m_servers.problem()));
    auto environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.endsWith("_proxy"_L1, Qt::CaseInsensitive) || name.startsWith("PIP_"_L1))
            environment.remove(name);
    }
    environment.insert(u"HOME"_s, m_dir.path());
    environment.insert(u"AGENT_ALLOWED_HOSTS"_s, QString(m_servers.allowed() + u", "_s + m_servers.allowedTls()));
    environment.insert(u"PIP_INDEX_URL"_s, QString(u"http://me:secret@"_s + m_servers.allowed() + u"/simple/"_s));
    environment.insert(u"npm_config_registry"_s, QString(u"http://"_s + m_servers.allowed() + u"/"_s));
    m_daemon = std::make_unique<DaemonProcess>(
        DaemonProcess::Options{.dataDir = m_dir.filePath(u"data"_s), .environment = environment});
    QVERIFY2(m_daemon->isListening(), qPrintable(m_daemon->errorOutput()));
    m_http = std::make_unique<HttpClient>(m_daemon->url());
}

void TestNetwork::cleanupTestCase()
{
    m_http.reset();
    m_daemon.reset();
}

void TestNetwork::run(const QString &script, const QString &policy)
{
    QString text = script;
    text.replace(u"@ALLOWED@"_s, m_servers.allowed())
        .replace(u"@TLS@"_s, m_servers.allowedTls())
        .replace(u"@CERTIFICATE@"_s, QString::fromLatin1(m_servers.certificate()))
        .replace(u"@FORBIDDEN@"_s, m_servers.forbidden())
        .replace(u"@FORBIDDEN_PORT@"_s, m_servers.forbidden().section(u':', -1))
        .replace(u"@FORBIDDEN_V6@"_s, m_servers.forbiddenV6());
    const QString id = DaemonProcess::schedule(
        *m_http, {{u"prompt"_s, QString(u"```sh\nexec 2>&1\n"_s + text + u"\n```\n"_s)}, {u"network"_s, policy}});
    QVERIFY(!id.isEmpty());
    m_job = DaemonProcess::awaitEnd(*m_http, id, 120);
    m_output = QString::fromUtf8(m_http->get(u"/logs/"_s + id + u"/stdout"_s).body);
}

void TestNetwork::programsReachAllowedServers_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &script, const QString &expected) {
        QTest::newRow(name) << script << expected;
    };
    const QString hello = u"hello from outside\n"_s;
    row("curl", u"curl -sS http://@ALLOWED@/hello"_s, hello);
    row("curl, tunnel", u"curl -sSp http://@ALLOWED@/hello"_s, hello);
    row("curl, IPv6 loopback", u"curl -sS -x 'http://[::1]:3128' http://@ALLOWED@/hello"_s, hello);
    row("Python",
        u"python3 -c 'import urllib.request as r; print(r.urlopen(\"http://@ALLOWED@/hello\").read().decode(), "
        "end=\"\")'"_s,
        hello);
    row("Node's fetch",
        u"node -e 'fetch(\"http://@ALLOWED@/hello\").then((r) => r.text()).then((t) => "
        "process.stdout.write(t))'"_s,
        hello);
    const QString trust = u"cat >ca.pem <<'EOF'\n@CERTIFICATE@EOF\nexport SSL_CERT_FILE=$PWD/ca.pem\n"_s;
    row("curl, TLS", trust + u"curl -sS https://@TLS@/hello"_s, hello);
    row("Node's fetch, TLS",
        trust + u"node -e 'fetch(\"https://@TLS@/hello\").then((r) => r.text()).then((t) => "
                "process.stdout.write(t))'"_s,
        hello);
    row("Python, TLS",
        trust + u"python3 -c 'import urllib.request as r; "
                "print(r.urlopen(\"https://@TLS@/hello\").read().decode(), end=\"\")'"_s,
        hello);
    row("git", u"git clone -q http://@ALLOWED@/repo.git; cat repo/greeting.txt"_s, u"greetings from git\n"_s);
    row("pip", u"pip install -q greeter; python3 -c 'import greeter; print(greeter.greet())'"_s,
        u"greetings from a wheel\n"_s);
    row("pip as a module", u"python -m pip install -q greeter; python -c 'import greeter; print(greeter.greet())'"_s,
        u"greetings from a wheel\n"_s);
    row("npm", u"npm install --silent --no-audit greeter >/dev/null; node_modules/.bin/greeter"_s,
        u"greetings from npm\n"_s);
    row("npm, for all folders", u"npm install --silent --no-audit -g greeter >/dev/null; greeter"_s,
        u"greetings from npm\n"_s);
    row("20 at once",
        u"for i in $(seq 20); do curl -sS http://@ALLOWED@/hello >$i & done; wait; cat 1 2 3 4 5 6 7 8 9 1? 20 "
        "| sort | uniq -c | tr -s ' '"_s,
        u" 20 hello from outside\n"_s);
}

void TestNetwork::programsReachAllowedServers()
{
    QFETCH(QString, script);
    QFETCH(QString, expected);
    run(script, u"allowlist"_s);
    QVERIFY2(m_output == expected, qPrintable(m_output));
    QCOMPARE(m_job[u"status"].toString(), u"complete"_s);
    QVERIFY(!m_output.contains(u"secret"_s));
}

void TestNetwork::nothingElseIsReached_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &script, const QString &expected) {
        QTest::newRow(name) << script << expected;
    };
    const QString refused = u"AGENT_ALLOWED_HOSTS"_s;
    row("directly", u"curl -sS --noproxy '*' http://@ALLOWED@/hello"_s, u"Could not connect"_s);
    row("directly, IPv6", u"curl -sS --noproxy '*' http://@FORBIDDEN_V6@/"_s, u"connect"_s);
    row("directly, by name", u"curl -sS --noproxy '*' http://example.org/"_s, u"Could not resolve"_s);
    row("by address", u"curl -sS http://@FORBIDDEN@/"_s, refused);
    row("by address, tunnel", u"curl -sSvp http://@FORBIDDEN@/"_s, u"403 Forbidden by the job's network policy"_s);
    row("by address as a number", u"curl -sS http://2130706434:@FORBIDDEN_PORT@/"_s, refused);
    row("by IPv6 address", u"curl -sS --noproxy '' 'http://@FORBIDDEN_V6@/'"_s, refused);
    row("by mapped address", u"curl -sS 'http://[::ffff:127.0.0.2]:@FORBIDDEN_PORT@/'"_s, refused);
    row("by name", u"curl -sS --noproxy '' http://localhost:@FORBIDDEN_PORT@/"_s, refused);
    row("by name, web port", u"curl -sS --noproxy '' http://localhost/"_s, refused);
    row("by redirect", u"curl -sSL http://@ALLOWED@/redirect"_s, refused);
    row("by redirect, IPv6", u"curl -sSL --noproxy '' http://@ALLOWED@/redirect-v6"_s, refused);
    row("another port", u"curl -sS http://127.0.0.2:22/"_s, refused);
    row("the API", u"curl -sS http://127.0.0.2:8000/jobs"_s, refused);
    row("metadata", u"curl -sS http://169.254.169.254/"_s, u"a link-local address"_s);
    row("Node", u"node -e 'fetch(\"http://@FORBIDDEN@/\").catch((e) => console.log(e.cause.message))'"_s, refused);
    row("git", u"git clone -q http://@FORBIDDEN@/repo.git"_s, u"403"_s);
    row("pip", u"pip install -q --retries 0 -i http://@FORBIDDEN@/simple greeter"_s, u"No matching distribution"_s);
    row("npm", u"npm install --no-audit --fetch-retries 0 --registry http://@FORBIDDEN@/ greeter"_s,
        u"403 Forbidden"_s);
}

void TestNetwork::nothingElseIsReached()
{
    QFETCH(QString, script);
    QFETCH(QString, expected);
    if (m_servers.forbiddenV6().isEmpty() && script.contains("V6"_L1, Qt::CaseInsensitive))
        QSKIP("this machine has no IPv6");
    run(script + u" || true"_s, u"open"_s);
    QVERIFY2(m_output.contains(expected), qPrintable(m_output));
    QVERIFY2(!m_output.contains(u"hello from outside"_s), qPrintable(m_output));
    QCOMPARE(m_servers.forbiddenConnections(), 0);
}

void TestNetwork::networkThatIsOffHasNoWayOut()
{
    run(u"env | grep -ci proxy=.\nls /run/agent\ncurl -sS -x http://127.0.0.1:3128 http://@ALLOWED@/hello"_s, u"off"_s);
    QVERIFY2(m_output.startsWith(u"0\n"_s), qPrintable(m_output));
    run(u"ls /run/agent\ncurl -sS -x http://127.0.0.1:3128 http://@ALLOWED@/hello || true"_s, u"off"_s);
    QVERIFY2(m_output.contains(u"Failed to connect to 127.0.0.1 port 3128"_s), qPrintable(m_output));
    QVERIFY(!m_output.contains(u"proxy.sock"_s));
    QCOMPARE(m_job[u"network"].toString(), u"off"_s);
}

void TestNetwork::jobSaysWhatItsNetworkWas()
{
    run(u"curl -sS -d 0123456789 http://@ALLOWED@/hello; curl -sS http://@FORBIDDEN@/"_s, u"open"_s);
    QCOMPARE(m_job[u"network"].toString(), u"open"_s);
    QStringList events;
    QJsonValue hosts;
    for (const QJsonValue event : m_job[u"events"].toArray()) {
        if (event[u"kind"] != "network"_L1)
            continue;
        events.append(event[u"text"].toString());
        hosts = event[u"hosts"];
    }
    QCOMPARE(events.size(), 3);
    QCOMPARE(events[0], u"Connected to %1."_s.arg(m_servers.allowed()));
    QVERIFY(events[1].startsWith(m_servers.forbidden() + u" was refused: "_s));
    QCOMPARE(events[2], u"Connections in all: 1 allowed, 1 refused."_s);
    QCOMPARE(hosts.toArray().size(), 2);
    QCOMPARE(hosts[0][u"allowed"].toInt(), 1);
    QVERIFY(hosts[0][u"received"].toInt() > 19);
    QCOMPARE(hosts[1][u"refused"].toInt(), 1);
    const QJsonObject usage = m_job[u"usage"].toObject();
    QVERIFY(usage[u"network_sent"].toInt() > 10);
    QVERIFY(usage[u"network_received"].toInt() > 19);
    const QJsonObject retried = m_http->post(u"/job/%1/retry"_s.arg(m_job[u"job_id"].toString())).json();
    QCOMPARE(DaemonProcess::awaitEnd(*m_http, retried[u"job_id"].toString())[u"network"].toString(), u"open"_s);
}

void TestNetwork::wrongPolicyIsRefused()
{
    const HttpAnswer answer = m_http->post(u"/schedule"_s, {{u"prompt"_s, u"$ true"_s}, {u"network"_s, u"all"_s}});
    QCOMPARE(answer.status, 422);
    QVERIFY(answer.json()[u"error"].toString().contains(u"\"off\", \"allowlist\" or \"open\""_s));
}

QTEST_GUILESS_MAIN(TestNetwork)
#include "tst_network.moc"
