#pragma once

#include <QColor>
#include <QIcon>
#include <QRect>
#include <cstdint>

class QPainter;

namespace ca::dashboard {

/// Our own icon family: one-colour drawings on a 16 px grid, coloured when they are painted.
enum class Symbol : std::uint8_t {
    New,
    Cancel,
    OpenResult,
    Back,
    ToEnd,
    Waiting,
    Running,
    Complete,
    Failed,
    Cancelled,
    Warning,
    Information,
    Api,
    Engine,
    Shell,
    Steps,
    Files,
    Code,
    Desktop,
    Log,
    Folder,
    Link,
    Menu,
    Pause,
    Resume,
    Retry,
    Save,
    Find,
    Health,
    Settings,
    Picture,
    FullScreen,
};

/// An icon in the application palette's text colour; it follows the palette when that changes.
QIcon symbolIcon(Symbol symbol);

/// The symbol in one colour, `size` pixels square before `ratio` device pixels each.
QPixmap symbolPixmap(Symbol symbol, const QColor &color, int size, qreal ratio);

/// Paints the symbol as large as fits, in the middle of `rect`.
void paintSymbol(QPainter *painter, const QRect &rect, Symbol symbol, const QColor &color);

} // namespace ca::dashboard
