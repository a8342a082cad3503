#include "healthrow.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

#include "healthlook.h"
#include "metrics.h"

namespace ca::dashboard {

namespace {

/// Sentences come from the library and may quote what other programs said.
QLabel *sentence(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::ClickFocus);
    label->setAccessibleName(text);
    label->setProperty("fromLibrary", true);
    return label;
}

} // namespace

HealthRow::HealthRow(const HealthCheck &check, QWidget *parent)
    : QFrame(parent)
    , m_state(check.state)
    , m_symbol(new QLabel(this))
{
    setObjectName(QLatin1StringView("health.") + check.id);
    auto *title = new QLabel(titleOf(check), this);
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    setAccessibleName(tr("%1: %2").arg(title->text(), wordOf(check.state)));
    m_symbol->setFixedWidth(symbolSize);
    m_symbol->setToolTip(wordOf(check.state));
    m_symbol->setAccessibleName(wordOf(check.state));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, layout->verticalSpacing(), 0, layout->verticalSpacing());
    layout->setVerticalSpacing(layout->verticalSpacing() / 2);
    layout->setColumnStretch(1, 1);
    layout->addWidget(m_symbol, 0, 0);
    layout->addWidget(title, 0, 1);
    layout->addWidget(sentence(check.finding, this), 1, 1);
    if (!check.fix.isEmpty())
        layout->addWidget(sentence(check.fix, this), 2, 1);
    paintSymbol();
}

void HealthRow::paintSymbol()
{
    m_symbol->setPixmap(
        symbolPixmap(symbolOf(m_state), accentColor(accentOf(m_state), palette()), symbolSize, devicePixelRatioF()));
}

void HealthRow::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintSymbol();
}

} // namespace ca::dashboard
