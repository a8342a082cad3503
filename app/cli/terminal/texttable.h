#pragma once

#include <QList>
#include <QStringList>

#include "textstyle.h"

namespace ca::cli {

/// A table of left-aligned columns for the terminal. Cells are made harmless when they come in.
class TextTable
{
public:
    struct Cell
    {
        QString text = {};
        Style style = Style::Plain;
    };

    explicit TextTable(const QStringList &header);

    void add(const QList<Cell> &row);

    /// `width`: the columns there are; the last cell of a row is cut to fit. 0: as long as it needs to be.
    [[nodiscard]] QString render(int width, bool withColours) const;

private:
    QList<QList<Cell>> m_rows;
};

} // namespace ca::cli
