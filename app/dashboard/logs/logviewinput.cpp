// How people move about in a LogView, and select.

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QScrollBar>
#include <QTextBoundaryFinder>
#include <limits>

#include "logdocument.h"
#include "logview.h"

namespace ca::dashboard {

namespace {

constexpr int wheelRows = 3;
constexpr int dragInterval = 30;
constexpr qsizetype lineEnd = std::numeric_limits<int>::max();

bool isMoving(int key)
{
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home:
    case Qt::Key_End:
        return true;
    default:
        return false;
    }
}

} // namespace

bool LogView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    const bool isPlain = (event->modifiers() & (Qt::AltModifier | Qt::MetaModifier)) == 0;
    if (!isPlain || !isMoving(event->key())) {
        event->ignore();
        return;
    }
    if (event->modifiers().testFlag(Qt::ShiftModifier))
        moveCaret(*event);
    else
        scrollByKey(event->key());
}

void LogView::scrollByKey(int key)
{
    QScrollBar *sideways = horizontalScrollBar();
    switch (key) {
    case Qt::Key_Up:
        return scrollRows(-1);
    case Qt::Key_Down:
        return scrollRows(1);
    case Qt::Key_PageUp:
        return scrollRows(1 - fullRows());
    case Qt::Key_PageDown:
        return scrollRows(fullRows() - 1);
    case Qt::Key_Home:
        return scrollTo({});
    case Qt::Key_End:
        return goToEnd();
    case Qt::Key_Left:
        return sideways->triggerAction(QAbstractSlider::SliderSingleStepSub);
    default:
        return sideways->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    }
}

void LogView::moveCaret(const QKeyEvent &event)
{
    if (m_document->page().first < 0)
        return; // lines have no numbers yet
    if (!m_selection.hasCaret())
        m_selection.moveTo({.line = firstVisibleLine(), .unit = 0}, false);
    const bool isFar = event.modifiers().testFlag(Qt::ControlModifier);
    m_selection.moveTo(caretAfter(event.key(), isFar), true);
    ensureVisible(m_selection.caret());
    viewport()->update();
    Q_EMIT selectionChanged();
}

LogPosition LogView::caretAfter(int key, bool isFar) const
{
    LogPosition caret = m_selection.caret();
    const qint64 last = std::max<qint64>(m_document->extent().lines - 1, 0);
    const LogLine *line = m_document->line(caret.line);
    const qsizetype size = line != nullptr ? line->text.size() : caret.unit;
    caret.unit = std::min(caret.unit, size);
    switch (key) {
    case Qt::Key_Up:
        return {.line = std::max<qint64>(caret.line - 1, 0), .unit = caret.unit};
    case Qt::Key_Down:
        return {.line = std::min(caret.line + 1, last), .unit = caret.unit};
    case Qt::Key_PageUp:
        return {.line = std::max<qint64>(caret.line - fullRows(), 0), .unit = caret.unit};
    case Qt::Key_PageDown:
        return {.line = std::min(caret.line + fullRows(), last), .unit = caret.unit};
    case Qt::Key_Home:
        return isFar ? LogPosition() : LogPosition{.line = caret.line, .unit = 0};
    case Qt::Key_End:
        return isFar ? LogPosition{.line = last, .unit = lineEnd} : LogPosition{.line = caret.line, .unit = size};
    default:
        break;
    }
    QTextBoundaryFinder signs(QTextBoundaryFinder::Grapheme, line != nullptr ? line->text : QString());
    signs.setPosition(caret.unit);
    const qsizetype next = key == Qt::Key_Left ? signs.toPreviousBoundary() : signs.toNextBoundary();
    if (next >= 0)
        return {.line = caret.line, .unit = next};
    if (key == Qt::Key_Left)
        return caret.line > 0 ? LogPosition{.line = caret.line - 1, .unit = lineEnd} : caret;
    return caret.line < last ? LogPosition{.line = caret.line + 1, .unit = 0} : caret;
}

