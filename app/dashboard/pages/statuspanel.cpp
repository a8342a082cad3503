#include "statuspanel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "accents.h"
#include "symbols.h"

namespace ca::dashboard {

namespace {

constexpr int symbolSize = 16;

void showState(QLabel *symbol, Symbol shape, Accent accent)
{
    const QColor color = accentColor(accent, symbol->palette());
    symbol->setPixmap(symbolPixmap(shape, color, symbolSize, symbol->devicePixelRatioF()));
}

} // namespace

StatusPanel::StatusPanel(QWidget *parent)
    : QWidget(parent)
    , m_apiSymbol(new QLabel(this))
    , m_apiText(new QLabel(tr("API starting"), this))
    , m_otherPort(new QPushButton(tr("Use another port"), this))
    , m_engineSymbol(new QLabel(this))
    , m_engineText(new QLabel(this))
{
    m_apiText->setObjectName(QStringLiteral("apiState"));
    m_apiText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse |
                                       Qt::LinksAccessibleByKeyboard);
    m_apiText->setOpenExternalLinks(true);
    m_engineText->setObjectName(QStringLiteral("engineState"));
    m_otherPort->setObjectName(QStringLiteral("otherPort"));
    m_otherPort->hide();
    connect(m_otherPort, &QPushButton::clicked, this, &StatusPanel::otherPortRequested);
    auto *layout = new QHBoxLayout(this);
    const int side = layout->contentsMargins().left();
    layout->setContentsMargins(side, 0, side, 0);
    layout->addWidget(m_apiSymbol);
    layout->addWidget(m_apiText);
    layout->addWidget(m_otherPort);
    layout->addSpacing(layout->spacing() * 2);
    layout->addWidget(m_engineSymbol);
    layout->addWidget(m_engineText);
    layout->addStretch();
}

void StatusPanel::setApi(const ApiState &state)
{
    m_api = state;
    refresh();
}

void StatusPanel::setEngine(const EngineState &state)
{
    m_engine = state;
    refresh();
}

void StatusPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

void StatusPanel::refresh()
{
    if (m_api.isOn()) {
        const QString url = m_api.url.toString();
        m_apiText->setText(tr("API %1").arg(QStringLiteral("<a href=\"%1\">%1</a>").arg(url.toHtmlEscaped())));
        m_apiText->setToolTip(tr("Scripts and programs on this computer reach the jobs here."));
        showState(m_apiSymbol, Symbol::Complete, Accent::Success);
    } else if (!m_api.error.isEmpty()) {
        m_apiText->setText(tr("API off: port %1 cannot be used").arg(m_api.port));
        m_apiText->setToolTip(m_api.error);
        showState(m_apiSymbol, Symbol::Warning, Accent::Warning);
    }
    m_otherPort->setVisible(!m_api.error.isEmpty());
    if (m_engine.name.isEmpty())
        return;
    const bool works = m_engine.error.isEmpty();
    m_engineText->setText(works ? tr("Engine %1").arg(m_engine.name)
                                : tr("Engine %1: no safe sandbox").arg(m_engine.name));
    m_engineText->setToolTip(works ? tr("Jobs run in sandboxes made by %1.").arg(m_engine.name) : m_engine.error);
    showState(m_engineSymbol, works ? Symbol::Complete : Symbol::Failed, works ? Accent::Success : Accent::Failure);
}

} // namespace ca::dashboard
