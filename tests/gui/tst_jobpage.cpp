#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include "codeview.h"
#include "dashboardfixture.h"
#include "filemodel.h"
#include "filepreview.h"
#include "jobpage.h"
#include "jobtab.h"
#include "logview.h"
#include "loopbackserver.h"
#include "noticebar.h"
#include "usagechart.h"

using namespace ca;
using namespace ca::dashboard;
using ca::test::LoopbackServer;

namespace {

// Generous: other tests may have the processors.
constexpr int patience = 60'000;

/// Needs no AI and no network.
JobRequest runbook(const QString &prompt, NetworkPolicy network = NetworkPolicy::Off)
{
    JobRequest request;
    request.prompt = prompt;
    request.provider = QStringLiteral("runbook");
    request.network = network;
    return request;
}

} // namespace

/// A job's page over real jobs: what each tab shows, and what is done there.
class TestJobPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tabsAreMadeWhenLookedAtAndRemembered();
    void overviewSaysWhatWentWrong();
    void stepsShowCodeExitCodeAndOutput();
    void longOutputIsShownInPart();
    void hostileWorkspaceIsShownHarmlessly();
    void foldersAreSavedWithoutLinks();
    void resultIsBrowsedWithoutUnpacking();
    void usageIsMeasuredWhileTheJobRuns();
    void refusedHostIsAllowedFromHere();

private:
    static bool awaitStatus(DashboardFixture &fixture, const QString &word)
    {
        return QTest::qWaitFor([&] { return fixture.firstStatus() == word; }, patience);
    }
    /// Selects a file of the Files tab; false when it does not come.
    static bool selectFile(DashboardFixture &fixture, const QByteArray &path);
    /// What the preview says once it has been read.
    static QString previewOf(DashboardFixture &fixture, const QByteArray &path);
};

bool TestJobPage::selectFile(DashboardFixture &fixture, const QByteArray &path)
{
    auto *view = fixture.find<QTreeView>("files");
    auto *model = qobject_cast<FileModel *>(view->model());
    for (qsizetype slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        const QByteArray folder = path.first(slash);
        if (!QTest::qWaitFor([&] { return model->find(folder).isValid(); }, patience))
            return false;
        view->expand(model->find(folder));
    }
    if (!QTest::qWaitFor([&] { return model->find(path).isValid(); }, patience))
        return false;
    view->setCurrentIndex(model->find(path));
    return true;
}

QString TestJobPage::previewOf(DashboardFixture &fixture, const QByteArray &path)
{
    auto *preview = fixture.find<FilePreview>("preview");
    preview->showMessage({});
    fixture.find<QTreeView>("files")->setCurrentIndex({});
    QSignalSpy shown(preview, &FilePreview::shown);
    if (!selectFile(fixture, path) || (shown.isEmpty() && !shown.wait(patience)))
        return QStringLiteral("not there");
    if (const auto *label = qobject_cast<QLabel *>(preview->currentWidget()))
        return label->text();
    if (const auto *text = preview->currentWidget()->findChild<CodeView *>())
        return text->toPlainText();
    return preview->currentWidget()->accessibleName();
}

void TestJobPage::tabsAreMadeWhenLookedAtAndRemembered()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("dashboard.ini")), QSettings::IniFormat);
    OrchestratorClient client;
    Job job;
    job.id = QUuid::createUuid();
    job.title = QStringLiteral("A job");
    {
        MainWindow window(&client, &settings);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        client.receive({job});
        auto *page = window.findChild<JobPage *>();
        QVERIFY(QTest::qWaitFor([page] { return page->isVisible(); }, patience));
        QCOMPARE(page->currentTab(), QStringLiteral("overview"));
        QVERIFY(page->tab(QStringLiteral("overview")) != nullptr);
        QVERIFY(page->tab(QStringLiteral("usage")) == nullptr);
        const auto *tabs = window.findChild<QTabWidget *>(QStringLiteral("jobTabs"));
        for (int number = 1; number <= tabs->count(); ++number) {
            QTest::keyClick(&window, static_cast<Qt::Key>(Qt::Key_0 + number), Qt::ControlModifier);
            QCOMPARE(tabs->currentIndex(), number - 1);
            QVERIFY(page->tab(page->currentTab()) != nullptr);
            QVERIFY(!page->tab(page->currentTab())->accessibleName().isEmpty() ||
                    page->tab(page->currentTab())->focusProxy() != nullptr);
        }
        page->showTab(QStringLiteral("files"));
        window.close();
    }
    MainWindow window(&client, &settings);
    QCOMPARE(window.findChild<JobPage *>()->currentTab(), QStringLiteral("files"));
}

