#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QSystemTrayIcon>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "attention.h"
#include "jobfeed.h"
#include "jobnews.h"
#include "jobtable.h"
#include "mainwindow.h"
#include "notificationservice.h"
#include "samplejobs.h"
#include "trayicon.h"

using namespace ca;
using namespace ca::dashboard;
using namespace Qt::StringLiterals;

/// What reaches a person who does not look: over a private bus, to a service that takes notifications as desktops do.
class AttentionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aNoticeIsShownAndAClickShowsTheJob();
    void aNoticeSaysWhatASettingAllows_data();
    void aNoticeSaysWhatASettingAllows();
    void markupInATitleIsText_data();
    void markupInATitleIsText();
    void theSameJobReplacesItsNotice();
    void withoutAServiceNothingBreaks_data();
    void withoutAServiceNothingBreaks();
    void withoutATrayClosingQuits();
    void withATrayClosingHides();
    void theTraysMenuReachesTheWindow();

private:
    void give(const Job &job) { QVERIFY(m_jobs->give(job)); }
    void lookAway();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<JobFeed> m_jobs;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<JobNews> m_news;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<Attention> m_attention;
};

/// Another program has the keyboard.
void AttentionTest::lookAway()
{
    m_window->hide();
    QVERIFY(QTest::qWaitFor([] { return QApplication::activeWindow() == nullptr; }, 10'000));
}

void AttentionTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_dir->filePath(u"dashboard.ini"_s), QSettings::IniFormat);
    m_jobs = std::make_unique<JobFeed>();
    m_window = std::make_unique<MainWindow>(&m_jobs->client(), m_settings.get());
    m_news = std::make_unique<JobNews>(&m_jobs->client());
    m_preferences = std::make_unique<Preferences>(m_settings.get());
    m_attention = std::make_unique<Attention>(m_window.get(), m_news.get(), m_preferences.get());
    QVERIFY(m_jobs->load());
}

void AttentionTest::cleanup()
{
    m_attention.reset();
    m_preferences.reset();
    m_news.reset();
    m_window.reset();
    m_jobs.reset();
}

