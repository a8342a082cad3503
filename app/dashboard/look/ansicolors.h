#pragma once

#include <QColor>
#include <QPalette>

#include "textstyle.h"

namespace ca::dashboard {

/// Colours of a stretch of text.
struct TextInk
{
    QColor text;
    /// Invalid: as around it.
    QColor ground;
};

/// What a style looks like on the palette's Base, where `text` is the colour of text without one. Every pair has a
/// contrast of at least 4.5:1: a colour that would not is brought nearer to black or white, so that what a program
/// meant for a dark terminal reads well on a light page and the other way round.
TextInk inkOf(const TextStyle &style, const QColor &text, const QPalette &palette);

/// The ground of text that was looked for, and of the match that the person is at; text on it is that of the palette.
QColor matchGround(const QPalette &palette, bool isCurrent);

} // namespace ca::dashboard
