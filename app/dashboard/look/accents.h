#pragma once

#include <QColor>
#include <QPalette>
#include <cstdint>

namespace ca::dashboard {

/// The few colours that are ours; every other one comes from the palette. Each has a light and a dark value with a
/// contrast of at least 4.5:1 on the palette's backgrounds.
enum class Accent : std::uint8_t { Neutral, Active, Success, Failure, Warning, ErrorOutput };

/// The accent's value for text and symbols on this palette's Base and Window.
QColor accentColor(Accent accent, const QPalette &palette);

/// Text one step lighter than the palette's, still at least 4.5:1.
QColor secondaryText(const QPalette &palette);

/// The ground with a trace of the accent, for a notice that is to be seen.
QColor tinted(const QColor &ground, const QColor &accent);

/// `share` of the way from one colour to the other, 0 … 1.
QColor mixed(const QColor &one, const QColor &other, float share);

/// True when the palette is light text on a dark ground.
bool isDark(const QPalette &palette);

/// WCAG 2 contrast of two opaque colours, 1 … 21.
double contrastRatio(const QColor &one, const QColor &other);

} // namespace ca::dashboard
