#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "chromium.h"
#include "daemonprocess.h"
#include "viewclient.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// Desktops and notebooks of real jobs, as scripts and browsers see them.
class TestLiveView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void jobThatDoesNotRunHasNoViews();
    void wrongWishIsRefused_data();
    void wrongWishIsRefused();
    void doorSaysWhatRuns();
    void takenDoorIsOnlyAWarning();
    void liveWorkspaceIsListed();
    void browserUsesTheDesktopThroughTheDoor();
    void tenDesktopsAtOnce();
    void notebookAnswersUntilTheJobEnds();

private:
    /// A job that works until it is cancelled; returns once it does.
    QString startLongJob(const QString &first = u"true"_s);
    void cancel(const QString &id);
    /// A request to another address than the API's; redirects are not followed.
    static HttpAnswer get(const QUrl &url);
    /// Of a daemon's line "WHAT at URL".
    static QUrl doorOf(DaemonProcess &daemon, const QString &what);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<HttpClient> m_http;
    QUrl m_desktops;
    QUrl m_notebooks;
};

QUrl TestLiveView::doorOf(DaemonProcess &daemon, const QString &what)
{
    while (daemon.process().canReadLine() || daemon.process().waitForReadyRead(10'000)) {
        const QString line = QString::fromUtf8(daemon.process().readLine()).trimmed();
        if (line.startsWith(what + u" at "))
            return QUrl(line.section(u" at "_s, 1));
    }
    return {};
}

void TestLiveView::initTestCase()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_daemon = std::make_unique<DaemonProcess>(DaemonProcess::Options{
        .dataDir = m_dir->path(),
        .arguments = {u"--desktop-port"_s, u"0"_s, u"--notebook-port"_s, u"0"_s, u"--max-jobs"_s, u"10"_s}});
    QVERIFY2(m_daemon->isListening(), qPrintable(m_daemon->errorOutput()));
    m_http = std::make_unique<HttpClient>(m_daemon->url());
    m_desktops = doorOf(*m_daemon, u"desktops"_s);
    m_notebooks = doorOf(*m_daemon, u"notebooks"_s);
    QVERIFY(m_desktops.isValid() && m_notebooks.isValid());
}

void TestLiveView::cleanupTestCase()
{
    QVERIFY(m_daemon->stop());
}

QString TestLiveView::startLongJob(const QString &first)
{
    const QString id =
        DaemonProcess::schedule(*m_http, {{u"prompt"_s, QString(u"```sh\n"_s + first + u"\nsleep 1000\n```\n")},
                                          {u"provider"_s, u"runbook"_s}});
    const bool isAtWork = DaemonProcess::awaitStatus(*m_http, id, u"phase"_s, u"working"_s);
    return isAtWork ? id : QString();
}

void TestLiveView::cancel(const QString &id)
{
    m_http->post(u"/cancel/"_s + id);
    QCOMPARE(DaemonProcess::awaitEnd(*m_http, id)[u"status"].toString(), u"cancelled"_s);
}

HttpAnswer TestLiveView::get(const QUrl &url)
{
    HttpClient client(url);
    client.manager().setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    return client.get(url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority));
}

void TestLiveView::jobThatDoesNotRunHasNoViews()
{
    const QString ended = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ true"_s}});
    QCOMPARE(DaemonProcess::awaitEnd(*m_http, ended)[u"status"].toString(), u"complete"_s);
    for (const QString &what : {u"desktop"_s, u"notebook"_s}) {
        QCOMPARE(m_http->post(u"/job/%1/%2"_s.arg(ended, what)).status, 409);
        QCOMPARE(m_http->post(u"/job/00000000-0000-4000-8000-000000000000/"_s + what).status, 404);
        QCOMPARE(m_http->send("DELETE", u"/job/%1/%2"_s.arg(ended, what)).status, 404);
        const QJsonValue link = m_http->get(u"/status/"_s + ended).json()[QString(what + u"_link")];
        QVERIFY(link.isNull());
    }
}

void TestLiveView::wrongWishIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("no JSON") << "{"_ba << 400;
    QTest::newRow("unknown field") << R"({"controll": true})"_ba << 422;
    QTest::newRow("control of another kind") << R"({"control": "yes"})"_ba << 422;
    QTest::newRow("too wide") << R"({"width": 100000})"_ba << 422;
    QTest::newRow("half a pixel") << R"({"height": 600.5})"_ba << 422;
}

void TestLiveView::wrongWishIsRefused()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    QCOMPARE(m_http->post(u"/job/00000000-0000-4000-8000-000000000000/desktop"_s, body).status, status);
}

void TestLiveView::doorSaysWhatRuns()
{
    QVERIFY(get(m_desktops).body.contains("No job is running"));
    const QString id = startLongJob();
    QVERIFY(!id.isEmpty());
    const HttpAnswer page = get(m_desktops);
    QCOMPARE(page.status, 200);
    QVERIFY(page.body.contains(QByteArray("/open/" + id.toLatin1())));
    QVERIFY(page.header("Content-Security-Policy").contains("frame-ancestors 'none'"));
    HttpClient foreign(m_desktops);
    QCOMPARE(foreign.post(u"/open/"_s + id, QByteArray(), {{"Origin", "http://evil.example"}}).status, 403);
    QCOMPARE(foreign.get(u"/"_s, {{"Host", "evil.example"}}).status, 421);
    cancel(id);
}

