#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <memory>

#include "findwidget.h"
#include "joboptions.h"
#include "newjobdialog.h"
#include "orchestratorclient.h"

using namespace ca;
using namespace ca::dashboard;

/// The fields of the dialog for a new job, by themselves.
class NewJobFieldsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatDoesNotFitIsSaidAtTheField_data();
    void whatDoesNotFitIsSaidAtTheField();
    void aRequestFillsTheFields();
    void providersThatCannotBeAskedAreGreyed();
    void enginesThatAreNotHereAreGreyed();
    void runbooksAreHighlighted();
};

void NewJobFieldsTest::whatDoesNotFitIsSaidAtTheField_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fits");
    QTest::newRow("memory") << QStringLiteral("limits.memory_mb") << QStringLiteral("512") << true;
    QTest::newRow("too little memory") << QStringLiteral("limits.memory_mb") << QStringLiteral("1") << false;
    QTest::newRow("no number") << QStringLiteral("limits.memory_mb") << QStringLiteral("much") << false;
    QTest::newRow("half a process") << QStringLiteral("limits.pids") << QStringLiteral("20.5") << false;
    QTest::newRow("half a processor") << QStringLiteral("limits.cpus") << QStringLiteral("0.5") << true;
    QTest::newRow("repository") << QStringLiteral("git") << QStringLiteral("https://example.org/x.git") << true;
    QTest::newRow("no address") << QStringLiteral("git") << QStringLiteral("ext::sh -c x") << false;
    QTest::newRow("image") << QStringLiteral("image") << QStringLiteral("registry:5000/a/b:1") << true;
    QTest::newRow("no image") << QStringLiteral("image") << QStringLiteral("../x y") << false;
    QTest::newRow("runtime") << QStringLiteral("runtime") << QStringLiteral("runsc") << true;
    QTest::newRow("no runtime") << QStringLiteral("runtime") << QStringLiteral("a/b") << false;
    QTest::newRow("a password") << QStringLiteral("git") << QStringLiteral("https://me:secret@example.org/x") << false;
}

void NewJobFieldsTest::whatDoesNotFitIsSaidAtTheField()
{
    QFETCH(const QString, field);
    QFETCH(const QString, text);
    QFETCH(const bool, fits);
    OrchestratorClient client;
    const std::unique_ptr<NewJobDialog> dialog(new NewJobDialog(&client));
    dialog->show();
    dialog->setPrompt(QStringLiteral("$ true"));
    auto *start = find<QPushButton>(dialog.get(), QStringLiteral("start"));
    QVERIFY(start->isEnabled());
    find<QLineEdit>(dialog.get(), field)->setText(text);
    QCOMPARE(start->isEnabled(), fits);
    const auto *note = find<QLabel>(dialog.get(), field + QLatin1StringView("Note"));
    QCOMPARE(note->isVisible(), !fits);
    QCOMPARE(note->text().isEmpty(), fits);
    find<QLineEdit>(dialog.get(), field)->clear();
    QVERIFY(start->isEnabled());
}

void NewJobFieldsTest::aRequestFillsTheFields()
{
    OrchestratorClient client;
    const std::unique_ptr<NewJobDialog> dialog(new NewJobDialog(&client));
    JobRequest request;
    request.prompt = QStringLiteral("Do it again");
    request.provider = QStringLiteral("gemini");
    request.limits.steps = 7;
    request.network = NetworkPolicy::Open;
    request.needsApproval = true;
    request.git = QStringLiteral("https://example.org/x.git");
    request.priority = 12;
    request.engine = QStringLiteral("docker");
    request.image = QStringLiteral("mine:1");
    request.runtime = QStringLiteral("runsc");
    dialog->setRequest(request);
    QCOMPARE(find<QPlainTextEdit>(dialog.get(), QStringLiteral("prompt"))->toPlainText(), request.prompt);
    JobRequest filled;
    dialog->findChild<JobOptions *>()->applyTo(filled);
    QCOMPARE(filled.provider, request.provider);
    QCOMPARE(filled.limits, request.limits);
    QCOMPARE(filled.network, request.network);
    QCOMPARE(filled.needsApproval, true);
    QCOMPARE(filled.git, request.git);
    QCOMPARE(filled.priority, 12);
    QCOMPARE(filled.engine, request.engine);
    QCOMPARE(filled.image, request.image);
    QCOMPARE(filled.runtime, request.runtime);
    QVERIFY(find<QWidget>(dialog.get(), QStringLiteral("optionsArea"))->isVisibleTo(dialog.get()));
}