void TestJobPage::overviewSaysWhatWentWrong()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    const JobId id = fixture.schedule(runbook(QStringLiteral("$ echo a\n$ exit 9")));
    QVERIFY(awaitStatus(fixture, QStringLiteral("Failed")));
    fixture.showTab(QStringLiteral("overview"));
    auto *advice = fixture.find<NoticeBar>("advice");
    QVERIFY(QTest::qWaitFor([advice] { return advice->isVisible(); }, patience));
    const auto facts = [&fixture] {
        QStringList texts;
        for (const QLabel *label : fixture.window().findChildren<QLabel *>(QStringLiteral("fact")))
            texts += label->text();
        return texts.join(QLatin1Char('\n'));
    };
    QVERIFY2(facts().contains(id.toString(QUuid::WithoutBraces)), qPrintable(facts()));
    QVERIFY2(facts().contains(QStringLiteral("2.0 GiB, kept by ")), qPrintable(facts()));
    QVERIFY2(facts().contains(QStringLiteral("http://127.0.0.1:")), qPrintable(facts()));
    auto *button = advice->findChild<QPushButton *>(QStringLiteral("noticeButton"));
    QVERIFY(QTest::qWaitFor([button] { return button->isVisible(); }, patience));
    button->click();
    QCOMPARE(fixture.find<JobPage>("jobPage")->currentTab(), QStringLiteral("steps"));
    QCOMPARE(fixture.find<QTreeView>("steps")->currentIndex().row(), 1);
}

void TestJobPage::stepsShowCodeExitCodeAndOutput()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.showTab(QStringLiteral("steps"));
    fixture.schedule(runbook(QStringLiteral("$ echo fine\n$ echo said; echo complained >&2; exit 7\n")));
    QVERIFY(awaitStatus(fixture, QStringLiteral("Failed")));
    auto *view = fixture.find<QTreeView>("steps");
    QVERIFY(QTest::qWaitFor([view] { return view->model()->rowCount() == 2 && view->currentIndex().row() == 1; },
                            patience));
    const auto *title = fixture.find<QLabel>("stepTitle");
    QVERIFY2(title->text().contains(QStringLiteral("exit code 7")), qPrintable(title->text()));
    const auto *code = fixture.find<CodeView>("stepCode");
    QVERIFY2(code->toPlainText().contains(QStringLiteral("exit 7")), qPrintable(code->toPlainText()));
    const auto *output = fixture.find<CodeView>("stepOutput");
    QVERIFY(
        QTest::qWaitFor([output] { return output->toPlainText().contains(QStringLiteral("complained")); }, patience));
    QVERIFY(output->toPlainText().contains(QStringLiteral("said")));
    QVERIFY(!output->toPlainText().contains(QStringLiteral("fine")));

    view->setFocus();
    QTest::keyClick(view, Qt::Key_Up);
    QVERIFY(QTest::qWaitFor([output] { return output->toPlainText() == QStringLiteral("fine\n"); }, patience));
    fixture.find<QToolButton>("stepToLog")->click();
    QCOMPARE(fixture.find<JobPage>("jobPage")->currentTab(), QStringLiteral("logs"));
    const auto *log = fixture.find<LogView>("logView");
    QVERIFY(log->isVisible());
}

