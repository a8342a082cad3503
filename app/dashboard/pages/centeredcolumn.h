#pragma once

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <QWidget>

namespace ca::dashboard {

/// Puts `column` into the middle of `page`, as wide as there is room up to `width`, a little above the centre.
inline void centerColumn(QWidget *page, QWidget *column, int width)
{
    column->setMaximumWidth(width);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(column, 1000); // an alignment instead would keep long texts from getting their height
    row->addStretch(1);
    auto *layout = new QVBoxLayout(page);
    layout->addStretch(2);
    layout->addLayout(row);
    layout->addStretch(3);
}

} // namespace ca::dashboard