void NewJobFieldsTest::providersThatCannotBeAskedAreGreyed()
{
    JobOptions options;
    options.setProviders(
        {{.name = QStringLiteral("gemini"), .label = QStringLiteral("Gemini"), .state = ProviderState::Ready},
         {.name = QStringLiteral("openai"),
          .label = QStringLiteral("OpenAI"),
          .state = ProviderState::NoKey,
          .note = QStringLiteral("Set OPENAI_API_KEY.")}});
    const auto *combo = find<QComboBox>(&options, QStringLiteral("provider"));
    const auto *model = qobject_cast<QStandardItemModel *>(combo->model());
    QVERIFY(model->item(combo->findData(QStringLiteral("gemini")))->isEnabled());
    const QStandardItem *openai = model->item(combo->findData(QStringLiteral("openai")));
    QVERIFY(!openai->isEnabled());
    QCOMPARE(openai->toolTip(), QStringLiteral("Set OPENAI_API_KEY."));
}

void NewJobFieldsTest::enginesThatAreNotHereAreGreyed()
{
    JobOptions options;
    options.setEngines({{.name = QStringLiteral("bubblewrap"), .problem = {}},
                        {.name = QStringLiteral("docker"), .problem = {}},
                        {.name = QStringLiteral("podman"), .problem = QStringLiteral("Start Podman's service.")}},
                       QStringLiteral("mine:1"));
    auto *combo = find<QComboBox>(&options, QStringLiteral("engine"));
    const auto *model = qobject_cast<QStandardItemModel *>(combo->model());
    QVERIFY(model->item(combo->findData(QStringLiteral("docker")))->isEnabled());
    const QStandardItem *podman = model->item(combo->findData(QStringLiteral("podman")));
    QVERIFY(!podman->isEnabled());
    QCOMPARE(podman->toolTip(), QStringLiteral("Start Podman's service."));
    QVERIFY(!options.isTouched());

    auto *image = find<QLineEdit>(&options, QStringLiteral("image"));
    image->setText(QStringLiteral("python:3.13-slim"));
    QVERIFY(options.isTouched());
    JobRequest request;
    options.applyTo(request);
    QCOMPARE(request.engine, QStringLiteral("auto"));
    QCOMPARE(request.image, QStringLiteral("python:3.13-slim"));
    combo->setCurrentIndex(combo->findData(QStringLiteral("docker")));
    QCOMPARE(image->placeholderText(), QStringLiteral("mine:1"));
    combo->setCurrentIndex(combo->findData(QStringLiteral("bubblewrap")));
    QVERIFY2(!image->isEnabled(), "bubblewrap has no images");
    options.applyTo(request);
    QVERIFY(request.image.isEmpty());
}

void NewJobFieldsTest::runbooksAreHighlighted()
{
    OrchestratorClient client;
    const std::unique_ptr<NewJobDialog> dialog(new NewJobDialog(&client));
    dialog->setPrompt(QStringLiteral("words\n$ make\n```python\nprint(1)\n```\nwords\n~~~\ntext\n~~~"));
    const QTextDocument *document = find<QPlainTextEdit>(dialog.get(), QStringLiteral("prompt"))->document();
    const auto colourOf = [document](int line) {
        const auto formats = document->findBlockByNumber(line).layout()->formats();
        return formats.isEmpty() ? QColor() : formats.constLast().format.foreground().color();
    };
    QVERIFY(!colourOf(0).isValid());
    QVERIFY(colourOf(1).isValid());
    QVERIFY(colourOf(3).isValid());
    QVERIFY(!colourOf(5).isValid());
    QVERIFY(colourOf(7).isValid() && colourOf(7) != colourOf(3));
}

QTEST_MAIN(NewJobFieldsTest)
#include "tst_newjobfields.moc"