void TestJobPage::longOutputIsShownInPart()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.showTab(QStringLiteral("steps"));
    fixture.schedule(runbook(QStringLiteral("$ echo first; seq 1 200000; printf '\\033[31mlast\\033[0m\\n'")));
    QVERIFY(awaitStatus(fixture, QStringLiteral("Complete")));
    const auto *output = fixture.find<CodeView>("stepOutput");
    QVERIFY(QTest::qWaitFor([output] { return output->toPlainText().endsWith(QStringLiteral("200000\nlast\n")); },
                            patience));
    QVERIFY(output->toPlainText().startsWith(QStringLiteral("first\n1\n")));
    QVERIFY(output->toPlainText().size() < 100'000);
    QVERIFY(fixture.find<QLabel>("stepOutputLeft")->isVisible());
}

void TestJobPage::hostileWorkspaceIsShownHarmlessly()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.showTab(QStringLiteral("files"));
    fixture.schedule(runbook(QStringLiteral(
        "```python\nimport os, time, zlib, struct\n"
        "os.symlink('/etc/passwd', 'passwd')\nos.mkfifo('fifo')\n"
        "open('bad\\x1b[2Jname\\n', 'w').write('x')\n"
        "open('control.txt', 'wb').write(b'one\\x1b[2Jtwo\\x07 \\xe2\\x80\\xae evil \\xff\\n')\n"
        "open('huge.txt', 'w').write('line\\n' * 4000000)\nopen('zeros', 'wb').write(bytes(100000))\n"
        "open('evil.svg', 'w').write('<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>')\n"
        "chunk = lambda t, d: struct.pack('>I', len(d)) + t + d + struct.pack('>I', zlib.crc32(t + d))\n"
        "png = lambda w, h, d: b'\\x89PNG\\r\\n\\x1a\\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', w, h, 8, 0, 0, 0, "
        "0)) + "
        "chunk(b'IDAT', zlib.compress(d)) + chunk(b'IEND', b'')\n"
        "open('small.png', 'wb').write(png(3, 2, b'\\0\\x10\\x80\\xff' * 2))\n"
        "open('bomb.png', 'wb').write(png(60000, 60000, bytes(1000)))\n"
        "open('made', 'w')\nprint('ready', flush=True)\ntime.sleep(600)\n```\n")));
    QVERIFY(awaitStatus(fixture, QStringLiteral("Running")));
    auto *view = fixture.find<QTreeView>("files");
    auto *model = qobject_cast<FileModel *>(view->model());
    auto *refresh = fixture.find<QAction>("refreshFiles");
    QVERIFY(QTest::qWaitFor(
        [&] {
            refresh->trigger();
            return model->find("made").isValid();
        },
        patience));

    const QString link = previewOf(fixture, "passwd");
    QVERIFY2(link.contains(QStringLiteral("/etc/passwd")) && !link.contains(QStringLiteral("root:")), qPrintable(link));
    QVERIFY(model->find("passwd").data().toString().contains(QStringLiteral("→ /etc/passwd")));
    QVERIFY(previewOf(fixture, "fifo").contains(QStringLiteral("pipe")));
    QCOMPARE(previewOf(fixture, "bad\x1b[2Jname\n"), QStringLiteral("x"));
    QCOMPARE(model->find("bad\x1b[2Jname\n").data().toString(), QStringLiteral("bad␛[2Jname"));
    QCOMPARE(previewOf(fixture, "control.txt"), QStringLiteral("one␛[2Jtwo␇ \uFFFD evil \uFFFD\n"));
    const QString huge = previewOf(fixture, "huge.txt");
    QVERIFY(huge.startsWith(QStringLiteral("line\n")) && huge.size() < 1'000'000);
    QVERIFY(fixture.find<QLabel>("previewCut")->isVisible());
    QVERIFY(previewOf(fixture, "zeros").contains(QStringLiteral("no text")));
    QVERIFY(previewOf(fixture, "evil.svg").contains(QStringLiteral("<script>")));
    QVERIFY(previewOf(fixture, "small.png").contains(QStringLiteral("3 by 2")));
    QVERIFY(previewOf(fixture, "bomb.png").contains(QStringLiteral("too large")));
    fixture.find<QAction>("cancelJob")->trigger();
    QVERIFY(awaitStatus(fixture, QStringLiteral("Cancelled")));
}