void AttentionTest::aNoticeIsShownAndAClickShowsTheJob()
{
    NotificationService service;
    QVERIFY(service.start());
    m_attention->setBus(service.client());
    const Job first = sampleJob(u"First task"_s, JobStatus::Running);
    give(first);
    give(sampleJob(u"Second task"_s, JobStatus::Running));
    lookAway();
    give(JobFeed::changed(first, JobStatus::Complete));
    QVERIFY(service.waitFor(1));
    const auto shown = service.shown().constFirst();
    QCOMPARE(shown.title, u"Job complete"_s);
    QCOMPARE(shown.text, u"First task"_s);
    QVERIFY(shown.actions.contains(u"show"_s));
    service.click(shown.id, u"show"_s);
    QVERIFY(QTest::qWaitFor([this] { return m_window->isVisible(); }, 10'000));
    QCOMPARE(m_window->findChild<JobTable *>()->currentJob(), first.id);
}

void AttentionTest::aNoticeSaysWhatASettingAllows_data()
{
    QTest::addColumn<bool>("allowed");
    QTest::addColumn<bool>("looks");
    QTest::newRow("away") << true << false;
    QTest::newRow("at the window") << true << true;
    QTest::newRow("not wanted") << false << false;
}

void AttentionTest::aNoticeSaysWhatASettingAllows()
{
    QFETCH(const bool, allowed);
    QFETCH(const bool, looks);
    NotificationService service;
    QVERIFY(service.start());
    m_attention->setBus(service.client());
    m_preferences->setNotifies(Occasion::Failed, allowed);
    Job job = sampleJob(u"Task"_s, JobStatus::Running);
    give(job);
    if (looks) {
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    } else {
        lookAway();
    }
    job.error = u"Step 1 ended with exit code 3."_s;
    give(JobFeed::changed(job, JobStatus::Error));
    if (looks)
        lookAway();
    // A notice of another kind comes after the one that may have been sent: nothing is still on its way.
    const Job other = sampleJob(u"Other"_s, JobStatus::Running);
    give(other);
    give(JobFeed::changed(other, JobStatus::Complete));
    QVERIFY(service.waitFor(allowed && !looks ? 2 : 1));
    QCOMPARE(service.shown().size(), allowed && !looks ? 2 : 1);
    if (allowed && !looks)
        QVERIFY(service.shown().constFirst().text.contains(u"exit code 3"_s));
    QCOMPARE(service.shown().constLast().text, u"Other"_s);
}

void AttentionTest::markupInATitleIsText_data()
{
    QTest::addColumn<QStringList>("capabilities");
    QTest::addColumn<QString>("text");
    QTest::newRow("a service that reads markup")
        << QStringList{u"actions"_s, u"body-markup"_s} << u"&lt;img src=&quot;file:///x&quot;&gt;"_s;
    QTest::newRow("one that does not") << QStringList{u"body"_s} << u"<img src=\"file:///x\">"_s;
}

void AttentionTest::markupInATitleIsText()
{
    QFETCH(const QStringList, capabilities);
    QFETCH(const QString, text);
    NotificationService service(capabilities);
    QVERIFY(service.start());
    m_attention->setBus(service.client());
    const Job job = sampleJob(u"<img src=\"file:///x\">"_s, JobStatus::Running);
    give(job);
    lookAway();
    give(JobFeed::changed(job, JobStatus::Complete));
    QVERIFY(service.waitFor(1));
    QCOMPARE(service.shown().constFirst().text, text);
    QCOMPARE(service.shown().constFirst().actions.isEmpty(), !capabilities.contains(u"actions"_s));
}

void AttentionTest::theSameJobReplacesItsNotice()
{
    NotificationService service;
    QVERIFY(service.start());
    m_attention->setBus(service.client());
    const Job job = sampleJob(u"Task"_s, JobStatus::Running);
    give(job);
    lookAway();
    give(JobFeed::changed(job, JobStatus::Running, JobPhase::AwaitingApproval));
    QVERIFY(service.waitFor(1));
    QVERIFY(service.shown().constFirst().isUrgent);
    QVERIFY(service.settle(m_attention.get()));
    give(JobFeed::changed(job, JobStatus::Complete));
    QVERIFY(service.waitFor(2));
    QCOMPARE(service.shown().at(1).replaces, service.shown().at(0).id);
}

void AttentionTest::withoutAServiceNothingBreaks_data()
{
    QTest::addColumn<bool>("hasBus");
    QTest::newRow("no bus") << false;
    QTest::newRow("a bus without the service") << true;
}

void AttentionTest::withoutAServiceNothingBreaks()
{
    QFETCH(const bool, hasBus);
    NotificationService service;
    if (hasBus)
        QVERIFY(service.startBus());
    DesktopNotifier notifier(hasBus ? service.client() : QDBusConnection(u"none"_s));
    QList<Notice> refused;
    connect(&notifier, &DesktopNotifier::refused, this, [&refused](const Notice &notice) { refused.append(notice); });
    notifier.show({.key = u"1"_s, .title = u"Title"_s});
    QVERIFY(QTest::qWaitFor([&] { return !refused.isEmpty(); }, 20'000));
    QCOMPARE(refused.constFirst().key, u"1"_s);
}

void AttentionTest::withoutATrayClosingQuits()
{
    QVERIFY(!QSystemTrayIcon::isSystemTrayAvailable());
    QVERIFY(!m_attention->hasTray());
    const QSignalSpy stayed(m_window.get(), &MainWindow::stayed);
    const QSignalSpy stopped(m_window.get(), &MainWindow::stopRequested);
    m_window->show();
    m_window->close();
    QCOMPARE(stayed.count(), 0);
    QCOMPARE(stopped.count(), 1);
}

void AttentionTest::withATrayClosingHides()
{
    NotificationService service;
    QVERIFY(service.start());
    m_attention->setBus(service.client());
    // As it is with a tray; whether there is jobs to lose is asked of an attached client only.
    m_window->setStaysWhenClosed(true);
    QSignalSpy stayed(m_window.get(), &MainWindow::stayed);
    Q_EMIT m_window->stayed();
    QVERIFY(service.waitFor(1));
    QVERIFY(service.shown().constFirst().title.contains(u"tray"_s));
    Q_EMIT m_window->stayed();
    QCOMPARE(stayed.count(), 2);
    QVERIFY(!m_preferences->tellAboutTrayOnce());
}

void AttentionTest::theTraysMenuReachesTheWindow()
{
    auto *newJob = m_window->findChild<QAction *>(u"newJob"_s);
    QVERIFY(newJob != nullptr);
    TrayIcon tray(newJob);
    tray.setCounts(3, 2);
    QVERIFY2(tray.toolTip().contains(u'3') && tray.toolTip().contains(u'2'), qPrintable(tray.toolTip()));
    QVERIFY(!tray.icon().isNull());
    const QSignalSpy shown(&tray, &TrayIcon::showRequested);
    const QSignalSpy quit(&tray, &TrayIcon::quitRequested);
    const QList<QAction *> actions = tray.contextMenu()->actions();
    QCOMPARE(actions.constFirst(), newJob);
    actions.at(1)->trigger();
    QCOMPARE(shown.count(), 1);
    actions.constLast()->trigger();
    QCOMPARE(quit.count(), 1);
}

QTEST_MAIN(AttentionTest)
#include "tst_attention.moc"
