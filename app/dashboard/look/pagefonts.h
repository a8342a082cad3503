#pragma once

#include <QFont>

namespace ca::dashboard {

/// A page's heading, from the font of its text.
inline QFont headingFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 1.4);
    font.setWeight(QFont::DemiBold);
    return font;
}

/// What a pane is about, from the font of its text.
inline QFont titleFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 1.15);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace ca::dashboard
