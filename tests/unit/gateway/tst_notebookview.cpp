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
    void oneConnectionCarriesOneRequest();
    void brokenAnswerIsRefused();
    void jupyterRunsAKernelInABrowser();

private:
    /// Opens a view of a server that gives each connection this answer, and keeps what it was asked.
    void serve(const QByteArray &answer);
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

void TestNotebookView::serve(const QByteArray &answer)
{
    m_view.reset();
    m_server = std::make_unique<QLocalServer>();
    const QString path = m_dir.filePath(QString::fromLatin1(m_secret.first(8)));
    QVERIFY(m_server->listen(path));
    connect(m_server.get(), &QLocalServer::newConnection, this, [this, answer] {
        QLocalSocket *socket = m_server->nextPendingConnection();
        ++m_connections;
        connect(socket, &QLocalSocket::readyRead, this, [this, socket, answer] {
            m_asked += socket->readAll();
            if (!m_asked.contains("\r\n\r\n"))
                return;
            socket->write(answer);
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
    QCOMPARE(m_asked.count("Connection: close\r\n"), 1);
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

void TestNotebookView::oneConnectionCarriesOneRequest()
{
    serve("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nextra");
    ViewClient client(m_view->url());
    // A second request behind the first, which nobody has judged.
    client.socket().write(QByteArray("GET " + target("first") +
                                     " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_view->url().port()) +
                                     "\r\n\r\nGET /second HTTP/1.1\r\nHost: x\r\n\r\n"));
    QVERIFY(client.isClosed());
    const QByteArray answer = client.read(100'000);
    QVERIFY(answer.endsWith("\r\n\r\nok"));
    QVERIFY(!m_asked.contains("second"));
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
