#pragma once

#include <QList>
#include <QScrollBar>

namespace ca::dashboard {

/// A scroll bar that shows where in the log there are matches.
class LogScrollBar : public QScrollBar
{
    Q_OBJECT

public:
    explicit LogScrollBar(QWidget *parent = nullptr);

    /// The log from top to bottom in equal parts.
    void setMarks(const QList<bool> &marks);
    [[nodiscard]] const QList<bool> &marks() const { return m_marks; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<bool> m_marks;
};

} // namespace ca::dashboard
