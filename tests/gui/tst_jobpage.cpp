#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include "codeview.h"
#include "dashboardfixture.h"
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
    void usageIsMeasuredWhileTheJobRuns();
    void refusedHostIsAllowedFromHere();
};

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
    QVERIFY(fixture.awaitFirstStatus(QStringLiteral("Failed")));
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
    QVERIFY(fixture.awaitFirstStatus(QStringLiteral("Failed")));
    auto *view = fixture.find<QTreeView>("steps");
    QVERIFY(QTest::qWaitFor([view] { return view->model()->rowCount() == 2 && view->currentIndex().row() == 1; },
                            patience));
    const auto *title = fixture.find<QLabel>("stepTitle");
    QVERIFY2(QTest::qWaitFor([title] { return title->text().contains(QStringLiteral("exit code 7")); }, patience),
             qPrintable(title->text()));
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
    QVERIFY(fixture.awaitFirstStatus(QStringLiteral("Complete")));
    const auto *output = fixture.find<CodeView>("stepOutput");
    QVERIFY(QTest::qWaitFor([output] { return output->toPlainText().endsWith(QStringLiteral("200000\nlast\n")); },
                            patience));
    QVERIFY(output->toPlainText().startsWith(QStringLiteral("first\n1\n")));
    QVERIFY(output->toPlainText().size() < 100'000);
    QVERIFY(fixture.find<QLabel>("stepOutputLeft")->isVisible());
}

void TestJobPage::usageIsMeasuredWhileTheJobRuns()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.showTab(QStringLiteral("usage"));
    fixture.schedule(runbook(QStringLiteral("```python\nkept = bytearray(b'x') * 200000000\nwhile True: pass\n```\n")));
    QVERIFY(fixture.awaitFirstStatus(QStringLiteral("Running")));
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
    QVERIFY(fixture.awaitFirstStatus(QStringLiteral("Cancelled")));
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
    QVERIFY(fixture.awaitFirstStatus(QStringLiteral("Complete")));
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
