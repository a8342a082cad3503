#include "symbolengine.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPalette>
#include <algorithm>

namespace ca::dashboard {

SymbolEngine::SymbolEngine(Symbol symbol, std::optional<Accent> accent)
    : m_symbol(symbol)
    , m_accent(accent)
{
}

QColor SymbolEngine::colorFor(QIcon::Mode mode) const
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::WindowText);
    case QIcon::Selected:
        return palette.color(QPalette::Active, QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active:
        break;
    }
    return m_accent ? accentColor(*m_accent, palette) : palette.color(QPalette::Active, QPalette::WindowText);
}

void SymbolEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State /*state*/)
{
    paintSymbol(painter, rect, m_symbol, colorFor(mode));
}

QPixmap SymbolEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    return scaledPixmap(size, mode, state, 1.0);
}

// `size` is in device pixels already; the scale only says what they stand for.
QPixmap SymbolEngine::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State /*state*/, qreal /*scale*/)
{
    return symbolPixmap(m_symbol, colorFor(mode), std::min(size.width(), size.height()), 1.0);
}

QIconEngine *SymbolEngine::clone() const
{
    return new SymbolEngine(m_symbol, m_accent);
}

} // namespace ca::dashboard
