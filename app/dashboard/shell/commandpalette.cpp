#include "commandpalette.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "commanddelegate.h"

namespace ca::dashboard {

namespace {

constexpr int shownRows = 12;

} // namespace

CommandPalette::CommandPalette(QWidget *window)
    : QDialog(window)
    , m_commands(commandsOf(window))
    , m_typed(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_nothing(new QLabel(tr("Nothing that can be done here is called that."), this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Command palette"));
    m_typed->setObjectName(QStringLiteral("paletteText"));
    m_typed->setAccessibleName(tr("Find a command"));
    m_typed->setPlaceholderText(tr("Find a command"));
    m_typed->setClearButtonEnabled(true);
    m_typed->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setModel(&m_commands);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus); // the keys for it are taken from the line above
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_typed);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list, 1);
    connect(m_typed, &QLineEdit::textChanged, this, &CommandPalette::find);
    connect(m_list, &QListView::clicked, this, &CommandPalette::doIt);
    const QFontMetrics metrics = fontMetrics();
    resize(metrics.averageCharWidth() * 72, metrics.height() * 2 * shownRows);
    find({});
}

void CommandPalette::find(const QString &typed)
{
    m_commands.setTyped(typed);
    m_nothing->setVisible(m_commands.rowCount() == 0);
    m_list->setVisible(m_commands.rowCount() > 0);
    // The first that can be done, which Enter then does.
    for (int row = 0; row < m_commands.rowCount(); ++row) {
        if (const QModelIndex index = m_commands.index(row); index.flags().testFlag(Qt::ItemIsEnabled)) {
            m_list->setCurrentIndex(index);
            m_list->scrollToTop();
            return;
        }
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_typed || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_PageDown:
        move(shownRows);
        return true;
    case Qt::Key_PageUp:
        move(-shownRows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        doCurrent();
        return true;
    default:
        return false;
    }
}

// In the upper part of the window, where the eye is and the list has room.
void CommandPalette::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    const QRect room(parentWidget()->mapToGlobal(QPoint()), parentWidget()->size());
    const QSize size(std::min(width(), room.width() - 16), std::min(height(), room.height() - 16));
    resize(size);
    QDialog::move(room.x() + (room.width() - size.width()) / 2, room.y() + (room.height() - size.height()) / 4);
    m_typed->setFocus();
}

void CommandPalette::move(int rows)
{
    const int last = m_commands.rowCount() - 1;
    int row = std::clamp(m_list->currentIndex().row() + rows, 0, std::max(last, 0));
    const int step = rows > 0 ? 1 : -1;
    while (row >= 0 && row <= last && !m_commands.index(row).flags().testFlag(Qt::ItemIsEnabled))
        row += step;
    if (row >= 0 && row <= last)
        m_list->setCurrentIndex(m_commands.index(row));
}

void CommandPalette::doCurrent()
{
    doIt(m_list->currentIndex());
}

// The palette is gone before the command is done, which may open a dialog or need the focus where it was.
void CommandPalette::doIt(const QModelIndex &index)
{
    if (!index.isValid() || !index.flags().testFlag(Qt::ItemIsEnabled))
        return;
    const Command command = m_commands.command(index);
    if (QObject *source = command.source) {
        connect(this, &QDialog::finished, source,
                [command, source] { QTimer::singleShot(0, source, [command] { command.trigger(); }); });
    }
    accept();
}

} // namespace ca::dashboard
