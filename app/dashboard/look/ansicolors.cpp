#include "ansicolors.h"

#include <array>
#include <utility>

#include "accents.h"

namespace ca::dashboard {

namespace {

constexpr double leastContrast = 4.5;

// The sixteen named ones, between what the common terminals show.
constexpr std::array<QRgb, 16> named{0xff2e3436, 0xffc01c28, 0xff26a269, 0xffa2734c, 0xff1a5fb4, 0xffa347ba,
                                     0xff2aa1b3, 0xffd0cfcc, 0xff5e5c64, 0xfff66151, 0xff33d17a, 0xffe9ad0c,
                                     0xff3584e4, 0xffc061cb, 0xff33c7de, 0xffffffff};

/// xterm's table: the named ones, a cube of 6 × 6 × 6, 24 greys.
QColor indexed(quint32 number)
{
    if (number < named.size())
        return QColor::fromRgb(named.at(number));
    if (number >= 232) {
        const int grey = 8 + 10 * static_cast<int>(number - 232);
        return QColor(grey, grey, grey);
    }
    const auto level = [](quint32 step) { return step == 0 ? 0 : 55 + 40 * static_cast<int>(step); };
    const quint32 place = number - 16;
    return QColor(level(place / 36), level(place / 6 % 6), level(place % 6));
}

QColor colorOf(const TextColor &color, const QColor &otherwise)
{
    switch (color.kind) {
    case TextColor::Kind::Default:
        return otherwise;
    case TextColor::Kind::Indexed:
        return indexed(color.value);
    case TextColor::Kind::Mixed:
        return QColor::fromRgb(color.value | 0xff000000U);
    }
    Q_UNREACHABLE_RETURN(otherwise);
}

QColor readable(const QColor &text, const QColor &ground)
{
    const QColor end = contrastRatio(Qt::black, ground) > contrastRatio(Qt::white, ground) ? Qt::black : Qt::white;
    QColor color = text;
    for (int step = 1; step <= 10 && contrastRatio(color, ground) < leastContrast; ++step)
        color = mixed(text, end, static_cast<float>(step) / 10);
    return color;
}

} // namespace

TextInk inkOf(const TextStyle &style, const QColor &text, const QPalette &palette)
{
    const QColor base = palette.color(QPalette::Active, QPalette::Base);
    TextInk ink{.text = colorOf(style.text, text), .ground = colorOf(style.ground, QColor())};
    if (style.isInverse) {
        const QColor ground = ink.ground.isValid() ? ink.ground : base;
        ink.ground = std::exchange(ink.text, ground);
    }
    const QColor ground = ink.ground.isValid() ? ink.ground : base;
    if (style.isFaint)
        ink.text = mixed(ink.text, ground, 0.4F);
    ink.text = readable(ink.text, ground);
    return ink;
}

QColor matchGround(const QPalette &palette, bool isCurrent)
{
    if (isDark(palette))
        return QColor::fromRgb(isCurrent ? 0xff8a5a00 : 0xff574600);
    return QColor::fromRgb(isCurrent ? 0xffffc04d : 0xffffeb99);
}

} // namespace ca::dashboard
