#include "statuspanel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>

#include "statusitem.h"

namespace ca::dashboard {

namespace {

/// Below it the disk's room is something to look at.
constexpr qint64 littleSpace = 2LL * 1024 * 1024 * 1024;

QString countsText(int running, int waiting)
{
    QStringList parts;
    if (running > 0)
        parts += StatusPanel::tr("%n running", nullptr, running);
    if (waiting > 0)
        parts += StatusPanel::tr("%n waiting", nullptr, waiting);
    return parts.join(QStringLiteral(" · "));
}

} // namespace

StatusPanel::StatusPanel(QWidget *parent)
    : QWidget(parent)
    , m_apiItem(new StatusItem(QStringLiteral("apiState"), this))
    , m_otherPort(new QPushButton(tr("Use another port"), this))
    , m_engineItem(new StatusItem(QStringLiteral("engineState"), this))
    , m_providersItem(new StatusItem(QStringLiteral("providersState"), this))
    , m_countsItem(new StatusItem(QStringLiteral("jobCounts"), this))
    , m_spaceItem(new StatusItem(QStringLiteral("freeSpace"), this))
    , m_health(new QToolButton(this))
{
    QLabel *api = m_apiItem->label();
    api->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse |
                                 Qt::LinksAccessibleByKeyboard);
    api->setOpenExternalLinks(true);
    m_apiItem->setText(tr("API starting"), {});
    m_otherPort->setObjectName(QStringLiteral("otherPort"));
    m_otherPort->hide();
    m_health->setObjectName(QStringLiteral("showHealth"));
    m_health->setText(tr("Health"));
    m_health->setIcon(symbolIcon(Symbol::Health));
    m_health->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_health->setAutoRaise(true);
    m_health->setToolTip(tr("Looks whether all that jobs need is there."));
    m_health->setFocusPolicy(Qt::StrongFocus);
    connect(m_otherPort, &QPushButton::clicked, this, &StatusPanel::otherPortRequested);
    connect(m_health, &QToolButton::clicked, this, &StatusPanel::healthRequested);
    auto *layout = new QHBoxLayout(this);
    const int side = layout->contentsMargins().left();
    layout->setContentsMargins(side, 0, side, 0);
    layout->setSpacing(layout->spacing() * 2);
    layout->addWidget(m_apiItem);
    layout->addWidget(m_otherPort);
    for (StatusItem *item : {m_engineItem, m_providersItem})
        layout->addWidget(item);
    layout->addStretch();
    for (StatusItem *item : {m_countsItem, m_spaceItem})
        layout->addWidget(item);
    layout->addWidget(m_health);
    arrange();
}

void StatusPanel::setApi(const ApiState &state)
{
    m_api = state;
    refreshApi();
    arrange();
}

void StatusPanel::setEngine(const EngineState &state)
{
    m_engine = state;
    refreshEngine();
    arrange();
}

void StatusPanel::setProviders(const QList<ProviderStatus> &providers)
{
    QStringList ready;
    for (const ProviderStatus &provider : providers) {
        if (provider.state == ProviderState::Ready)
            ready.append(provider.name);
    }
    if (ready.isEmpty()) {
        m_providersItem->setText(tr("No AI provider"), tr("Only tasks that are runbooks can run. Set a key in the "
                                                          "settings."));
        m_providersItem->setState(Symbol::Information, Accent::Neutral);
    } else {
        const QString names = ready.join(QStringLiteral(", "));
        const qsizetype more = ready.size() - 2;
        m_providersItem->setText(more > 0 ? tr("AI %1 and %n more", nullptr, static_cast<int>(more))
                                                .arg(ready.mid(0, 2).join(QStringLiteral(", ")))
                                          : tr("AI %1").arg(names),
                                 tr("Can be asked: %1").arg(names));
        m_providersItem->setState(Symbol::Complete, Accent::Success);
    }
    arrange();
}

void StatusPanel::setCounts(int running, int waiting)
{
    m_countsItem->setText(countsText(running, waiting), {});
    arrange();
}

void StatusPanel::setSpace(const SpaceFacts &space)
{
    if (!space.isKnown)
        return;
    const QLocale locale;
    m_spaceItem->setText(tr("%1 free").arg(locale.formattedDataSize(space.freeBytes, 1)),
                         tr("%1 of %2 are free in %3.")
                             .arg(locale.formattedDataSize(space.freeBytes, 1),
                                  locale.formattedDataSize(space.totalBytes, 1), space.folder));
    if (space.freeBytes < littleSpace)
        m_spaceItem->setState(Symbol::Warning, Accent::Warning);
    arrange();
}

QSize StatusPanel::minimumSizeHint() const
{
    return {m_health->sizeHint().width(), QWidget::minimumSizeHint().height()};
}

void StatusPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange();
}

void StatusPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void StatusPanel::refreshApi()
{
    if (m_api.isOn()) {
        const QString url = m_api.url.toString();
        m_apiItem->setText(tr("API %1").arg(QStringLiteral("<a href=\"%1\">%1</a>").arg(url.toHtmlEscaped())),
                           tr("Scripts and programs on this computer reach the jobs here."));
        m_apiItem->setState(Symbol::Complete, Accent::Success);
    } else if (!m_api.error.isEmpty()) {
        m_apiItem->setText(tr("API off: port %1 cannot be used").arg(m_api.port), m_api.error);
        m_apiItem->setState(Symbol::Warning, Accent::Warning);
    }
}

void StatusPanel::refreshEngine()
{
    if (m_engine.name.isEmpty())
        return;
    const bool works = m_engine.error.isEmpty();
    m_engineItem->setText(works ? tr("Engine %1").arg(m_engine.name)
                                : tr("Engine %1: no safe sandbox").arg(m_engine.name),
                          works ? tr("Jobs run in sandboxes made by %1.").arg(m_engine.name) : m_engine.error);
    m_engineItem->setState(works ? Symbol::Complete : Symbol::Failed, works ? Accent::Success : Accent::Failure);
}

void StatusPanel::arrange()
{
    const QMargins margins = layout()->contentsMargins();
    const int gap = layout()->spacing();
    int room = width() - margins.left() - margins.right() - m_health->sizeHint().width();
    const bool offersPort = !m_api.error.isEmpty();
    m_otherPort->setVisible(offersPort);
    if (offersPort)
        room -= m_otherPort->sizeHint().width() + gap;
    // Most important first.
    for (StatusItem *item : {m_apiItem, m_engineItem, m_countsItem, m_providersItem, m_spaceItem}) {
        const int needed = item->sizeHint().width() + gap;
        const bool fits = !item->isEmpty() && (needed <= room || item == m_apiItem);
        item->setVisible(fits);
        if (fits)
            room -= needed;
    }
}

} // namespace ca::dashboard
