#include "statusitem.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

#include "metrics.h"

namespace ca::dashboard {

namespace {

} // namespace

StatusItem::StatusItem(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_symbolLabel(new QLabel(this))
    , m_text(new QLabel(this))
{
    m_text->setObjectName(name);
    m_symbolLabel->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_symbolLabel);
    layout->addWidget(m_text);
}

void StatusItem::setText(const QString &text, const QString &explanation)
{
    m_text->setText(text);
    m_text->setToolTip(explanation);
    m_text->setAccessibleDescription(explanation);
}

void StatusItem::setState(Symbol symbol, Accent accent)
{
    m_symbol = symbol;
    m_accent = accent;
    m_symbolLabel->show();
    paintSymbol();
}

bool StatusItem::isEmpty() const
{
    return m_text->text().isEmpty();
}

void StatusItem::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintSymbol();
}

void StatusItem::paintSymbol()
{
    if (!m_symbol)
        return;
    m_symbolLabel->setPixmap(
        symbolPixmap(*m_symbol, accentColor(m_accent, palette()), symbolSize, devicePixelRatioF()));
}

} // namespace ca::dashboard
