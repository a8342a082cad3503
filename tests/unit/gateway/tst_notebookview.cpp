#include <QDir>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "chromium.h"
#include "gatewaythread.h"
#include "viewclient.h"
#include "vncdesktop.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// The gateway of a notebook: what it lets through of requests and answers, and a real JupyterLab behind it.
class TestNotebookView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void requestIsPassedOnWithoutStrangers();
    void answerBringsNoCookiesAndNoRights();
    void guessedPathNeverReachesTheSandbox();
    void connectionCarriesManyRequests();
    void everyRequestIsJudged();
    void keptStreamIsDropped_data();
    void keptStreamIsDropped();
    void chunksEndWhereTheySay();
    void brokenAnswerIsRefused();
    void jupyterRunsAKernelInABrowser();

private:
    enum class After : bool { Closes, StaysOpen };
    /// Opens a view of a server that gives each request this answer, and keeps what it was asked.
    void serve(const QByteArray &answer, After after = After::Closes);
    [[nodiscard]] QByteArray target(const QByteArray &path) const { return '/' + m_secret + '/' + path; }

    QTemporaryDir m_dir;
    GatewayThread m_gateway;
    QByteArray m_secret;
    QByteArray m_asked;
    int m_connections = 0;
    std::unique_ptr<QLocalServer> m_server;
    std::unique_ptr<View> m_view;
};

void TestNotebookView::init()
{
    m_secret = makeViewSecret();
    m_asked.clear();
    m_connections = 0;
}

void TestNotebookView::serve(const QByteArray &answer, After after)
{
    m_view.reset();
    m_server = std::make_unique<QLocalServer>();
    const QString path = m_dir.filePath(QString::fromLatin1(m_secret.first(8)));
    QVERIFY(m_server->listen(path));
    connect(m_server.get(), &QLocalServer::newConnection, this, [this, answer, after] {
        QLocalSocket *socket = m_server->nextPendingConnection();
        ++m_connections;
        connect(socket, &QLocalSocket::readyRead, this, [this, socket, answer, after] {
            m_asked += socket->readAll();
            if (!m_asked.endsWith("\r\n\r\n") && !m_asked.endsWith("body"))
                return;
            socket->write(answer);
            if (after == After::Closes)
                socket->disconnectFromServer();
        });
    });
    auto view = m_gateway.open({.kind = ViewKind::Notebook, .secret = m_secret, .token = "the-token"},
                               [path]() -> QCoro::Task<Result<UniqueFd>> { co_return connectToUnix(path); });
    QVERIFY(view);
    m_view = std::move(*view);
}

