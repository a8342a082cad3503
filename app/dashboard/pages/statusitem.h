#pragma once

#include <QWidget>
#include <optional>

#include "accents.h"
#include "symbols.h"

class QLabel;

namespace ca::dashboard {

/// A word or two in the status bar, with a symbol for how it is. Empty at first.
class StatusItem : public QWidget
{
    Q_OBJECT

public:
    /// `name` is the label's object name.
    explicit StatusItem(const QString &name, QWidget *parent = nullptr);

    void setText(const QString &text, const QString &explanation);
    void setState(Symbol symbol, Accent accent);
    [[nodiscard]] QLabel *label() const { return m_text; }
    [[nodiscard]] bool isEmpty() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintSymbol();

    QLabel *m_symbolLabel;
    QLabel *m_text;
    std::optional<Symbol> m_symbol;
    Accent m_accent = Accent::Neutral;
};

} // namespace ca::dashboard
