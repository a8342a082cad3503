#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

#include "chromium.h"
#include "daemonprocess.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// The API's page, in a real browser: every call of the description is on it, and can be tried.
class TestDocsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void everyCallIsShown();
    void aJobIsRunFromThePage();
    void aRefusedBodyIsExplained();

private:
    /// Unfolds a call's card and gives the page's name for it.
    QString openCard(const QString &method, const QString &path);
    /// Sends it; the answer's status line, once that is there.
    QString send(const QString &card);

    QTemporaryDir m_dir;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<Chromium> m_browser;
};

void TestDocsPage::initTestCase()
{
    m_daemon = std::make_unique<DaemonProcess>(DaemonProcess::Options{.dataDir = m_dir.path()});
    QVERIFY2(m_daemon->isListening(), qPrintable(m_daemon->errorOutput()));
    m_browser = std::make_unique<Chromium>();
    QVERIFY2(m_browser->isReady(), qPrintable(m_browser->errorOutput()));
    QVERIFY(m_browser->open(m_daemon->url().resolved(QUrl(u"/docs"_s))));
    QVERIFY(m_browser->waitFor(u"document.querySelectorAll('details.call').length > 0"_s));
}

void TestDocsPage::cleanupTestCase()
{
    m_browser.reset();
    QVERIFY(m_daemon->stop());
}

QString TestDocsPage::openCard(const QString &method, const QString &path)
{
    const QString card = u"[...document.querySelectorAll('details.call')].find(card => "
                         "card.querySelector('.method').textContent == '%1' && "
                         "card.querySelector('.path').textContent == '%2')"_s.arg(method, path);
    m_browser->evaluate(u"%1.open = true"_s.arg(card));
    return m_browser->waitFor(u"%1.querySelector('button.send')"_s.arg(card)) ? card : QString();
}

QString TestDocsPage::send(const QString &card)
{
    m_browser->evaluate(u"%1.querySelector('button.send').click()"_s.arg(card));
    const QString status = u"%1.querySelector('p.status.good, p.status.bad')"_s.arg(card);
    return m_browser->waitFor(status) ? m_browser->evaluate(status + u".textContent"_s).toString() : QString();
}

void TestDocsPage::everyCallIsShown()
{
    const QJsonValue missing = m_browser->evaluate(
        u"fetch('/openapi.json').then(answer => answer.json()).then(api => "
        "Object.entries(api.paths).flatMap(([path, calls]) => Object.keys(calls).map(method => method + ' ' + path))"
        ".filter(call => ![...document.querySelectorAll('details.call summary')]"
        ".some(shown => shown.querySelector('.method').textContent.toLowerCase() + ' ' + "
        "shown.querySelector('.path').textContent == call)).join())"_s);
    QCOMPARE(missing.toString(u"no answer"_s), QString());
    for (const QJsonObject &event : m_browser->takeEvents())
        QVERIFY2(event[u"method"] != u"Runtime.exceptionThrown"_s, "the page's script failed");
}

void TestDocsPage::aJobIsRunFromThePage()
{
    const QString schedule = openCard(u"POST"_s, u"/schedule"_s);
    QVERIFY(!schedule.isEmpty());
    m_browser->evaluate(
        uR"((area => { area.value = '{"prompt": "$ echo from the page"}'; })(%1.querySelector('textarea')))"_s.arg(
            schedule));
    QVERIFY(send(schedule).startsWith(u"200 "_s));
    const QString id = m_browser->evaluate(u"document.getElementById('job').value"_s).toString();
    QVERIFY(!QUuid(id).isNull());

    HttpClient http = m_daemon->http();
    QCOMPARE(DaemonProcess::awaitEnd(http, id)[u"status"].toString(), u"complete"_s);
    const QString log = openCard(u"GET"_s, u"/logs/{id}/{stream}"_s);
    QVERIFY(!log.isEmpty());
    m_browser->evaluate(u"[...%1.querySelectorAll('label')].find(label => label.textContent.startsWith('stream'))"
                        ".querySelector('input, select').value = 'stdout'"_s.arg(log));
    QVERIFY(send(log).startsWith(u"200 "_s));
    QVERIFY(m_browser->waitFor(u"%1.querySelector('[aria-live] pre').textContent == 'from the page\\n'"_s.arg(log)));
}

void TestDocsPage::aRefusedBodyIsExplained()
{
    const QString schedule = openCard(u"POST"_s, u"/schedule"_s);
    m_browser->evaluate(u"%1.querySelector('textarea').value = '{}'"_s.arg(schedule));
    QVERIFY(send(schedule).startsWith(u"422 "_s));
    QVERIFY(m_browser->waitFor(u"%1.querySelector('[aria-live] pre').textContent.includes('prompt')"_s.arg(schedule)));
}

QTEST_GUILESS_MAIN(TestDocsPage)
#include "tst_docspage.moc"
