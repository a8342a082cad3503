#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "exampletask.h"
#include "inputlist.h"
#include "joboptions.h"
#include "newjobdialog.h"
#include "newjobmemory.h"
#include "orchestratorclient.h"
#include "studio.h"

namespace ca::dashboard {

namespace {

void fillOptions(NewJobDialog &dialog)
{
    auto *options = dialog.findChild<JobOptions *>();
    options->setProviders({{.name = QStringLiteral("gemini"),
                            .label = QStringLiteral("Gemini"),
                            .model = QStringLiteral("gemini-2.5-flash"),
                            .state = ProviderState::Ready},
                           {.name = QStringLiteral("openai"), .label = QStringLiteral("OpenAI")}});
    options->setEngines({{.name = QStringLiteral("bubblewrap"), .problem = {}},
                         {.name = QStringLiteral("docker"), .problem = {}},
                         {.name = QStringLiteral("podman"), .problem = QStringLiteral("Start Podman's service.")}},
                        QStringLiteral("containerized-agent:latest"));
    dialog.findChild<QLineEdit *>(QStringLiteral("image"))->setText(QStringLiteral("python:3.13-slim"));
    dialog.findChild<QLineEdit *>(QStringLiteral("limits.memory_mb"))->setText(QStringLiteral("4"));
    dialog.findChild<QLineEdit *>(QStringLiteral("limits.wall_time"))->setText(QStringLiteral("600"));
    dialog.findChild<QLineEdit *>(QStringLiteral("git"))
        ->setText(QStringLiteral("https://ada:secret@example.org/project.git"));
}

} // namespace

void shootNewJob(Studio &studio)
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("dashboard.ini")), QSettings::IniFormat);
    NewJobMemory memory(&settings);
    memory.addPrompt(QStringLiteral("$ make test"));
    JobDraft draft;
    draft.request.prompt = exampleTasks().constFirst().prompt;
    memory.saveDraft(draft);
    OrchestratorClient client;
    NewJobDialog dialog(&client, &memory, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    studio.shoot(&dialog, QStringLiteral("new-job-draft"));
    dialog.setPrompt(QStringLiteral("Sum up the table and draw a chart of it"));
    for (const auto *name : {"measurements-of-the-whole-year.csv", "notes.txt"}) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(QByteArray(123'456, 'x'));
        dialog.findChild<InputList *>()->add({file.fileName()});
    }
    dialog.findChild<InputList *>()->add({QDir::tempPath()});
    studio.shoot(&dialog, QStringLiteral("new-job-inputs"));
    dialog.findChild<QToolButton *>(QStringLiteral("moreOptions"))->setChecked(true);
    dialog.resize(dialog.width(), 860);
    studio.shoot(&dialog, QStringLiteral("new-job-options"));
    fillOptions(dialog);
    studio.shoot(&dialog, QStringLiteral("new-job-errors"));
    dialog.resize(560, 480);
    studio.shoot(&dialog, QStringLiteral("new-job-small"));
}

} // namespace ca::dashboard
