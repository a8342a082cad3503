#pragma once

#include <QPlainTextEdit>

#include "logtypes.h"

namespace ca::dashboard {

/// The end of a log: follows it until the person scrolls up, and again from the end on. Lines from stderr have a colour
/// and a mark at the edge. Holds about shownLogBytes of text.
class LogView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit LogView(QWidget *parent = nullptr);

    void append(const QList<LogRun> &runs);
    void clearLog();
    [[nodiscard]] bool isFollowing() const { return m_following; }
    /// While it does not follow, nothing may move: then there is an end to what it takes in.
    [[nodiscard]] bool isFull() const;
    void goToEnd();
    /// Characters that have been dropped at the beginning.
    [[nodiscard]] qint64 droppedCharacters() const { return m_dropped; }

Q_SIGNALS:
    void followingChanged(bool following);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void insert(QTextCursor &cursor, const LogRun &run);
    void insertLine(QTextCursor &cursor, QStringView text, LogStream stream);
    void breakLine(QTextCursor &cursor, LogStream stream);
    void dropBeginning();
    void noteScroll();
    void setFollowing(bool following);
    void recolor();
    [[nodiscard]] QTextCharFormat formatOf(LogStream stream) const;

    bool m_following = true;
    bool m_changing = false;
    /// A carriage return came and no newline yet: the next text overwrites the line.
    bool m_returned = false;
    qint64 m_dropped = 0;
};

} // namespace ca::dashboard
