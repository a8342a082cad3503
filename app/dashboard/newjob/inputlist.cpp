#include "inputlist.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QMimeData>
#include <QShortcut>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include "symbols.h"

namespace ca::dashboard {

namespace {

constexpr int mostRows = 4;

} // namespace

InputList::InputList(QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
{
    m_list->setObjectName(QStringLiteral("inputs"));
    m_list->setAccessibleName(tr("Files and folders for the job"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setIconSize({16, 16});
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *buttons = new QHBoxLayout;
    const auto makeButton = [this, buttons](const QString &name, const QString &text, const QString &toolTip) {
        auto *button = new QToolButton(this);
        button->setObjectName(name);
        button->setText(text);
        button->setToolTip(toolTip);
        button->setFocusPolicy(Qt::StrongFocus);
        buttons->addWidget(button);
        return button;
    };
    connect(makeButton(QStringLiteral("addFiles"), tr("Add files…"),
                       tr("They are put into the job's workspace. You can also drop them here.")),
            &QToolButton::clicked, this, &InputList::chooseFiles);
    connect(makeButton(QStringLiteral("addFolder"), tr("Add folder…"),
                       tr("It is put into the job's workspace with all that is in it.")),
            &QToolButton::clicked, this, &InputList::chooseFolder);
    m_remove = makeButton(QStringLiteral("removeInputs"), tr("Remove"), tr("Does not go with the job (Del)"));
    connect(m_remove, &QToolButton::clicked, this, &InputList::removeSelected);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(buttons);
    layout->addWidget(m_list);
    auto *del = new QShortcut(QKeySequence::Delete, m_list);
    del->setContext(Qt::WidgetShortcut);
    connect(del, &QShortcut::activated, this, &InputList::removeSelected);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &InputList::updateState);
    updateState();
}

QStringList InputList::paths() const
{
    QStringList all;
    for (int row = 0; row < m_list->count(); ++row)
        all.append(m_list->item(row)->data(Qt::UserRole).toString());
    return all;
}

void InputList::setPaths(const QStringList &paths)
{
    m_list->clear();
    add(paths);
}

void InputList::add(const QStringList &paths)
{
    for (const QString &path : paths) {
        const QFileInfo info(path);
        if (this->paths().contains(path) || (!info.isFile() && !info.isDir()))
            continue;
        const QString size = info.isDir() ? tr("folder") : QLocale().formattedDataSize(info.size(), 1);
        auto *item = new QListWidgetItem(symbolIcon(info.isDir() ? Symbol::OpenResult : Symbol::Files),
                                         tr("%1  (%2)").arg(info.fileName(), size), m_list);
        item->setData(Qt::UserRole, path);
        item->setToolTip(path);
    }
    updateState();
    Q_EMIT changed();
}

QStringList InputList::pathsIn(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls()) {
        const QFileInfo info(url.toLocalFile());
        if (url.isLocalFile() && (info.isFile() || info.isDir()))
            paths.append(info.absoluteFilePath());
    }
    return paths;
}

void InputList::chooseFiles()
{
    auto *dialog = new QFileDialog(this, tr("Files for the job"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &InputList::add);
    dialog->open();
}

void InputList::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Folder for the job"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::filesSelected, this, &InputList::add);
    dialog->open();
}

void InputList::removeSelected()
{
    qDeleteAll(m_list->selectedItems());
    updateState();
    Q_EMIT changed();
}

void InputList::updateState()
{
    m_list->setVisible(m_list->count() > 0);
    m_remove->setVisible(m_list->count() > 0);
    m_remove->setEnabled(!m_list->selectedItems().isEmpty());
    const int rows = std::min(m_list->count(), mostRows);
    m_list->setFixedHeight(rows * std::max(m_list->sizeHintForRow(0), 1) + 2 * m_list->frameWidth());
}

} // namespace ca::dashboard
