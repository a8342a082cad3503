#include "logview.h"

#include <QEvent>
#include <QFontDatabase>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTextBlock>

#include "accents.h"

namespace ca::dashboard {

namespace {

// A line is laid out as a whole, so a very long one is cut.
constexpr int maxLineLength = 4096;
constexpr int markWidth = 3;

int stateOf(LogStream stream)
{
    return stream == LogStream::Err ? 1 : 0;
}

} // namespace

LogView::LogView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setObjectName(QStringLiteral("logView"));
    setAccessibleName(tr("Log of the selected job"));
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFrameShape(NoFrame);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(8);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LogView::noteScroll);
}

void LogView::append(const QList<LogRun> &runs)
{
    const QScopedValueRollback guard(m_changing, true);
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    for (const LogRun &run : runs)
        insert(cursor, run);
    cursor.endEditBlock();
    if (!m_following)
        return;
    dropBeginning();
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void LogView::clearLog()
{
    const QScopedValueRollback guard(m_changing, true);
    clear();
    document()->firstBlock().setUserState(stateOf(LogStream::Out));
    m_returned = false;
    m_dropped = 0;
    setFollowing(true);
}

bool LogView::isFull() const
{
    return !m_following && document()->characterCount() > 2 * shownLogBytes;
}

void LogView::goToEnd()
{
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    setFollowing(true);
}

void LogView::insert(QTextCursor &cursor, const LogRun &run)
{
    if (cursor.block().userState() != stateOf(run.stream)) {
        if (cursor.block().length() > 1)
            breakLine(cursor, run.stream);
        cursor.block().setUserState(stateOf(run.stream));
    }
    qsizetype begin = 0;
    const QStringView text = run.text;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] != u'\n' && text[at] != u'\r')
            continue;
        insertLine(cursor, text.sliced(begin, at - begin), run.stream);
        begin = at + 1;
        if (text[at] == u'\n')
            breakLine(cursor, run.stream);
        else
            m_returned = true;
    }
    insertLine(cursor, text.sliced(begin), run.stream);
}

void LogView::insertLine(QTextCursor &cursor, QStringView text, LogStream stream)
{
    if (text.isEmpty())
        return;
    if (std::exchange(m_returned, false)) { // a progress line that a terminal would have overwritten
        cursor.movePosition(QTextCursor::StartOfBlock, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
    }
    while (!text.isEmpty()) {
        const qsizetype room = maxLineLength - (cursor.block().length() - 1);
        const QStringView part = text.first(qMin(room, text.size()));
        cursor.insertText(part.toString(), formatOf(stream));
        text = text.sliced(part.size());
        if (!text.isEmpty())
            breakLine(cursor, stream);
    }
}

void LogView::breakLine(QTextCursor &cursor, LogStream stream)
{
    m_returned = false;
    cursor.insertBlock(QTextBlockFormat(), formatOf(stream));
    cursor.block().setUserState(stateOf(stream));
}

// In larger pieces than single lines, since each removal costs.
void LogView::dropBeginning()
{
    const int excess = document()->characterCount() - static_cast<int>(shownLogBytes);
    if (excess < static_cast<int>(shownLogBytes / 8))
        return;
    const QTextBlock first = document()->findBlock(excess);
    if (first == document()->lastBlock() || first.position() == 0)
        return;
    QTextCursor cursor(document());
    cursor.setPosition(first.position(), QTextCursor::KeepAnchor);
    m_dropped += first.position();
    const int state = first.userState();
    cursor.removeSelectedText();
    document()->firstBlock().setUserState(state);
}

void LogView::noteScroll()
{
    if (!m_changing)
        setFollowing(verticalScrollBar()->value() >= verticalScrollBar()->maximum());
}

void LogView::setFollowing(bool following)
{
    if (std::exchange(m_following, following) != following)
        Q_EMIT followingChanged(following);
}

void LogView::paintEvent(QPaintEvent *event)
{
    QPlainTextEdit::paintEvent(event);
    QPainter painter(viewport());
    const QColor color = accentColor(Accent::ErrorOutput, palette());
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > viewport()->height())
            break;
        if (block.userState() == stateOf(LogStream::Err) && block.length() > 1)
            painter.fillRect(QRectF(0, place.top(), markWidth, place.height()), color);
    }
}

void LogView::resizeEvent(QResizeEvent *event)
{
    const QScopedValueRollback guard(m_changing, true);
    QPlainTextEdit::resizeEvent(event);
    if (m_following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void LogView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        recolor();
}

void LogView::recolor()
{
    for (QTextBlock block = document()->firstBlock(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        cursor.setCharFormat(formatOf(block.userState() == 1 ? LogStream::Err : LogStream::Out));
    }
}

QTextCharFormat LogView::formatOf(LogStream stream) const
{
    QTextCharFormat format;
    if (stream == LogStream::Err)
        format.setForeground(accentColor(Accent::ErrorOutput, palette()));
    return format;
}

} // namespace ca::dashboard
