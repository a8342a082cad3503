#pragma once

#include <QFrame>

#include "accents.h"
#include "symbols.h"

class QLabel;
class QPushButton;

namespace ca::dashboard {

/// Says in place what happened and offers what to do about it: a symbol, a sentence, at most one button.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void setNotice(Symbol symbol, Accent accent, const QString &text, const QString &button = {});
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void buttonClicked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateColors();

    QLabel *m_symbolLabel;
    QLabel *m_text;
    QPushButton *m_button;
    Symbol m_symbol = Symbol::Information;
    Accent m_accent = Accent::Neutral;
};

} // namespace ca::dashboard