void TestLiveView::takenDoorIsOnlyAWarning()
{
    QTemporaryDir dir;
    const QString taken = QString::number(m_desktops.port());
    DaemonProcess daemon({.dataDir = dir.path(), .arguments = {u"--desktop-port"_s, taken}});
    QVERIFY2(daemon.isListening(), qPrintable(daemon.errorOutput()));
    QVERIFY(daemon.http().get(u"/"_s).status == 200);
    QVERIFY(daemon.stop());
    const QByteArray said = daemon.process().readAllStandardError();
    QVERIFY2(said.contains(QByteArray("cannot list the desktops on port " + taken.toLatin1())), said.constData());
}

void TestLiveView::liveWorkspaceIsListed()
{
    const QString id = startLongJob(u"echo live > file.txt"_s);
    QVERIFY(!id.isEmpty());
    QVERIFY(QTest::qWaitFor([&] { return m_http->get(u"/job/%1/files/file.txt"_s.arg(id)).body == "live\n"; }, 20'000));
    cancel(id);
}

void TestLiveView::browserUsesTheDesktopThroughTheDoor()
{
    const QString id = startLongJob();
    QVERIFY(!id.isEmpty());
    const HttpAnswer opened = m_http->post(u"/job/%1/desktop"_s.arg(id));
    QVERIFY2(opened.status == 200, opened.body.constData());
    const QUrl watch(opened.json()[u"url"].toString());
    QCOMPARE(m_http->get(u"/status/"_s + id).json()[u"desktop_link"].toString(), watch.toString(QUrl::FullyEncoded));
    QCOMPARE(get(m_desktops).status, 303); // straight to the only one
    Chromium browser;
    QVERIFY2(browser.isReady(), qPrintable(browser.errorOutput()));
    QVERIFY(browser.open(m_desktops));
    QVERIFY(browser.waitFor(u"document.documentElement.dataset.state == 'connected'"_s, 60'000));
    // The terminal is somewhere on the desktop: its first pixels are there, and it has the keys once it was clicked.
    QVERIFY(browser.waitFor(u"window.desktop.picture().length > 2000"_s));
    const QJsonValue place =
        browser.evaluate(u"(() => { const box = document.querySelector('canvas').getBoundingClientRect();"
                         "return [box.left + box.width / 3, box.top + box.height / 3].map(Math.round); })()"_s);
    const QString file = u"/job/%1/files/by-browser"_s.arg(id);
    const bool isWritten = QTest::qWaitFor(
        [&] {
            browser.click({place[0].toInt(), place[1].toInt()});
            browser.type(u"touch /workspace/by-browser\n"_s);
            return m_http->get(file).status == 200;
        },
        60'000);
    QVERIFY(isWritten);
    m_http->post(u"/cancel/"_s + id); // the sandbox goes under the open viewer
    QVERIFY(browser.waitFor(u"document.documentElement.dataset.state == 'ended'"_s, 60'000));
    QCOMPARE(get(watch).status, 0);
    QVERIFY(m_http->get(u"/status/"_s + id).json()[u"desktop_link"].isNull());
}

void TestLiveView::tenDesktopsAtOnce()
{
    QStringList ids;
    std::vector<std::unique_ptr<ViewClient>> viewers;
    for (int i = 0; i < 10; ++i) {
        ids.append(startLongJob());
        QVERIFY(!ids.last().isEmpty());
    }
    for (const QString &id : ids) {
        const HttpAnswer opened = m_http->post(u"/job/%1/desktop"_s.arg(id));
        QVERIFY2(opened.status == 200, opened.body.constData());
        viewers.push_back(std::make_unique<ViewClient>(QUrl(opened.json()[u"url"].toString())));
        QCOMPARE(viewers.back()->openWebSocket(), 101);
        QCOMPARE(viewers.back()->shakeHands(), QSize(1280, 800));
    }
    QCOMPARE(get(m_desktops).body.count("<li><a "), 10);
    for (const QString &id : ids)
        cancel(id);
    for (const auto &viewer : viewers)
        QVERIFY(viewer->isClosed());
}

void TestLiveView::notebookAnswersUntilTheJobEnds()
{
    const QString id = startLongJob();
    QVERIFY(!id.isEmpty());
    const HttpAnswer opened = m_http->post(u"/job/%1/notebook"_s.arg(id));
    QVERIFY2(opened.status == 200, opened.body.constData());
    const QUrl url(opened.json()[u"url"].toString());
    QCOMPARE(QUrl(m_http->post(u"/job/%1/notebook"_s.arg(id)).json()[u"url"].toString()), url);
    const HttpAnswer page = get(url);
    QCOMPARE(page.status, 200);
    QVERIFY(page.body.contains("JupyterLab"));
    QVERIFY(page.header("Set-Cookie").isEmpty());
    QCOMPARE(get(m_notebooks).status, 303);
    QCOMPARE(m_http->send("DELETE", u"/job/%1/notebook"_s.arg(id)).status, 200);
    QCOMPARE(get(url).status, 0);
    cancel(id);
}

QTEST_GUILESS_MAIN(TestLiveView)
#include "tst_liveview.moc"
