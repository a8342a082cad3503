#include "displaywidth.h"

#include <QList>
#include <algorithm>
#include <array>
#include <utility>

namespace ca {

namespace {
/// The blocks that East Asian Width calls wide, and the emoji that are drawn so.
constexpr std::array wideBlocks{
    std::pair{0x1100U, 0x115fU},   std::pair{0x2e80U, 0x303eU},   std::pair{0x3041U, 0xa4cfU},
    std::pair{0xa960U, 0xa97fU},   std::pair{0xac00U, 0xd7a3U},   std::pair{0xf900U, 0xfaffU},
    std::pair{0xfe30U, 0xfe6fU},   std::pair{0xff00U, 0xff60U},   std::pair{0xffe0U, 0xffe6U},
    std::pair{0x1f300U, 0x1f64fU}, std::pair{0x1f680U, 0x1f6ffU}, std::pair{0x1f900U, 0x1f9ffU},
    std::pair{0x20000U, 0x3fffdU},
};
} // namespace

int displayWidth(char32_t code)
{
    switch (QChar::category(code)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Other_Format:
        return 0;
    default:
        break;
    }
    const bool isWide = std::ranges::any_of(
        wideBlocks, [code](const auto &block) { return code >= block.first && code <= block.second; });
    return isWide ? 2 : 1;
}

int displayWidth(QStringView text)
{
    int width = 0;
    for (const char32_t code : text.toUcs4())
        width += displayWidth(code);
    return width;
}

QString elided(const QString &text, int columns)
{
    if (displayWidth(text) <= columns)
        return text;
    int width = 1;
    QString out;
    for (const char32_t code : text.toUcs4()) {
        width += displayWidth(code);
        if (width > columns)
            break;
        out += QChar::fromUcs4(code);
    }
    return out + QChar(0x2026);
}

} // namespace ca
