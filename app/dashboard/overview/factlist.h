#pragma once

#include <QList>
#include <QWidget>

#include "fact.h"

class QGridLayout;
class QLabel;

namespace ca::dashboard {

/// Shows groups of facts in two columns. A value that changes is set in its place: nothing moves, and what is selected
/// stays so.
class FactList : public QWidget
{
    Q_OBJECT

public:
    explicit FactList(QWidget *parent = nullptr);

    void setGroups(const QList<FactGroup> &groups);

Q_SIGNALS:
    void linkClicked(const QString &target);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Row
    {
        Fact fact;
        QLabel *value = nullptr;
    };

    [[nodiscard]] bool hasSameShape(const QList<FactGroup> &groups) const;
    /// Takes the height that the texts need at this width, which a layout does not ask of a scroll area.
    void fit();
    void rebuild(const QList<FactGroup> &groups);
    QLabel *addFact(const Fact &fact, int row);
    static void setValue(QLabel *label, const Fact &fact);

    QGridLayout *m_grid;
    QList<FactGroup> m_groups;
    QList<Row> m_rows;
    QList<QWidget *> m_widgets;
    /// Takes the room that is left.
    int m_lastRow = 0;
};

} // namespace ca::dashboard
