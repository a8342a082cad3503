#include <KArchiveFile>
#include <KZip>
#include <QBuffer>
#include <QJsonArray>
#include <QTest>

#include "aidaemon.h"
#include "chromium.h"
#include "loopbackserver.h"

using namespace ca::test;
using namespace Qt::StringLiterals;
using Model = ScriptedModel;

/// "Build me a todo app in React": what comes out is opened in a browser and used.
class TestTodoApp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isBuiltRepairedAndUsed();
};

namespace {
const auto task = u"Build me a todo app in React"_s;
const auto build = u"NODE_PATH=/usr/share/nodejs esbuild src/main.jsx --bundle --minify --jsx=automatic "
                   "--outfile=dist/app.js"_s;

QString source(const QString &name)
{
    QFile file(u":/todoapp/"_s + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The first attempt takes a part from a file that is not there, and so does not build.
QList<ModelRound> rounds()
{
    const QString main = source(u"main.jsx"_s);
    return {
        {.plan = Model::plan({Model::write(u"index.html"_s, source(u"index.html"_s)),
                              Model::write(u"src/App.jsx"_s, source(u"App.jsx"_s)),
                              Model::write(u"src/main.jsx"_s, QString(main).replace(u"./App.jsx"_s, u"./Todo.jsx"_s)),
                              Model::shell(build)})},
        {.mustRead = {u"exit code 1"_s, u"Could not resolve \"./Todo.jsx\""_s, u"src/App.jsx"_s},
         .plan = Model::plan({Model::write(u"src/main.jsx"_s, main), Model::shell(build)})},
        {.mustRead = {u"exit code 0"_s, u"dist/app.js"_s}, .plan = Model::done(u"index.html is a todo app."_s)}};
}

QHash<QByteArray, QByteArray> filesOf(QByteArray zipped)
{
    QBuffer buffer(&zipped);
    KZip zip(&buffer);
    QHash<QByteArray, QByteArray> files;
    if (!zip.open(QIODevice::ReadOnly))
        return files;
    const KArchiveFile *page = zip.directory()->file(u"workspace/index.html"_s);
    const KArchiveFile *code = zip.directory()->file(u"workspace/dist/app.js"_s);
    if (page != nullptr && code != nullptr)
        files = {{"/", page->data()}, {"/dist/app.js", code->data()}};
    return files;
}

/// In the middle of the first element that the selector finds.
void click(Chromium &browser, const QString &selector)
{
    const QJsonValue box = browser.evaluate(
        u"(b => [b.x + b.width / 2, b.y + b.height / 2])(document.querySelector('%1').getBoundingClientRect())"_s.arg(
            selector));
    browser.click({qRound(box[0].toDouble()), qRound(box[1].toDouble())});
}
} // namespace

void TestTodoApp::isBuiltRepairedAndUsed()
{
    AiDaemon ai;
    ai.model().learn(task, rounds());
    const QString id = ai.schedule(task);
    const QJsonObject job = ai.awaitEnd(id);
    QVERIFY2(job[u"status"] == u"complete"_s, qPrintable(job[u"error"].toString() + eventTexts(job)));
    QCOMPARE(ai.model().complaints(), QStringList());
    const QHash<QByteArray, QByteArray> files = filesOf(ai.http().get(u"/download/"_s + id).body);
    QCOMPARE(files.size(), 2);

    LoopbackServer server(LoopbackServer::serving(files));
    Chromium browser;
    QVERIFY2(browser.isReady(), qPrintable(browser.errorOutput()));
    QVERIFY(browser.open(QUrl(u"http://127.0.0.1:%1/"_s.arg(server.serverPort()))));
    QVERIFY(browser.waitFor(u"document.querySelector('h1')?.textContent == 'Todo'"_s));
    for (const QString &item : {u"Water the plants"_s, u"Call Ada"_s}) {
        click(browser, u"form input"_s);
        browser.type(item);
        click(browser, u"form button"_s);
    }
    QVERIFY(browser.waitFor(u"document.querySelector('p').textContent == '2 left'"_s));
    QCOMPARE(
        browser.evaluate(u"[...document.querySelectorAll('li')].map(item => item.textContent).join()"_s).toString(),
        u"Water the plants,Call Ada"_s);
    click(browser, u"li input"_s);
    QVERIFY(browser.waitFor(u"document.querySelector('p').textContent == '1 left'"_s));
    QVERIFY(ai.daemon().stop());
}

QTEST_GUILESS_MAIN(TestTodoApp)
#include "tst_todoapp.moc"