void TestJobPage::foldersAreSavedWithoutLinks()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.showTab(QStringLiteral("files"));
    fixture.schedule(runbook(QStringLiteral(
        "$ mkdir -p out/deep; echo one > out/a; echo two > out/deep/b; ln -s /etc/passwd out/link; mkfifo out/pipe; "
        "sleep 600")));
    QVERIFY(awaitStatus(fixture, QStringLiteral("Running")));
    auto *model = qobject_cast<FileModel *>(fixture.find<QTreeView>("files")->model());
    QVERIFY(QTest::qWaitFor(
        [&] {
            fixture.find<QAction>("refreshFiles")->trigger();
            return model->find("out").isValid();
        },
        patience));
    QTest::qWait(300); // all of it is there a moment later
    QVERIFY(selectFile(fixture, "out"));
    const QTemporaryDir place;
    fixture.find<QAction>("saveFile")->trigger();
    auto *dialog = fixture.find<QFileDialog>("saveDialog");
    QVERIFY(dialog != nullptr);
    dialog->setDirectory(place.path());
    dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(place.filePath(QStringLiteral("saved")));
    QMetaObject::invokeMethod(dialog, "accept");
    auto *notice = fixture.find<NoticeBar>("filesNotice");
    QVERIFY2(QTest::qWaitFor([notice] { return notice->text().contains(QStringLiteral("saved to")); }, patience),
             qPrintable(notice->text()));
    QVERIFY2(notice->text().contains(QStringLiteral("2 link")), qPrintable(notice->text()));
    QFile copied(place.filePath(QStringLiteral("saved/deep/b")));
    QVERIFY(copied.open(QIODevice::ReadOnly));
    QCOMPARE(copied.readAll(), "two\n");
    QVERIFY(!QFileInfo(place.filePath(QStringLiteral("saved/link"))).isSymLink());
    fixture.find<QAction>("cancelJob")->trigger();
    QVERIFY(awaitStatus(fixture, QStringLiteral("Cancelled")));
}

void TestJobPage::resultIsBrowsedWithoutUnpacking()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.showTab(QStringLiteral("files"));
    const JobId id = fixture.schedule(runbook(QStringLiteral("$ mkdir sub; echo packed > sub/a.txt; echo top > b.md")));
    QVERIFY(awaitStatus(fixture, QStringLiteral("Complete")));
    QVERIFY(QDir(fixture.jobDir(id) + QStringLiteral("/workspace")).removeRecursively());
    QCOMPARE(previewOf(fixture, "workspace/sub/a.txt"), QStringLiteral("packed\n"));
    QVERIFY(previewOf(fixture, "manifest.json").contains(QStringLiteral("workspace/sub/a.txt")));
    QVERIFY(fixture.find<QAction>("openZip")->isEnabled());
    QVERIFY(fixture.find<QLabel>("filesPlace")->text().startsWith(QStringLiteral("Result")));
    QVERIFY(selectFile(fixture, "workspace/sub/a.txt"));
    const QTemporaryDir place;
    QVERIFY(QMetaObject::invokeMethod(fixture.find<QAction>("saveFile"), "trigger"));
    auto *dialog = fixture.find<QFileDialog>("saveDialog");
    QVERIFY(dialog != nullptr);
    dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(place.filePath(QStringLiteral("a.txt")));
    QMetaObject::invokeMethod(dialog, "accept");
    QVERIFY(
        QTest::qWaitFor([&place] { return QFileInfo(place.filePath(QStringLiteral("a.txt"))).size() == 7; }, patience));
}

