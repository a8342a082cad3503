#include "resultsaver.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

#include "filecopy.h"
#include "jobabilities.h"
#include "jobjson.h"
#include "orchestratorclient.h"

namespace ca::dashboard {

ResultSaver::ResultSaver(OrchestratorClient *client, QWidget *window)
    : QObject(window)
    , m_client(client)
    , m_window(window)
    , m_folder(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation))
{
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, this, &ResultSaver::showProgress);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ResultSaver::takeResult);
}

ResultSaver::~ResultSaver()
{
    m_watcher.cancel();
}

void ResultSaver::save(const QList<Job> &jobs)
{
    QList<Job> wanted = jobs;
    erase_if(wanted, [](const Job &job) { return !JobAbilities::hasResult(job); });
    if (wanted.isEmpty())
        return;
    if (wanted.size() == 1) {
        QFileDialog *dialog = makeDialog(tr("Save ZIP as"));
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setNameFilter(tr("ZIP files (*.zip)"));
        dialog->setDefaultSuffix(QStringLiteral("zip"));
        dialog->selectFile(fileName(wanted.constFirst(), false));
        connect(dialog, &QFileDialog::fileSelected, this, [this, id = wanted.constFirst().id](const QString &path) {
            start({{.id = id, .target = path}}, path);
        });
        return dialog->open();
    }
    QFileDialog *dialog = makeDialog(tr("Save ZIPs to"));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this, wanted](const QString &path) {
        QList<Copy> copies;
        for (const Job &job : wanted)
            copies.append({.id = job.id, .target = QDir(path).filePath(fileName(job, true))});
        start(copies, path);
    });
    dialog->open();
}

QFileDialog *ResultSaver::makeDialog(const QString &title)
{
    auto *dialog = new QFileDialog(m_window, title, m_folder); // deletes itself when closed
    dialog->setObjectName(QStringLiteral("saveZipDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    return dialog;
}

QString ResultSaver::fileName(const Job &job, bool withId)
{
    constexpr qsizetype most = 60;
    QString name;
    for (const QChar unit : job.title.left(most)) {
        if (unit.isLetterOrNumber() || unit.isMark())
            name += unit;
        else if (!name.isEmpty() && !name.endsWith(QLatin1Char('-')))
            name += QLatin1Char('-');
    }
    while (name.endsWith(QLatin1Char('-')))
        name.chop(1);
    if (name.isEmpty())
        name = QStringLiteral("result");
    if (withId)
        name += QLatin1Char('-') + idToText(job.id).left(8);
    return name + QLatin1StringView(".zip");
}

void ResultSaver::start(const QList<Copy> &copies, const QString &path)
{
    m_path = path;
    m_folder = QFileInfo(copies.constFirst().target).absolutePath();
    const bool wasBusy = isBusy();
    m_count = static_cast<int>(copies.size()) + (wasBusy ? m_count : 0);
    m_waiting += copies;
    if (!wasBusy)
        copyNext();
}

void ResultSaver::cancel()
{
    m_watcher.cancel();
    if (isBusy())
        stop({});
}

void ResultSaver::copyNext()
{
    showProgress();
    const auto take = [this, round = ++m_round](const Result<QString> &dir) {
        if (round == m_round)
            copy(dir);
    };
    m_client->jobDir(m_waiting.constFirst().id).then(this, take).onCanceled(this, [this] { stop({}); });
}

void ResultSaver::copy(const Result<QString> &jobDir)
{
    if (!jobDir)
        return stop(jobDir.error().message);
    m_watcher.setFuture(copyFile(*jobDir + QLatin1StringView("/output.zip"), m_waiting.constFirst().target));
}

void ResultSaver::showProgress()
{
    if (!isBusy())
        return;
    const int before = m_count - static_cast<int>(m_waiting.size());
    const int share = m_watcher.isRunning() ? m_watcher.progressValue() : 0;
    Q_EMIT progressed(QFileInfo(m_waiting.constFirst().target).fileName(), (before * 1000 + share) / m_count);
}

void ResultSaver::takeResult()
{
    if (!isBusy() || m_watcher.isCanceled())
        return;
    if (const Result<void> result = m_watcher.result(); !result)
        return stop(result.error().message);
    m_waiting.removeFirst();
    if (isBusy())
        copyNext();
    else
        Q_EMIT saved(m_count, m_path);
}

void ResultSaver::stop(const QString &sentence)
{
    ++m_round;
    m_waiting.clear();
    Q_EMIT stopped(sentence);
}

} // namespace ca::dashboard
