#include <KZip>
#include <QAction>
#include <QFile>
#include <QPushButton>
#include <QTest>

#include "dashboardfixture.h"
#include "messagepage.h"
#include "viewframe.h"
#include "viewprobe.h"
#include "viewtab.h"

using namespace ca;
using namespace ca::dashboard;
using namespace Qt::StringLiterals;

namespace {

// Generous: other tests may have the processors.
constexpr int patience = 90'000;

JobRequest runbook(const QString &prompt)
{
    JobRequest request;
    request.prompt = prompt;
    request.provider = u"runbook"_s;
    request.network = NetworkPolicy::Off;
    return request;
}

} // namespace

/// The tabs Desktop and Notebook over a real job: from a step in the sandbox to pixels in the window, and back.
class ViewTabsTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts); }

private Q_SLOTS:
    void desktopIsSeenAndUsed();
    void notebookRunsAndIsKept();

private:
    /// Opens the tab's view as a person does; nullptr when it does not come.
    static ViewFrame *open(DashboardFixture &fixture, const QString &name);
    static void cancel(DashboardFixture &fixture);
};

ViewFrame *ViewTabsTest::open(DashboardFixture &fixture, const QString &name)
{
    fixture.showTab(name);
    auto *tab = fixture.window().findChild<ViewTab *>(name);
    if (tab == nullptr)
        return nullptr;
    const auto *message = tab->findChild<MessagePage *>(u"viewMessage"_s);
    auto *button = message->findChild<QPushButton *>();
    if (!QTest::qWaitFor([&] { return button->isVisible() && button->isEnabled(); }, patience))
        return nullptr;
    QTest::keyClick(button, Qt::Key_Space);
    static_cast<void>(QTest::qWaitFor([&] { return tab->frame() != nullptr; }, patience));
    return tab->frame();
}

void ViewTabsTest::cancel(DashboardFixture &fixture)
{
    fixture.find<QAction>("cancelJob")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.firstStatus(), u"Cancelled"_s, patience);
}

void ViewTabsTest::desktopIsSeenAndUsed()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    const JobId id = fixture.schedule(runbook(u"```text file=ask.sh\n"
                                              "read line; printf %s \"$line\" > /workspace/typed; exec sleep 1000\n"
                                              "```\n"
                                              "```gui\n"
                                              "exec xterm -title Ask -bg #2a5f3c -fg white -geometry 300x90+0+0 -e sh "
                                              "/workspace/ask.sh\n"
                                              "wait-window Ask\n"
                                              "```\n"
                                              "$ sleep 1000\n"_s));
    QVERIFY(!id.isNull());
    QTRY_COMPARE_WITH_TIMEOUT(fixture.firstStatus(), u"Running"_s, patience);
    ViewFrame *frame = open(fixture, u"desktop"_s);
    QVERIFY(frame != nullptr);
    ViewProbe probe(*frame);
    QTRY_COMPARE_WITH_TIMEOUT(frame->pageState(), u"connected"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(probe.ground(), QColor(0x2a, 0x5f, 0x3c), patience);
    frame->findChild<QAction *>(u"viewControl"_s)->setChecked(true);
    QTRY_COMPARE_WITH_TIMEOUT(frame->pageState(), u"connected"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(probe.ground(), QColor(0x2a, 0x5f, 0x3c), patience);
    probe.type(u"hello"_s);
    QFile typed(fixture.jobDir(id) + u"/workspace/typed"_s);
    QTRY_VERIFY_WITH_TIMEOUT(typed.size() == 5, patience);
    QVERIFY(typed.open(QIODevice::ReadOnly));
    QCOMPARE(typed.readAll(), "hello");
    // The sandbox goes under the open viewer, and the page with it.
    cancel(fixture);
    QTRY_VERIFY(fixture.find<ViewTab>("desktop")->frame() == nullptr);
}

void ViewTabsTest::notebookRunsAndIsKept()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    const JobId id = fixture.schedule(runbook(u"$ sleep 1000\n"_s));
    QVERIFY(!id.isNull());
    QTRY_COMPARE_WITH_TIMEOUT(fixture.firstStatus(), u"Running"_s, patience);
    ViewFrame *frame = open(fixture, u"notebook"_s);
    QVERIFY(frame != nullptr);
    ViewProbe probe(*frame);
    QTRY_VERIFY_WITH_TIMEOUT(probe.run(u"document.querySelector('#jp-main-dock-panel') !== null"_s).toBool(), patience);
    // By the page's own means: REST to start a kernel and to save, a WebSocket to speak with it.
    probe.run(uR"js(
        const base = location.pathname.replace(/lab(\/.*)?$/, '');
        const fetchJson = async (path, method, body) =>
            (await fetch(base + path, {method, body: JSON.stringify(body)})).json();
        const work = async () => {
            const kernel = await fetchJson('api/kernels', 'POST', {});
            const socket = new WebSocket('ws://' + location.host + base + 'api/kernels/' + kernel.id + '/channels');
            await new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = reject; });
            const header = {msg_id: 'm', username: '', session: 's', msg_type: 'execute_request', version: '5.3'};
            socket.send(JSON.stringify({channel: 'shell', header, parent_header: {}, metadata: {},
                content: {code: '1+1', silent: false, store_history: false, user_expressions: {},
                          allow_stdin: false}}));
            const sum = await new Promise((resolve) => { socket.onmessage = (event) => {
                const message = JSON.parse(event.data);
                if (message.msg_type === 'execute_result') resolve(message.content.data['text/plain']);
            }; });
            const output = {output_type: 'execute_result', execution_count: 1, metadata: {},
                            data: {'text/plain': sum}};
            const cell = {cell_type: 'code', id: 'one', execution_count: 1, metadata: {}, source: '1+1',
                          outputs: [output]};
            await fetchJson('api/contents/sum.ipynb', 'PUT', {type: 'notebook', format: 'json',
                content: {cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5}});
            return sum;
        };
        work().then((sum) => { window.sum = sum; }, (error) => { window.sum = String(error); }); 1)js"_s);
    QTRY_COMPARE_WITH_TIMEOUT(probe.run(u"window.sum || ''"_s).toString(), u"2"_s, patience);
    cancel(fixture);
    KZip zip(fixture.jobDir(id) + u"/output.zip"_s);
    QVERIFY(zip.open(QIODevice::ReadOnly));
    const KArchiveFile *saved = zip.directory()->file(u"workspace/sum.ipynb"_s);
    QVERIFY(saved != nullptr);
    QVERIFY(saved->data().contains("\"text/plain\""));
}

QTEST_MAIN(ViewTabsTest)
#include "tst_viewtabs.moc"
