#pragma once

#include <QIconEngine>

#include "symbols.h"

namespace ca::dashboard {

/// Draws a symbol in the colour that the application's palette has for text at that moment.
class SymbolEngine : public QIconEngine
{
public:
    explicit SymbolEngine(Symbol symbol);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    [[nodiscard]] QIconEngine *clone() const override;

private:
    Symbol m_symbol;
};

} // namespace ca::dashboard
