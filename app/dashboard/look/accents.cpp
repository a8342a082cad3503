#include "accents.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ca::dashboard {

namespace {

struct Pair
{
    QRgb light;
    QRgb dark;
};

// In the order of Accent.
constexpr std::array<Pair, 6> accents{{
    {.light = 0xff56545c, .dark = 0xffbdbbc3},
    {.light = 0xff1a5fb4, .dark = 0xff8bbcf5},
    {.light = 0xff146c37, .dark = 0xff7bd6a0},
    {.light = 0xffa91e17, .dark = 0xffffa198},
    {.light = 0xff7d4a00, .dark = 0xfff2c066},
    {.light = 0xff8c3a00, .dark = 0xffffb583},
}};

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

} // namespace

QColor mixed(const QColor &one, const QColor &other, float share)
{
    const auto mix = [share](float a, float b) { return a + (b - a) * share; };
    return QColor::fromRgbF(mix(one.redF(), other.redF()), mix(one.greenF(), other.greenF()),
                            mix(one.blueF(), other.blueF()));
}

QColor accentColor(Accent accent, const QPalette &palette)
{
    const Pair &pair = accents.at(static_cast<std::size_t>(accent));
    return QColor::fromRgb(isDark(palette) ? pair.dark : pair.light);
}

QColor secondaryText(const QPalette &palette)
{
    const QColor text = palette.color(QPalette::Active, QPalette::WindowText);
    return mixed(text, palette.color(QPalette::Active, QPalette::Window), 0.3F);
}

QColor tinted(const QColor &ground, const QColor &accent)
{
    return mixed(ground, accent, 0.1F);
}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Active, QPalette::Base)) <
           luminance(palette.color(QPalette::Active, QPalette::Text));
}

double contrastRatio(const QColor &one, const QColor &other)
{
    const double first = luminance(one);
    const double second = luminance(other);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace ca::dashboard
