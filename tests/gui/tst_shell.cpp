#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

#include "healthdialog.h"
#include "httpclient.h"
#include "language.h"
#include "mainwindow.h"
#include "settingsfixture.h"

using namespace ca;
using namespace ca::dashboard;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// What surrounds the jobs in the real window, over a real core.
class ShellTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void germanIsSpokenAfterARestart();
    void healthLooksAtTheRealSystem();
    void withATrayClosingLeavesTheProgramRunning();

private:
    std::unique_ptr<SettingsFixture> m_program;
};

void ShellTest::init()
{
    m_program = std::make_unique<SettingsFixture>();
    m_program->setEnvironment(u"AGENT_LISTEN"_s, u"127.0.0.1:0"_s);
}

void ShellTest::cleanup()
{
    m_program.reset();
}

void ShellTest::germanIsSpokenAfterARestart()
{
    const QLocale before;
    {
        m_program->start();
        const QString english = m_program->window().findChild<QAction *>(u"quit"_s)->text();
        installLanguage(*qApp, u"de"_s);
        QCOMPARE(QLocale().language(), QLocale::German);
        m_program->start();
        const QString german = m_program->window().findChild<QAction *>(u"quit"_s)->text();
        QVERIFY2(german != english, qPrintable(german));
        QCOMPARE(english, u"Quit"_s);
    }
    for (QTranslator *translator : qApp->findChildren<QTranslator *>())
        delete translator;
    QLocale::setDefault(before);
}

void ShellTest::healthLooksAtTheRealSystem()
{
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    QTest::mouseClick(m_program->find<QToolButton>(u"showHealth"_s), Qt::LeftButton);
    auto *dialog = m_program->window().findChild<HealthDialog *>();
    QVERIFY(dialog != nullptr);
    auto *copy = m_program->find<QPushButton>(u"copyReport"_s);
    QVERIFY(QTest::qWaitFor([copy] { return copy->isEnabled(); }, 90'000));
    for (const QString &id : {u"engine"_s, u"bubblewrap"_s, u"user_namespaces"_s, u"apparmor"_s, u"limits"_s, u"disk"_s,
                              u"store"_s, u"providers"_s, u"keychain"_s, u"api"_s, u"ports"_s})
        QVERIFY2(m_program->find<QWidget>(u"health."_s + id) != nullptr, qPrintable(id));
    copy->click();
    const QString report = QApplication::clipboard()->text();
    QVERIFY2(report.contains(u"[good] Sandbox engine"_s), qPrintable(report));
    QVERIFY(report.contains(u"Qt: 6."_s));
    auto *again = m_program->find<QPushButton>(u"lookAgain"_s);
    again->click();
    QVERIFY(!again->isEnabled());
    QVERIFY(QTest::qWaitFor([again] { return again->isEnabled(); }, 90'000));
}

void ShellTest::withATrayClosingLeavesTheProgramRunning()
{
    m_program->start();
    QVERIFY(m_program->waitUntilOpen());
    MainWindow &window = m_program->window();
    window.setStaysWhenClosed(true);
    const QSignalSpy stopped(&window, &MainWindow::stopRequested);
    window.close();
    QVERIFY(window.isHidden());
    QCOMPARE(stopped.count(), 0);
    QCOMPARE(HttpClient(m_program->api()).get(u"/"_s).status, 200);
    window.raiseWindow({});
    QVERIFY(window.isVisible());
    window.requestQuit();
    QCOMPARE(stopped.count(), 1);
}

QTEST_MAIN(ShellTest)
#include "tst_shell.moc"