void TestJobPage::usageIsMeasuredWhileTheJobRuns()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.showTab(QStringLiteral("usage"));
    fixture.schedule(runbook(QStringLiteral("```python\nkept = bytearray(b'x') * 200000000\nwhile True: pass\n```\n")));
    QVERIFY(awaitStatus(fixture, QStringLiteral("Running")));
    const auto *cpu = fixture.find<UsageChart>("cpuChart");
    QVERIFY(cpu != nullptr);
    const auto *memory = fixture.find<UsageChart>("memoryChart");
    const auto most = [](const UsageChart *chart) {
        static const QRegularExpression number(QStringLiteral("([\\d,]+)[^,\\d]* at most"));
        return number.match(chart->accessibleDescription()).captured(1).remove(QLatin1Char(',')).toInt();
    };
    QVERIFY2(QTest::qWaitFor([&] { return most(cpu) >= 5; }, patience), qPrintable(cpu->accessibleDescription()));
    QVERIFY2(QTest::qWaitFor([&] { return most(memory) >= 190; }, patience),
             qPrintable(memory->accessibleDescription()));
    QVERIFY(cpu->isVisible() && memory->isVisible());
    QVERIFY(fixture.find<QLabel>("usageSummary")->text().contains(QStringLiteral("Memory")));
    fixture.find<QAction>("cancelJob")->trigger();
    QVERIFY(awaitStatus(fixture, QStringLiteral("Cancelled")));
    QVERIFY(most(memory) >= 190); // what was measured stays
}

void TestJobPage::refusedHostIsAllowedFromHere()
{
    LoopbackServer server(LoopbackServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
    const QString host = QStringLiteral("127.0.0.1:%1").arg(server.serverPort());
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.showTab(QStringLiteral("network"));
    fixture.schedule(runbook(QStringLiteral("$ until curl --noproxy '' -sf http://%1/; do sleep 0.2; done").arg(host),
                             NetworkPolicy::Allowlist));
    auto *view = fixture.find<QTreeView>("hosts");
    QVERIFY(QTest::qWaitFor([&] { return (view = fixture.find<QTreeView>("hosts")) != nullptr; }, patience));
    QVERIFY(QTest::qWaitFor([view] { return view->model()->rowCount() == 1; }, patience));
    QCOMPARE(view->model()->index(0, 0).data().toString(), host);
    QVERIFY(view->model()->index(0, 2).data().toInt() > 0);
    view->setCurrentIndex(view->model()->index(0, 0));
    QVERIFY(fixture.find<QLabel>("hostReason")->text().contains(QStringLiteral("refused")));
    QCOMPARE(fixture.find<QLineEdit>("hostToAllow")->text(), host);
    QTest::mouseClick(fixture.find<QPushButton>("allowHere"), Qt::LeftButton);
    QVERIFY(awaitStatus(fixture, QStringLiteral("Complete")));
    QVERIFY(QTest::qWaitFor([view] { return view->model()->index(0, 1).data().toInt() == 1; }, patience));
    QVERIFY(!fixture.find<QPushButton>("allowHere")->isEnabled()); // it has ended

    fixture.find<QLineEdit>("hostToAllow")->setText(QStringLiteral("no host at all"));
    QTest::mouseClick(fixture.find<QPushButton>("allowForAll"), Qt::LeftButton);
    QVERIFY(fixture.find<NoticeBar>("networkNotice")->text().contains(QStringLiteral("no host")));
    fixture.find<QLineEdit>("hostToAllow")->setText(host);
    QTest::mouseClick(fixture.find<QPushButton>("allowForAll"), Qt::LeftButton);
    auto *notice = fixture.find<NoticeBar>("networkNotice");
    QVERIFY(QTest::qWaitFor([notice] { return notice->text().contains(QStringLiteral("from now on")); }, patience));
    const int before = server.connections();
    fixture.schedule(runbook(QStringLiteral("$ curl --noproxy '' -sf http://%1/").arg(host), NetworkPolicy::Allowlist));
    QVERIFY(QTest::qWaitFor([&] { return server.connections() > before; }, patience));
}

QTEST_MAIN(TestJobPage)
#include "tst_jobpage.moc"
