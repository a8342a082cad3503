#pragma once

#include <QAbstractScrollArea>
#include <QBasicTimer>

#include "loglayout.h"
#include "logselection.h"
#include "rowpainter.h"

namespace ca::dashboard {

class LogDocument;
class LogScrollBar;

/// Shows a log of any length: only the lines that are to be seen are read and drawn. Follows the end until the person
/// scrolls up, and again from the end on. Lines from stderr have a colour and a mark at the edge.
class LogView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// The document outlives the view.
    explicit LogView(LogDocument *document, QWidget *parent = nullptr);
    ~LogView() override;

    void setSource(LogSource source);
    [[nodiscard]] LogSource source() const { return m_source; }
    void setWrapping(bool wraps);
    void setTimesShown(bool areShown);
    /// What is said while there are no lines.
    void setPlaceholderText(const QString &text);
    [[nodiscard]] const QString &placeholderText() const { return m_placeholder; }
    /// Another log: nothing is selected, and its end is followed.
    void reset();

    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }
    void goToEnd();
    /// The line comes into view, and the caret to it.
    void goToLine(qint64 line);
    /// Shows a match and selects it.
    void showHit(const LogHit &hit);
    void clearCurrentMatch();
    /// Where to look on from: what was found last, else what is seen.
    [[nodiscard]] LogPosition searchStart(bool isForward) const;
    void setMarks(const QList<bool> &marks);

    [[nodiscard]] const LogSelection &selection() const { return m_selection; }
    void selectAll();
    void copy();
    /// The lines that are seen.
    [[nodiscard]] QString toPlainText() const;
    /// The number of the first line that is seen, from 0.
    [[nodiscard]] qint64 firstVisibleLine() const;

Q_SIGNALS:
    void followingChanged(bool following);
    void selectionChanged();
    /// More was selected than a clipboard should hold; it has that many characters of it.
    void copyCut(qint64 characters);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void takeChange();
    void layOut();
    void request();
    void updateBars();
    void setFollowing(bool following);
    void scrollTo(LogTop top);
    void scrollRows(int rows);
    void scrollByKey(int key);
    void moveCaret(const QKeyEvent &event);
    [[nodiscard]] LogPosition caretAfter(int key, bool isFar) const;
    void ensureVisible(LogPosition place);
    void fillClipboard(const QString &text, bool isCut);
    [[nodiscard]] LogPosition positionAt(QPoint point) const;
    [[nodiscard]] LogTop lastTop() const;
    [[nodiscard]] LogLayout layoutOfRows() const;
    [[nodiscard]] int fullRows() const;
    [[nodiscard]] int columns() const;
    [[nodiscard]] qreal gutterWidth() const;
    void paintGutter(QPainter &painter, const LogRow &row, qreal y) const;
    void paintLine(QPainter &painter, const LogRow &row, qreal y);
    void paintHidden(QPainter &painter, const LogLine &line, QPointF place) const;
    void paintCaret(QPainter &painter, const LogRow &row, QPointF origin) const;

    LogDocument *m_document;
    LogScrollBar *m_bar;
    LogFont m_font;
    LogSource m_source = LogSource::Both;
    bool m_wraps = true;
    bool m_showsTimes = false;
    QString m_placeholder;

    bool m_isFollowing = true;
    /// Where the view begins, unless it follows.
    LogTop m_top;
    QList<LogRow> m_rows;
    bool m_isUpdating = false;
    int m_wheelRest = 0;
    /// The widest line so far, in cells.
    int m_widest = 0;

    LogSelection m_selection;
    std::optional<LogHit> m_hit;
    bool m_isDragging = false;
    QPoint m_dragPoint;
    QBasicTimer m_dragScroll;
};

} // namespace ca::dashboard
