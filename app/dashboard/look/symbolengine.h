#pragma once

#include <QIconEngine>
#include <optional>

#include "accents.h"
#include "symbols.h"

namespace ca::dashboard {

/// Draws a symbol in the colour that the application's palette has for text at that moment.
class SymbolEngine : public QIconEngine
{
public:
    /// `accent`: has that colour instead, except where it is disabled or selected.
    explicit SymbolEngine(Symbol symbol, std::optional<Accent> accent = {});

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    [[nodiscard]] QIconEngine *clone() const override;

private:
    [[nodiscard]] QColor colorFor(QIcon::Mode mode) const;

    Symbol m_symbol;
    std::optional<Accent> m_accent;
};

} // namespace ca::dashboard
