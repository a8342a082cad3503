#include "filestab.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QStandardPaths>
#include <QToolBar>
#include <QTreeView>
#include <QVBoxLayout>
#include <chrono>

#include "codelanguages.h"
#include "displaytext.h"
#include "filepreview.h"
#include "noticebar.h"
#include "orchestratorclient.h"
#include "resultfile.h"
#include "resultsource.h"
#include "workspacesource.h"

namespace ca::dashboard {

using namespace std::chrono_literals;

FilesTab::FilesTab(OrchestratorClient *client, std::shared_ptr<CodeLanguages> languages, QWidget *parent)
    : JobTab(parent)
    , m_client(client)
    , m_notice(new NoticeBar(this))
    , m_hint(new QLabel(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_view(makeView())
    , m_preview(new FilePreview(std::move(languages), m_splitter))
{
    m_notice->setObjectName(QStringLiteral("filesNotice"));
    m_notice->hide();
    m_hint->setObjectName(QStringLiteral("filesHint"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_splitter->setObjectName(QStringLiteral("filesSplitter"));
    m_splitter->addWidget(m_view);
    m_splitter->addWidget(m_preview);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeBar());
    layout->addWidget(m_notice);
    layout->addWidget(m_hint, 1);
    layout->addWidget(m_splitter, 1);
    setFocusProxy(m_view);
    m_refreshPause.setSingleShot(true);
    m_refreshPause.setInterval(1s);
    connect(&m_refreshPause, &QTimer::timeout, &m_model, &FileModel::refresh);
    connect(&m_model, &FileModel::listed, this, &FilesTab::showListed);
    connect(&m_saver, &FileSaver::finished, this, &FilesTab::showSaved);
    updateActions();
}

FilesTab::~FilesTab() = default;

QToolBar *FilesTab::makeBar()
{
    auto *bar = new QToolBar(this);
    bar->setObjectName(QStringLiteral("filesBar"));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({16, 16});
    m_place = new QLabel(bar);
    m_place->setObjectName(QStringLiteral("filesPlace"));
    const auto add = [this, bar](const char *name, Symbol symbol, const QString &text, const QKeySequence &keys) {
        auto *action = new QAction(symbolIcon(symbol), text, this);
        action->setObjectName(QString::fromLatin1(name));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        if (!keys.isEmpty()) {
            action->setToolTip(QStringLiteral("%1 (%2)").arg(text, keys.toString(QKeySequence::NativeText)));
        }
        bar->addAction(action);
        addAction(action);
        return action;
    };
    m_saveAs = add("saveFile", Symbol::Save, tr("Save as…"), QKeySequence(QKeySequence::Save));
    m_stopSaving = add("stopSaving", Symbol::Cancel, tr("Stop saving"), {});
    m_openZip = add("openZip", Symbol::OpenResult, tr("Open ZIP"), {});
    m_refresh = add("refreshFiles", Symbol::Retry, tr("Refresh"), QKeySequence(Qt::Key_F5));
    auto *gap = new QWidget(bar);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(gap);
    bar->addWidget(m_place);
    connect(m_saveAs, &QAction::triggered, this, &FilesTab::save);
    connect(m_stopSaving, &QAction::triggered, &m_saver, &FileSaver::cancel);
    connect(m_openZip, &QAction::triggered, this, &FilesTab::openZip);
    connect(m_refresh, &QAction::triggered, &m_model, &FileModel::refresh);
    return bar;
}

QTreeView *FilesTab::makeView()
{
    auto *view = new QTreeView(m_splitter);
    view->setObjectName(QStringLiteral("files"));
    view->setAccessibleName(tr("Files"));
    view->setModel(&m_model);
    view->setUniformRowHeights(true);
    view->setAllColumnsShowFocus(true);
    view->setTextElideMode(Qt::ElideMiddle);
    QHeaderView *header = view->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(FileModel::NameColumn, QHeaderView::Stretch);
    const QFontMetrics metrics(view->font());
    header->resizeSection(FileModel::SizeColumn, metrics.horizontalAdvance(QStringLiteral("00,000 bytes0")));
    header->resizeSection(FileModel::ModifiedColumn, metrics.horizontalAdvance(QStringLiteral("00/00/0000 00:00 xx0")));
    connect(view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &FilesTab::showCurrent);
    return view;
}

void FilesTab::showJob(const Job &job)
{
    const bool isOther = job.id != m_job.id;
    const bool wasResult = m_isResult;
    const bool hadStarted = m_job.started > 0;
    m_job = job;
    m_isResult = job.isEnded() && job.hasResult();
    if (isOther) {
        m_notice->hide();
        m_folder.clear();
        m_stepsSeen = 0;
        m_model.setSource(nullptr);
        m_client->jobDir(job.id).then(this, [this, id = job.id](const Result<QString> &dir) {
            if (!dir || id != m_job.id)
                return;
            m_folder = *dir;
            openSource();
        });
    } else if (m_isResult != wasResult || (!hadStarted && job.started > 0)) {
        openSource();
    }
    showListed();
}

void FilesTab::showDetails(const JobDetails &details)
{
    const int done = details.job.stepsDone;
    if (std::exchange(m_stepsSeen, done) != done && !m_isResult)
        refreshSoon(); // a step has ended: it may have made files
}

void FilesTab::refreshSoon()
{
    if (!m_refreshPause.isActive())
        m_refreshPause.start();
}

void FilesTab::openSource()
{
    if (m_folder.isEmpty() || m_job.started == 0)
        return;
    if (m_isResult)
        m_model.setSource(std::make_shared<ResultSource>(m_folder + QLatin1StringView("/output.zip")));
    else
        m_model.setSource(std::make_shared<WorkspaceSource>(m_folder + QLatin1StringView("/workspace")));
    m_preview->showMessage(tr("Select a file to look into it."));
}

void FilesTab::showListed()
{
    const bool isEmpty = m_model.rowCount() == 0;
    if (m_job.started == 0)
        m_hint->setText(m_job.isEnded() ? tr("This job never ran: there are no files.")
                                        : tr("Files appear here once the job runs."));
    else if (!m_model.error().isEmpty())
        m_hint->setText(m_model.error());
    else if (!m_model.isLoaded())
        m_hint->setText(m_isResult ? tr("Opening the result…") : tr("Looking for files…"));
    else
        m_hint->setText(m_job.isEnded() ? tr("This job left no files.") : tr("There are no files yet."));
    m_hint->setVisible(isEmpty);
    m_splitter->setVisible(!isEmpty);
    if (m_job.started == 0)
        m_place->clear();
    else
        m_place->setText(m_isResult ? tr("Result, %1").arg(QLocale().formattedDataSize(m_job.resultBytes, 1))
                                    : tr("Workspace"));
    if (m_isResult && m_model.isLoaded()) // what the job made is what one comes for
        m_view->expand(m_model.find("workspace"));
    updateActions();
}

void FilesTab::showCurrent()
{
    updateActions();
    const QModelIndex current = m_view->currentIndex().siblingAtColumn(FileModel::NameColumn);
    if (!current.isValid())
        return m_preview->showMessage(tr("Select a file to look into it."));
    switch (static_cast<FileEntry::Type>(current.data(FileModel::TypeRole).toInt())) {
    case FileEntry::Type::File:
        return m_preview->showFile(m_model.source(), current.data(FileModel::PathRole).toByteArray(),
                                   current.data(FileModel::SizeRole).toLongLong());
    case FileEntry::Type::Folder:
        return m_preview->showMessage(tr("A folder. Open it to see what is in it."));
    case FileEntry::Type::Link:
        return m_preview->showMessage(
            tr("A link to %1. Links are not followed here.").arg(current.data(FileModel::LinkTargetRole).toString()));
    case FileEntry::Type::Other:
        return m_preview->showMessage(tr("A pipe, a socket or a device: it has nothing to show."));
    }
}

void FilesTab::updateActions()
{
    const QModelIndex current = m_view->currentIndex().siblingAtColumn(FileModel::NameColumn);
    const auto type = static_cast<FileEntry::Type>(current.data(FileModel::TypeRole).toInt());
    const bool canSave = current.isValid() && (type == FileEntry::Type::File || type == FileEntry::Type::Folder);
    m_saveAs->setEnabled(canSave && !m_saver.isRunning());
    m_stopSaving->setVisible(m_saver.isRunning());
    m_openZip->setEnabled(m_isResult);
    m_refresh->setEnabled(m_model.source() != nullptr && !m_isResult);
}

void FilesTab::save()
{
    const QByteArray path = m_view->currentIndex().data(FileModel::PathRole).toByteArray();
    const QString name = displayText(QByteArrayView(path.sliced(path.lastIndexOf('/') + 1)));
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    auto *dialog = new QFileDialog(this, tr("Save as"), QDir(folder).filePath(name)); // deletes itself when closed
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FilesTab::saveTo);
    dialog->open();
}

void FilesTab::saveTo(const QString &target)
{
    const QModelIndex current = m_view->currentIndex().siblingAtColumn(FileModel::NameColumn);
    if (!current.isValid() || m_saver.isRunning())
        return;
    m_target = target;
    const bool isFolder = current.data(FileModel::TypeRole).toInt() == static_cast<int>(FileEntry::Type::Folder);
    say(tr("Saving to %1…").arg(target));
    m_saver.save(m_model.source(), current.data(FileModel::PathRole).toByteArray(), isFolder, target);
    updateActions();
}

void FilesTab::showSaved(const SavedFiles &saved)
{
    updateActions();
    if (!saved.error.isEmpty())
        return say(saved.error, true);
    QString sentence = tr("%Ln file(s), %1, saved to %2.", nullptr, saved.files)
                           .arg(QLocale().formattedDataSize(saved.bytes, 1), m_target);
    if (saved.leftOut > 0)
        sentence += QLatin1Char(' ') + tr("%Ln link(s) or other special file(s) left out.", nullptr, saved.leftOut);
    say(sentence);
}

void FilesTab::openZip()
{
    const QString remark = openResultFile(m_folder + QLatin1StringView("/output.zip"));
    if (!remark.isEmpty())
        say(remark, true);
}

void FilesTab::say(const QString &sentence, bool isError)
{
    m_notice->setNotice(isError ? Symbol::Failed : Symbol::Information, isError ? Accent::Failure : Accent::Neutral,
                        sentence);
}

} // namespace ca::dashboard