void TestNotebookView::requestIsPassedOnWithoutStrangers()
{
    serve("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    ViewClient client(m_view->url());
    QCOMPARE(client.request(target("api/status?x=1"), "Cookie: session=of-another-origin\r\n"
                                                      "Authorization: Bearer of-another\r\nX-Own: kept\r\n"),
             200);
    QCOMPARE(client.read(2), "ok");
    QVERIFY2(m_asked.startsWith(QByteArray("GET " + target("api/status?x=1") + " HTTP/1.1\r\n")), m_asked.constData());
    QVERIFY(!m_asked.contains("Cookie") && !m_asked.contains("of-another"));
    QVERIFY(m_asked.contains("X-Own: kept\r\n"));
    QCOMPARE(m_asked.count("Authorization: token the-token\r\n"), 1);
    QCOMPARE(m_asked.count("Connection: "), 1);
}

void TestNotebookView::answerBringsNoCookiesAndNoRights()
{
    serve("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nset-cookie: c=d\r\nService-Worker-Allowed: /\r\n"
          "Content-Security-Policy: default-src *\r\nAccess-Control-Allow-Origin: *\r\nX-Own: kept\r\n"
          "Content-Length: 2\r\n\r\nok");
    ViewClient client(m_view->url());
    QCOMPARE(client.request(target("lab")), 200);
    const QByteArray head = client.head().toLower();
    for (const QByteArray &stranger :
         {"set-cookie"_ba, "service-worker-allowed"_ba, "default-src *"_ba, "access-control"_ba})
        QVERIFY2(!head.contains(stranger), stranger.constData());
    QVERIFY(head.contains("x-own: kept"));
    QVERIFY(head.contains("referrer-policy: no-referrer"));
    QVERIFY(head.contains("content-security-policy: default-src 'self'"));
}

void TestNotebookView::guessedPathNeverReachesTheSandbox()
{
    serve("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    for (const QByteArray &path : {"/lab?token=the-token"_ba, QByteArray('/' + makeViewSecret() + "/lab"), "/"_ba}) {
        ViewClient client(m_view->url());
        QCOMPARE(client.request(path), 404);
        QVERIFY(client.isClosed());
    }
    ViewClient foreign(m_view->url());
    QCOMPARE(foreign.request(target("lab"), "Origin: http://evil.example\r\n"), 403);
    ViewClient rebound(m_view->url());
    QCOMPARE(rebound.request(target("lab"), {}, "evil.example"), 421);
    QCOMPARE(m_connections, 0);
}

void TestNotebookView::connectionCarriesManyRequests()
{
    serve("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", After::StaysOpen);
    ViewClient client(m_view->url());
    for (const QByteArray &path : {"one"_ba, "two"_ba, "three"_ba}) {
        QCOMPARE(client.request(target(path)), 200);
        QVERIFY(!client.head().toLower().contains("connection: close"));
        QCOMPARE(client.read(2), "ok");
        QVERIFY(m_asked.contains(path));
    }
    QCOMPARE(m_connections, 1);
    QCOMPARE(m_view->viewers(), 1);
    // Two at once, the first with a body: each gets its own answer.
    const QByteArray host = " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_view->url().port()) + "\r\n";
    client.socket().write("POST " + target("four") + host + "Content-Length: 4\r\n\r\nbodyGET " + target("five") +
                          host + "Connection: close\r\n\r\n");
    QVERIFY(client.isClosed());
    QCOMPARE(client.read(100'000).count("\r\n\r\nok"), 2);
    QVERIFY(m_asked.contains("\r\n\r\nbodyGET /"));
    QCOMPARE(m_connections, 1);
    QVERIFY(QTest::qWaitFor([this] { return m_view->viewers() == 0; }, 20'000));
}

void TestNotebookView::everyRequestIsJudged()
{
    serve("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", After::StaysOpen);
    const QByteArray host = "127.0.0.1:" + QByteArray::number(m_view->url().port());
    for (const QByteArray &second :
         {QByteArray("GET /second HTTP/1.1\r\nHost: " + host + "\r\n\r\n"),
          QByteArray("GET " + target("second") + " HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
          QByteArray("GET " + target("second") + " HTTP/1.1\r\nHost: " + host +
                     "\r\nOrigin: http://evil.example\r\n\r\n"),
          QByteArray("GET " + target("second") + " HTTP/1.1\r\nHost : " + host + "\r\n\r\n")}) {
        ViewClient client(m_view->url());
        client.socket().write("GET " + target("first") + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n" + second);
        QVERIFY(client.isClosed());
        const QByteArray answers = client.read(100'000);
        QCOMPARE(answers.count("HTTP/1.1 200 OK"), 1);
        QVERIFY2(answers.contains("\r\n\r\nokHTTP/1.1 4"), answers.constData());
        QVERIFY(!m_asked.contains("second"));
    }
}

void TestNotebookView::keptStreamIsDropped_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("staysOpen");
    QTest::addColumn<bool>("clientStays");
    QTest::newRow("the server closes") << "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"_ba << false << true;
    QTest::newRow("the server says more")
        << "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nextra"_ba << true
        << false;
    QTest::newRow("the server will close")
        << "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"_ba << true << false;
    QTest::newRow("old server") << "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"_ba << true << false;
}

void TestNotebookView::keptStreamIsDropped()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, staysOpen);
    QFETCH(const bool, clientStays);
    serve(answer, staysOpen ? After::StaysOpen : After::Closes);
    ViewClient client(m_view->url());
    QCOMPARE(client.request(target("one")), 200);
    QCOMPARE(client.read(2), "ok");
    if (!clientStays) {
        QVERIFY(client.isClosed());
        QCOMPARE(client.read(1), QByteArray());
        return;
    }
    // It is the server's affair: the client notices nothing.
    QCOMPARE(client.request(target("two")), 200);
    QCOMPARE(client.read(2), "ok");
    QCOMPARE(m_connections, 2);
}

void TestNotebookView::chunksEndWhereTheySay()
{
    serve("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", After::StaysOpen);
    ViewClient client(m_view->url());
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(client.request(target("one")), 200);
        QCOMPARE(client.read(12), "2\r\nok\r\n0\r\n\r\n");
    }
    QCOMPARE(m_connections, 1);
}

void TestNotebookView::brokenAnswerIsRefused()
{
    serve("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok");
    ViewClient client(m_view->url());
    QCOMPARE(client.request(target("lab")), 502);
    serve("HTTP/1.1 101 Switching Protocols\r\n\r\n"); // nobody asked for it
    ViewClient other(m_view->url());
    QCOMPARE(other.request(target("lab")), 502);
}

void TestNotebookView::jupyterRunsAKernelInABrowser()
{
    const QString socket = m_dir.filePath(u"jupyter.sock"_s);
    const QString workspace = m_dir.filePath(u"workspace"_s);
    QVERIFY(QDir().mkpath(workspace));
    QProcess jupyter;
    jupyter.setProcessChannelMode(QProcess::MergedChannels);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, m_dir.path());
    jupyter.setProcessEnvironment(environment);
    jupyter.start(u"jupyter-lab"_s, {u"--no-browser"_s, u"--allow-root"_s, u"--ServerApp.sock="_s + socket,
                                     u"--ServerApp.sock_mode=0600"_s, u"--IdentityProvider.token=T"_s,
                                     u"--ServerApp.root_dir="_s + workspace, u"--ServerApp.allow_remote_access=True"_s,
                                     u"--LabApp.extension_manager=readonly"_s,
                                     QString(u"--ServerApp.base_url=/"_s + QString::fromLatin1(m_secret) + u'/')});
    QVERIFY2(QTest::qWaitFor([&] { return QFile::exists(socket); }, 60'000), jupyter.readAll().constData());
    auto view = m_gateway.open({.kind = ViewKind::Notebook, .secret = m_secret, .token = "T"},
                               [socket]() -> QCoro::Task<Result<UniqueFd>> { co_return connectToUnix(socket); });
    QVERIFY(view);
    Chromium browser;
    QVERIFY2(browser.isReady(), qPrintable(browser.errorOutput()));
    QVERIFY(browser.open((*view)->url()));
    QVERIFY(browser.waitFor(u"document.querySelector('#jp-main-dock-panel, .jp-LabShell')"_s, 90'000));
    // A kernel by the page's own means: REST to start it, a WebSocket to speak with it.
    const QString run = uR"js((async () => {
        const base = location.pathname.replace(/lab$/, '');
        const kernel = await (await fetch(base + 'api/kernels', {method: 'POST', body: '{}'})).json();
        const socket = new WebSocket('ws://' + location.host + base + 'api/kernels/' + kernel.id + '/channels');
        await new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = reject; });
        const header = {msg_id: 'm', username: '', session: 's', msg_type: 'execute_request', version: '5.3'};
        socket.send(JSON.stringify({channel: 'shell', header, parent_header: {}, metadata: {},
            content: {code: '1+1', silent: false, store_history: false, user_expressions: {}, allow_stdin: false}}));
        return await new Promise((resolve) => { socket.onmessage = (event) => {
            const message = JSON.parse(event.data);
            if (message.msg_type === 'execute_result') resolve(message.content.data['text/plain']);
        }; });
    })())js"_s;
    QCOMPARE(browser.evaluate(run).toString(), u"2"_s);
    QCOMPARE(browser.evaluate(u"document.cookie"_s).toString(), QString());
    (*view).reset();
    jupyter.terminate();
    if (!jupyter.waitForFinished(20'000)) {
        jupyter.kill();
        jupyter.waitForFinished();
    }
}

QTEST_GUILESS_MAIN(TestNotebookView)
#include "tst_notebookview.moc"
