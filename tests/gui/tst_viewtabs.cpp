#include <KZip>
#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QPointer>
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

} // namespace

/// The tabs Desktop and Notebook over a real job: from a step in the sandbox to pixels in the window, and back.
class ViewTabsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void desktopIsSeenAndUsed();
    void viewLeavesItsTab();
    void screenshotIsShownWithItsStep();
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

void ViewTabsTest::viewLeavesItsTab()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    QVERIFY(!fixture.schedule(runbook(u"$ sleep 1000\n"_s)).isNull());
    QTRY_COMPARE_WITH_TIMEOUT(fixture.firstStatus(), u"Running"_s, patience);
    QPointer<ViewFrame> frame = open(fixture, u"desktop"_s);
    QVERIFY(frame);
    const auto *tab = fixture.find<ViewTab>("desktop");
    QTRY_COMPARE_WITH_TIMEOUT(frame->pageState(), u"connected"_s, patience);
    auto *detach = frame->findChild<QAction *>(u"viewDetach"_s);
    detach->trigger();
    QVERIFY(tab->isDetached());
    QPointer<QWidget> window = frame->window();
    QVERIFY(window != &fixture.window() && window->isVisible());
    QVERIFY(tab->findChild<MessagePage *>(u"viewAway"_s)->isVisible());
    QCOMPARE(frame->pageState(), u"connected"_s); // the same page, not a new one
    frame->findChild<QAction *>(u"viewFullScreen"_s)->trigger();
    QTRY_VERIFY(window->isFullScreen());
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
    QTest::keyClick(window.get(), Qt::Key_F11);
    QTRY_VERIFY(!window->isFullScreen());
    window->close();
    QTRY_VERIFY(!tab->isDetached());
    QVERIFY(!detach->isChecked());
    QCOMPARE(frame->window(), &fixture.window());
    // Full screen straight from the tab goes back there.
    frame->findChild<QAction *>(u"viewFullScreen"_s)->trigger();
    QVERIFY(tab->isDetached() && frame->window()->isFullScreen());
    frame->window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(frame->window()));
    QTest::keyClick(frame->window(), Qt::Key_F11);
    QTRY_VERIFY(!tab->isDetached());
    // Its window goes with the job.
    detach->trigger();
    window = frame->window();
    cancel(fixture);
    QTRY_VERIFY(frame.isNull() && window.isNull());
}

void ViewTabsTest::screenshotIsShownWithItsStep()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    const JobId id = fixture.schedule(runbook(u"```gui\n"
                                              "exec xterm -title Green -bg #2a5f3c -geometry 300x90+0+0 -e sleep 1000\n"
                                              "wait-window Green\n"
                                              "screenshot first.png\n"
                                              "screenshot second.png\n"
                                              "```\n"_s));
    QVERIFY(!id.isNull());
    QTRY_COMPARE_WITH_TIMEOUT(fixture.firstStatus(), u"Complete"_s, patience);
    fixture.showTab(u"steps"_s);
    const auto *names = fixture.find<QComboBox>("stepPictureNames");
    QTRY_VERIFY_WITH_TIMEOUT(names->isVisible(), patience);
    QCOMPARE(names->count(), 2);
    QCOMPARE(names->currentText(), u"screenshots/second.png"_s);
    auto *picture = fixture.find<QWidget>("stepPicture");
    // The picture, which is as high as the place for it, is green but for the frame of the window.
    const auto green = [picture] {
        const QImage shown = picture->grab().toImage();
        int count = 0;
        for (int x = 0; x < shown.width(); ++x)
            count += shown.pixelColor(x, shown.height() / 3) == QColor(0x2a, 0x5f, 0x3c) ? 1 : 0;
        return count;
    };
    QTRY_VERIFY_WITH_TIMEOUT(green() >= picture->height(), patience);
    // What became of it when it is gone is said in its place.
    QVERIFY(QFile::remove(fixture.jobDir(id) + u"/output.zip"_s));
    QVERIFY(QDir(fixture.jobDir(id) + u"/workspace"_s).removeRecursively());
    QTest::keyClick(fixture.find<QComboBox>("stepPictureNames"), Qt::Key_Up);
    const auto *message = fixture.find<QLabel>("stepPictureMessage");
    QTRY_VERIFY_WITH_TIMEOUT(message->isVisible() && !message->text().isEmpty(), patience);
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
