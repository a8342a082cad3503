#include "logview.h"

#include <QAccessible>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QScopedValueRollback>
#include <algorithm>
#include <limits>

#include "logdocument.h"
#include "logscrollbar.h"
#include "logviewaccessible.h"

namespace ca::dashboard {

namespace {

int toInt(qint64 value)
{
    return static_cast<int>(std::min<qint64>(value, std::numeric_limits<int>::max()));
}

} // namespace

LogView::LogView(LogDocument *document, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_document(document)
    , m_bar(new LogScrollBar(this))
    , m_font(QFontDatabase::systemFont(QFontDatabase::FixedFont))
{
    QAccessible::installFactory(&LogViewAccessible::make);
    setObjectName(QStringLiteral("logView"));
    setAccessibleName(tr("Log of the selected job"));
    setFont(m_font.regular);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setVerticalScrollBar(m_bar);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // else lines are wrapped anew when it comes
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setCursor(Qt::IBeamCursor);
    connect(m_document, &LogDocument::changed, this, &LogView::takeChange);
    connect(m_document, &LogDocument::copied, this, &LogView::fillClipboard);
}

LogView::~LogView() = default;

void LogView::reset()
{
    m_selection.clear();
    m_hit.reset();
    m_top = {};
    m_rows.clear();
    m_widest = 0;
    m_bar->setMarks({});
    setFollowing(true);
    takeChange();
}

void LogView::setSource(LogSource source)
{
    if (m_source == source)
        return;
    m_source = source;
    m_selection.clear();
    m_hit.reset();
    m_top = {};
    setFollowing(true); // lines have other numbers now
    request();
}

void LogView::setWrapping(bool wraps)
{
    if (m_wraps == wraps)
        return;
    m_wraps = wraps;
    m_top.part = 0;
    takeChange();
}

void LogView::setTimesShown(bool areShown)
{
    m_showsTimes = areShown;
    takeChange();
}

void LogView::setPlaceholderText(const QString &text)
{
    m_placeholder = text;
    viewport()->update();
}

void LogView::setMarks(const QList<bool> &marks)
{
    m_bar->setMarks(marks);
}

LogLayout LogView::layoutOfRows() const
{
    return LogLayout(m_wraps ? columns() : 0);
}

int LogView::fullRows() const
{
    return std::max(static_cast<int>(viewport()->height() / m_font.height), 1);
}

int LogView::columns() const
{
    return std::max(static_cast<int>((viewport()->width() - gutterWidth()) / m_font.cell) - 1, 8);
}

void LogView::takeChange()
{
    if (!m_isFollowing && m_document->isCurrent() && m_top.line >= m_document->extent().lines)
        m_top = lastTop();
    layOut();
    request();
    updateBars();
    viewport()->update();
}

void LogView::layOut()
{
    const LogPage &page = m_document->page();
    for (const LogLine &line : page.lines)
        m_widest = std::max(m_widest, line.width());
    if (m_isFollowing) {
        m_rows = layoutOfRows().last(page, fullRows());
        return;
    }
    const QList<LogRow> rows = page.first < 0 ? QList<LogRow>() : layoutOfRows().from(page, m_top, fullRows() + 1);
    const bool isThere = page.first >= 0 && page.first <= m_top.line && !rows.isEmpty();
    if (isThere || m_document->isCurrent())
        m_rows = rows;
    m_rows.removeIf([&page](const LogRow &row) { return row.index >= page.lines.size(); });
}

// With as much above and below as is seen, so that small steps need no reading.
void LogView::request()
{
    const qint64 rows = fullRows();
    if (m_isFollowing) {
        m_document->follow(m_source, rows + 1);
        return;
    }
    const LogPage &page = m_document->page();
    const qint64 begin = std::max<qint64>(m_top.line - rows / 2, 0);
    const qint64 end = std::min(m_top.line + rows + rows / 2 + 1, m_document->extent().lines);
    const bool isThere = page.first >= 0 && page.first <= begin && page.first + page.lines.size() >= end;
    if (!isThere || m_document->source() != m_source || m_document->isFollowing())
        m_document->show(m_source, std::max<qint64>(m_top.line - rows, 0), 3 * rows + 2);
}

/// Where the view begins when the last line is its last row.
LogTop LogView::lastTop() const
{
    const LogPage &page = m_document->page();
    const qint64 lines = m_document->extent().lines;
    const bool hasEnd = page.first >= 0 && page.first + page.lines.size() == lines && !page.lines.isEmpty();
    if (!hasEnd)
        return {.line = std::max<qint64>(lines - fullRows(), 0), .part = 0};
    const LogRow first = layoutOfRows().last(page, fullRows()).constFirst();
    return {.line = page.first + first.index, .part = first.part};
}

void LogView::updateBars()
{
    const QScopedValueRollback guard(m_isUpdating, true);
    const LogTop last = lastTop();
    const qint64 maximum = last.line + (last.part > 0 ? 1 : 0);
    m_bar->setRange(0, toInt(maximum));
    m_bar->setPageStep(fullRows());
    m_bar->setValue(toInt(m_isFollowing ? maximum : m_top.line));
    const int hiddenCells = m_wraps ? 0 : std::max(m_widest - columns(), 0);
    horizontalScrollBar()->setRange(0, hiddenCells);
    horizontalScrollBar()->setPageStep(columns());
    horizontalScrollBar()->setSingleStep(4);
}

void LogView::setFollowing(bool following)
{
    if (std::exchange(m_isFollowing, following) != following)
        Q_EMIT followingChanged(following);
}

void LogView::scrollTo(LogTop top)
{
    const LogTop last = lastTop();
    m_top = std::clamp(top, LogTop(), last);
    setFollowing(m_top >= last);
    takeChange();
}

void LogView::scrollRows(int rows)
{
    const LogPage &page = m_document->page();
    if (m_isFollowing && (rows >= 0 || page.first < 0 || m_rows.isEmpty()))
        return; // an end that is not indexed yet has nothing above it
    const LogTop from = m_isFollowing
                            ? LogTop{.line = page.first + m_rows.constFirst().index, .part = m_rows.constFirst().part}
                            : m_top;
    scrollTo(layoutOfRows().moved(page, from, rows));
}

void LogView::scrollContentsBy(int dx, int dy)
{
    if (dx != 0)
        viewport()->update();
    if (dy == 0 || m_isUpdating)
        return;
    const bool isAtEnd = m_bar->value() >= m_bar->maximum();
    m_top = {.line = m_bar->value(), .part = 0};
    setFollowing(isAtEnd);
    takeChange();
}

void LogView::goToEnd()
{
    setFollowing(true);
    takeChange();
}

void LogView::goToLine(qint64 line)
{
    const qint64 lines = m_document->extent().lines;
    const qint64 target = std::clamp<qint64>(line, 0, std::max<qint64>(lines - 1, 0));
    m_selection.moveTo({.line = target, .unit = 0}, false);
    scrollTo({.line = target - fullRows() / 3, .part = 0});
    Q_EMIT selectionChanged();
}

void LogView::showHit(const LogHit &hit)
{
    m_hit = hit;
    m_selection.moveTo({.line = hit.line, .unit = hit.match.begin}, false);
    ensureVisible(m_selection.caret());
    viewport()->update();
}

void LogView::clearCurrentMatch()
{
    m_hit.reset();
    viewport()->update();
}

LogPosition LogView::searchStart(bool isForward) const
{
    if (m_hit)
        return {.line = m_hit->line, .unit = isForward ? m_hit->match.begin + m_hit->match.length : m_hit->match.begin};
    if (m_selection.hasCaret())
        return m_selection.caret();
    return {.line = firstVisibleLine(), .unit = 0};
}

qint64 LogView::firstVisibleLine() const
{
    const qint64 first = m_document->page().first;
    if (!m_isFollowing)
        return m_top.line;
    return m_rows.isEmpty() || first < 0 ? 0 : first + m_rows.constFirst().index;
}

QString LogView::toPlainText() const
{
    QStringList lines;
    qsizetype last = -1;
    for (const LogRow &row : m_rows) {
        if (std::exchange(last, row.index) != row.index)
            lines.append(m_document->page().lines.at(row.index).text);
    }
    return lines.join(u'\n');
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    takeChange();
}

void LogView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_font = LogFont(font());
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        viewport()->update();
}

} // namespace ca::dashboard
