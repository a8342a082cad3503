#include <QImage>
#include <QJsonArray>
#include <QTest>

#include "aidaemon.h"

using namespace ca::test;
using namespace Qt::StringLiterals;
using Model = ScriptedModel;

/// What a model gets to see of the desktop that it uses: a real window in a real sandbox, the screenshot in the
/// workspace, and the request that the provider receives.
class TestAiScreens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhoSeesIsShown_data();
    void onlyWhoSeesIsShown();
    void largeScreenIsMadeSmaller();
    void whoRefusesImagesGoesOnWithout();

private:
    /// Carries the task out with a green window and one screenshot, seen.png; the job's end.
    static QJsonObject carryOut(AiDaemon &ai, const QString &id);
    static QString learn(AiDaemon &ai, const QString &first = {});
};

namespace {
const QColor green(0x2a, 0x5f, 0x3c);
const auto name = u"screenshots/seen.png"_s;

/// Somewhere inside the window.
bool isGreen(const QImage &picture)
{
    return picture.pixelColor(picture.width() / 16, picture.height() / 10) == green;
}
} // namespace

QString TestAiScreens::learn(AiDaemon &ai, const QString &first)
{
    const auto task = u"Open a green window and look at it"_s;
    QJsonArray actions;
    if (!first.isEmpty())
        actions.append(Model::shell(first));
    actions.append(Model::gui(u"exec xterm -title Green -bg #2a5f3c -fg white -geometry 60x20+0+0 -e sleep 1000\n"
                              "wait-window Green 60\nscreenshot seen.png\n"_s));
    ai.model().learn(task, {{.plan = Model::plan(actions)},
                            {.mustRead = {u"exit code 0"_s, name}, .plan = Model::done(u"It is green."_s)}});
    return ai.schedule(task);
}

QJsonObject TestAiScreens::carryOut(AiDaemon &ai, const QString &id)
{
    const QJsonObject job = ai.awaitEnd(id);
    if (job[u"status"] != u"complete"_s)
        qWarning().noquote() << job[u"error"].toString() << eventTexts(job) << ai.model().complaints();
    return job;
}

void TestAiScreens::onlyWhoSeesIsShown_data()
{
    QTest::addColumn<QString>("providers");
    QTest::addColumn<bool>("sees");
    QTest::newRow("a model that sees") << u"gemini"_s << true;
    QTest::newRow("a model that does not") << u"alchemyst"_s << false;
    QTest::newRow("the first does not, the next would") << u"alchemyst,gemini"_s << false;
}

void TestAiScreens::onlyWhoSeesIsShown()
{
    QFETCH(const QString, providers);
    QFETCH(const bool, sees);
    AiDaemon ai({QString(u"AGENT_PROVIDERS="_s + providers)});
    const QString id = learn(ai);
    const QJsonObject job = carryOut(ai, id);
    QCOMPARE(job[u"status"].toString(), u"complete"_s);
    QCOMPARE(job[u"steps"].toArray().first()[u"artifacts"].toArray(), QJsonArray{name});
    const QImage taken = QImage::fromData(ai.file(id, name), "PNG");
    QCOMPARE(taken.size(), QSize(1280, 800));
    QVERIFY(isGreen(taken));
    const QList<FakeRequest> calls = sees ? ai.gemini().calls() : ai.alchemyst().calls();
    QCOMPARE(calls.size(), 2);
    QCOMPARE(calls.first().images(), QList<QByteArray>());
    QCOMPARE(calls.first().text().contains(u"you are shown the screenshots"_s), sees);
    QCOMPARE(calls.last().images().size(), sees ? 1 : 0);
    if (sees) {
        // It is within the limits, so the very file.
        QCOMPARE(calls.last().images().first(), ai.file(id, name));
        QVERIFY(calls.last().text().contains(QString(u"[image 1: "_s + name + u']')));
    }
    QCOMPARE(ai.model().complaints(), QStringList());
    QVERIFY(ai.daemon().stop());
}

void TestAiScreens::largeScreenIsMadeSmaller()
{
    constexpr QSize screen(2400, 1500);
    AiDaemon ai({u"AGENT_PROVIDERS=gemini"_s});
    const QString id = learn(ai, u"until test -e /tmp/.X11-unix/X0; do sleep 0.1; done"_s);
    QVERIFY(ai.awaitPhase(id, u"working"_s));
    const HttpAnswer opened = ai.http().post(u"/job/%1/desktop"_s.arg(id),
                                             QJsonObject{{u"width"_s, screen.width()}, {u"height"_s, screen.height()}});
    QVERIFY2(opened.status == 200, opened.body.constData());
    QCOMPARE(carryOut(ai, id)[u"status"].toString(), u"complete"_s);
    QCOMPARE(QImage::fromData(ai.file(id, name), "PNG").size(), screen);
    const FakeRequest last = ai.gemini().calls().last();
    QCOMPARE(last.images().size(), 1);
    const QImage sent = QImage::fromData(last.images().first(), "PNG");
    QVERIFY2(sent.width() <= 1568 && sent.width() * sent.height() <= 1'150'000,
             qPrintable(QString::number(sent.width())));
    QVERIFY(sent.width() * sent.height() > 1'100'000); // and no smaller than need be
    QVERIFY(isGreen(sent));
    // The model is told how to get back from what it sees to where it clicks.
    const double scale = last.text().section(u"multiply its coordinates by "_s, 1).section(u']', 0, 0).toDouble();
    QVERIFY(qAbs(sent.width() * scale - screen.width()) <= scale + 1);
    QCOMPARE(ai.model().complaints(), QStringList());
    QVERIFY(ai.daemon().stop());
}

void TestAiScreens::whoRefusesImagesGoesOnWithout()
{
    AiDaemon ai({u"AGENT_PROVIDERS=gemini"_s});
    ai.gemini().answerWith([&ai](const FakeRequest &request) {
        return request.images().isEmpty()
                   ? ai.model().answer(request)
                   : FakeAnswer::error(400, u"image_url is only supported by certain models"_s, u"invalid_request"_s);
    });
    const QString id = learn(ai);
    QCOMPARE(carryOut(ai, id)[u"status"].toString(), u"complete"_s);
    const QList<FakeRequest> calls = ai.gemini().calls();
    QCOMPARE(calls.size(), 3);
    QCOMPARE(calls.at(1).images().size(), 1);
    QCOMPARE(calls.at(2).images(), QList<QByteArray>());
    QVERIFY(calls.at(2).text().contains(u"[an image that you cannot see]"_s));
    QCOMPARE(ai.model().complaints(), QStringList());
    QVERIFY(ai.daemon().stop());
}

QTEST_GUILESS_MAIN(TestAiScreens)
#include "tst_aiscreens.moc"
