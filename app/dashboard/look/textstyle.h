#pragma once

#include <QtTypes>
#include <cstdint>

namespace ca::dashboard {

/// A colour as a terminal's programs name it: none, one of 256, or a mixed one.
struct TextColor
{
    enum class Kind : std::uint8_t { Default, Indexed, Mixed };

    Kind kind = Kind::Default;
    /// The number of an indexed one; 0xRRGGBB of a mixed one.
    quint32 value = 0;

    bool operator==(const TextColor &) const = default;
};

/// How a stretch of text is to look, as its program asked for with SGR sequences.
struct TextStyle
{
    TextColor text = {};
    TextColor ground = {};
    bool isBold = false;
    bool isFaint = false;
    bool isItalic = false;
    bool isUnderlined = false;
    bool isStruckOut = false;
    bool isInverse = false;

    bool operator==(const TextStyle &) const = default;
};

} // namespace ca::dashboard