void LogView::ensureVisible(LogPosition place)
{
    const qint64 first = firstVisibleLine();
    const qint64 seen = m_rows.isEmpty() ? 0 : m_rows.constLast().index - m_rows.constFirst().index;
    if (place.line < first || place.line >= first + std::max<qint64>(seen, 1)) {
        const qint64 rows = fullRows();
        const bool isNear = place.line >= first - 1 && place.line <= first + seen + 1;
        if (isNear)
            scrollRows(place.line < first ? -1 : static_cast<int>(place.line - first - seen) + 1);
        else
            scrollTo({.line = place.line - rows / 3, .part = 0});
    }
    const LogLine *line = m_document->line(place.line);
    if (m_wraps || line == nullptr)
        return;
    const int cell = line->cellAt(std::min(place.unit, line->text.size()));
    QScrollBar *sideways = horizontalScrollBar();
    if (cell < sideways->value() || cell >= sideways->value() + columns())
        sideways->setValue(cell - columns() / 3);
}

void LogView::selectAll()
{
    const qint64 lines = m_document->extent().lines;
    if (lines == 0)
        return;
    m_selection.select({}, {.line = lines - 1, .unit = lineEnd});
    viewport()->update();
    Q_EMIT selectionChanged();
}

void LogView::copy()
{
    if (!m_selection.isEmpty())
        m_document->copy(m_selection.begin(), m_selection.end());
}

void LogView::fillClipboard(const QString &text, bool isCut)
{
    QGuiApplication::clipboard()->setText(text);
    if (isCut)
        Q_EMIT copyCut(text.size());
}

LogPosition LogView::positionAt(QPoint point) const
{
    if (m_rows.isEmpty())
        return {};
    const auto at = std::clamp<qsizetype>(static_cast<qsizetype>(point.y() / m_font.height), 0, m_rows.size() - 1);
    const LogRow &row = m_rows.at(at);
    const LogLine &line = m_document->page().lines.at(row.index);
    const qreal x = point.x() - gutterWidth() + horizontalScrollBar()->value() * m_font.cell;
    const int cell = row.firstCell + static_cast<int>(std::max(x / m_font.cell + 0.5, 0.0));
    return {.line = m_document->page().first + row.index, .unit = line.unitAt(std::min(cell, row.lastCell))};
}

void LogView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_document->page().first < 0)
        return QAbstractScrollArea::mousePressEvent(event);
    m_isDragging = true;
    m_hit.reset();
    m_selection.moveTo(positionAt(event->position().toPoint()), event->modifiers().testFlag(Qt::ShiftModifier));
    viewport()->update();
    Q_EMIT selectionChanged();
}

void LogView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_isDragging)
        return;
    m_dragPoint = event->position().toPoint();
    if (!viewport()->rect().contains(m_dragPoint) && !m_dragScroll.isActive())
        m_dragScroll.start(dragInterval, this);
    m_selection.moveTo(positionAt(m_dragPoint), true);
    viewport()->update();
    Q_EMIT selectionChanged();
}

void LogView::mouseReleaseEvent(QMouseEvent *event)
{
    Q_UNUSED(event)
    m_isDragging = false;
    m_dragScroll.stop();
}

void LogView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const LogPosition place = positionAt(event->position().toPoint());
    const LogLine *line = m_document->line(place.line);
    if (line == nullptr || event->button() != Qt::LeftButton)
        return;
    QTextBoundaryFinder words(QTextBoundaryFinder::Word, line->text);
    words.setPosition(std::min(place.unit, line->text.size()));
    const qsizetype begin = words.isAtBoundary() ? place.unit : words.toPreviousBoundary();
    words.setPosition(begin);
    const qsizetype end = words.toNextBoundary();
    m_selection.select({.line = place.line, .unit = std::max<qsizetype>(begin, 0)},
                       {.line = place.line, .unit = end < 0 ? line->text.size() : end});
    viewport()->update();
    Q_EMIT selectionChanged();
}

void LogView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_dragScroll.timerId())
        return QAbstractScrollArea::timerEvent(event);
    if (viewport()->rect().contains(m_dragPoint))
        return m_dragScroll.stop();
    scrollRows(m_dragPoint.y() < 0 ? -1 : m_dragPoint.y() >= viewport()->height() ? 1 : 0);
    m_selection.moveTo(positionAt(m_dragPoint), true);
    viewport()->update();
}

void LogView::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    if (std::abs(turned.x()) > std::abs(turned.y()) || event->modifiers().testFlag(Qt::ShiftModifier))
        return QAbstractScrollArea::wheelEvent(event);
    m_wheelRest += turned.y() * wheelRows;
    const int rows = m_wheelRest / QWheelEvent::DefaultDeltasPerStep;
    m_wheelRest -= rows * QWheelEvent::DefaultDeltasPerStep;
    scrollRows(-rows);
    event->accept();
}

void LogView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void LogView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace ca::dashboard
