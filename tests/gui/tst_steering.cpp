#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

#include "agentdialogue.h"
#include "codeview.h"
#include "dashboardfixture.h"
#include "fakeprovider.h"
#include "jobpage.h"
#include "noticebar.h"
#include "orchestrator.h"
#include "scriptedmodel.h"

using namespace ca;
using namespace ca::dashboard;
using namespace ca::test;
using Model = ScriptedModel;

namespace {

constexpr int patience = 60'000;
const QString task = QStringLiteral("Count slowly");

} // namespace

/// A person steers an AI job from the window.
class TestSteering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void approvedStepsRun();
    void deniedStepsDoNotRun();
    void messageReachesTheAgent();
    void pausedJobIsResumedHere();

private:
    [[nodiscard]] bool awaitStatus(const QString &word) const
    {
        return QTest::qWaitFor([&] { return m_fixture->firstStatus() == word; }, patience);
    }
    [[nodiscard]] QByteArray file(const JobId &id, const QString &name) const
    {
        QFile file(m_fixture->jobDir(id) + QStringLiteral("/workspace/") + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    JobId start(bool needsApproval);

    std::unique_ptr<FakeProvider> m_provider;
    std::unique_ptr<ScriptedModel> m_model;
    std::unique_ptr<DashboardFixture> m_fixture;
};

void TestSteering::init()
{
    m_provider = std::make_unique<FakeProvider>();
    m_model = std::make_unique<ScriptedModel>();
    m_provider->answerWith([this](const FakeRequest &request) { return m_model->answer(request); });
    m_fixture = std::make_unique<DashboardFixture>(
        0, QString(),
        QStringList{QStringLiteral("ALCHEMYST_API_KEY=alchemyst-key-0123456789abcdef"),
                    QString(QStringLiteral("ALCHEMYST_BASE_URL=") + m_provider->baseUrl())});
    QVERIFY(m_fixture->waitUntilOpen());
    m_fixture->showTab(QStringLiteral("steps"));
}

void TestSteering::cleanup()
{
    QCOMPARE(m_model->complaints(), QStringList());
    m_fixture.reset();
    m_provider.reset();
}

JobId TestSteering::start(bool needsApproval)
{
    JobRequest request;
    request.prompt = task;
    request.network = NetworkPolicy::Off;
    request.needsApproval = needsApproval;
    return m_fixture->schedule(request);
}

void TestSteering::approvedStepsRun()
{
    m_model->learn(task,
                   {{.plan = Model::plan(QJsonArray{Model::shell(QStringLiteral("echo one > file"))})},
                    {.mustRead = {QStringLiteral("exit code 0")},
                     .plan = Model::plan(QJsonArray{Model::shell(QStringLiteral("echo two >> file; echo went-on"))})},
                    {.mustRead = {QStringLiteral("went-on")}, .plan = Model::done(QStringLiteral("Written."))}});
    const JobId id = start(true);
    QPushButton *approve = nullptr;
    QVERIFY(QTest::qWaitFor([&] { return (approve = m_fixture->find<QPushButton>("approve")) && approve->isVisible(); },
                            patience));
    QVERIFY(m_fixture->find<CodeView>("plannedSteps")->toPlainText().contains(QStringLiteral("echo one > file")));
    QVERIFY(m_fixture->find<QLabel>("approvalQuestion")->text().contains(QStringLiteral("1 step")));
    QCOMPARE(file(id, QStringLiteral("file")), QByteArray());
    approve->setFocus();
    QTest::keyClick(approve, Qt::Key_Space);
    QVERIFY(!approve->isEnabled()); // at once
    QVERIFY(QTest::qWaitFor(
        [&] {
            return approve->isVisible() && approve->isEnabled() &&
                   m_fixture->find<CodeView>("plannedSteps")->toPlainText().contains(QStringLiteral("echo two"));
        },
        patience));
    QCOMPARE(file(id, QStringLiteral("file")), QByteArray("one\n"));
    approve->click();
    QVERIFY(awaitStatus(QStringLiteral("Complete")));
    QVERIFY(!approve->isVisible());
    QCOMPARE(file(id, QStringLiteral("file")), QByteArray("one\ntwo\n"));
    QVERIFY(!m_fixture->find<QPlainTextEdit>("message")->isVisible());
}

void TestSteering::deniedStepsDoNotRun()
{
    m_model->learn(task,
                   {{.plan = Model::plan(QJsonArray{Model::shell(QStringLiteral("echo bad > bad"))})},
                    {.mustRead = {QStringLiteral("Not that file.")}, .plan = Model::done(QStringLiteral("Left it."))}});
    const JobId id = start(true);
    QPushButton *deny = nullptr;
    QVERIFY(
        QTest::qWaitFor([&] { return (deny = m_fixture->find<QPushButton>("deny")) && deny->isVisible(); }, patience));
    QTest::keyClicks(m_fixture->find<QLineEdit>("approvalComment"), QStringLiteral("Not that file."));
    QTest::mouseClick(deny, Qt::LeftButton);
    QVERIFY(awaitStatus(QStringLiteral("Complete")));
    QCOMPARE(file(id, QStringLiteral("bad")), QByteArray());
}

void TestSteering::messageReachesTheAgent()
{
    m_model->learn(task, {{.plan = Model::plan(QJsonArray{
                               Model::shell(QStringLiteral("touch begun; until [ -e go ]; do sleep 0.05; done"))})},
                          {.mustRead = {QStringLiteral("Write it in French, too.")},
                           .plan = Model::done(QStringLiteral("Bien."))}});
    const JobId id = start(false);
    QPlainTextEdit *message = nullptr;
    QVERIFY(QTest::qWaitFor(
        [&] { return (message = m_fixture->find<QPlainTextEdit>("message")) && message->isVisible(); }, patience));
    QVERIFY(QTest::qWaitFor([&] { return QFile::exists(m_fixture->jobDir(id) + QStringLiteral("/workspace/begun")); },
                            patience));
    message->setFocus();
    QTest::keyClicks(message, QStringLiteral("Write it in French, too."));
    QTest::keyClick(message, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(message->toPlainText().isEmpty());
    auto *answer = m_fixture->find<QLabel>("messageAnswer");
    QVERIFY(QTest::qWaitFor([answer] { return answer->text().startsWith(QStringLiteral("Sent.")); }, patience));
    QVERIFY(QFile(m_fixture->jobDir(id) + QStringLiteral("/workspace/go")).open(QIODevice::WriteOnly));
    QVERIFY(awaitStatus(QStringLiteral("Complete")));
}

void TestSteering::pausedJobIsResumedHere()
{
    m_model->learn(task, {{.plan = Model::plan(QJsonArray{
                               Model::shell(QStringLiteral("touch begun; until [ -e go ]; do sleep 0.05; done"))})},
                          {.mustRead = {QStringLiteral("exit code 0")}, .plan = Model::done(QStringLiteral("Done."))}});
    const JobId id = start(false);
    QVERIFY(QTest::qWaitFor([&] { return QFile::exists(m_fixture->jobDir(id) + QStringLiteral("/workspace/begun")); },
                            patience));
    const auto paused = m_fixture->client().ask<void>([id](Orchestrator &orchestrator) -> QCoro::Task<Result<void>> {
        const auto dialogue = orchestrator.dialogue(id);
        if (!dialogue)
            co_return std::unexpected(dialogue.error());
        co_return co_await (*dialogue)->pause();
    });
    auto *notice = m_fixture->find<NoticeBar>("pauseNotice");
    QVERIFY(QTest::qWaitFor([notice] { return notice->isVisible(); }, patience));
    QVERIFY(paused.isFinished());
    QCOMPARE(m_fixture->firstStatus(), QStringLiteral("Paused"));
    notice->findChild<QPushButton *>(QStringLiteral("noticeButton"))->click();
    QVERIFY(QTest::qWaitFor([notice] { return !notice->isVisible(); }, patience));
    QVERIFY(QFile(m_fixture->jobDir(id) + QStringLiteral("/workspace/go")).open(QIODevice::WriteOnly));
    QVERIFY(awaitStatus(QStringLiteral("Complete")));
}

QTEST_MAIN(TestSteering)
#include "tst_steering.moc"
