#include "providerspage.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "accents.h"
#include "metrics.h"
#include "orchestratorclient.h"
#include "pagefonts.h"
#include "providernames.h"
#include "providerpanel.h"
#include "settingskeeper.h"
#include "settingtable.h"
#include "symbols.h"

namespace ca::dashboard {

namespace {

enum Column { NameColumn, StateColumn, KeyColumn, ModelColumn };

QStringList allNames()
{
    QStringList names;
    for (const ProviderName &provider : providerNames())
        names.append(provider.name);
    return names;
}

} // namespace

ProvidersPage::ProvidersPage(SettingsKeeper *keeper, OrchestratorClient *client, QWidget *parent)
    : SettingsPage(keeper, parent)
    , m_keeper(keeper)
    , m_client(client)
{
    setObjectName(QStringLiteral("providersPage"));
    addSection(tr("Who is asked, first to last"));
    addWide(makeList());
    m_panelTitle = new QLabel(this);
    m_panelTitle->setFont(titleFont(m_panelTitle->font()));
    addWide(m_panelTitle);
    m_panelPlace = new QWidget(this);
    (new QVBoxLayout(m_panelPlace))->setContentsMargins({});
    addWide(m_panelPlace);
    addSection(tr("Keys"));
    addSetting(settingname::keychain);
    connect(keeper, &SettingsKeeper::changed, this, [this] {
        fillList();
        refresh();
    });
    connect(keeper, &SettingsKeeper::refused, this, [this](const QString &name, const QString &sentence) {
        if (name == settingname::providers)
            m_orderNote->setText(sentence);
    });
    fillList();
    m_list->setCurrentItem(m_list->topLevelItem(0));
}

QWidget *ProvidersPage::makeList()
{
    auto *place = new QWidget(this);
    m_list = new QTreeWidget(place);
    m_list->setObjectName(QStringLiteral("providerList"));
    m_list->setAccessibleName(tr("AI providers"));
    m_list->setHeaderLabels({tr("Provider"), tr("State"), tr("Key"), tr("Model")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    const auto makeButton = [place](const QString &name, const QString &text) {
        auto *button = new QToolButton(place);
        button->setObjectName(name);
        button->setText(text);
        return button;
    };
    m_earlier = makeButton(QStringLiteral("askEarlier"), tr("Ask earlier"));
    m_later = makeButton(QStringLiteral("askLater"), tr("Ask later"));
    m_default = makeButton(QStringLiteral("defaultOrder"), tr("Use default order"));
    m_orderNote = new QLabel(place);
    m_orderNote->setObjectName(QStringLiteral("orderNote"));
    m_orderNote->setWordWrap(true);
    connect(m_earlier, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_later, &QToolButton::clicked, this, [this] { move(1); });
    connect(m_default, &QToolButton::clicked, this, [this] { keepOrder({}); });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ProvidersPage::select);
    connect(m_list, &QTreeWidget::itemChanged, this, &ProvidersPage::takeCheck);
    auto *buttons = new QHBoxLayout;
    for (QToolButton *button : {m_earlier, m_later, m_default})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(place);
    layout->setContentsMargins({});
    layout->addWidget(m_list);
    layout->addLayout(buttons);
    layout->addWidget(m_orderNote);
    return place;
}

void ProvidersPage::refresh()
{
    askProviders(m_client).then(this, [this](const Result<ProviderNews> &news) {
        if (news)
            takeNews(*news);
    });
}

void ProvidersPage::takeNews(const ProviderNews &news)
{
    m_news = news;
    const QScopedValueRollback filling(m_filling, true);
    for (int row = 0; row < m_list->topLevelItemCount(); ++row)
        fillItem(m_list->topLevelItem(row));
    if (m_panel != nullptr)
        m_panel->setNews(m_news);
    Q_EMIT newsCame(news);
}

QStringList ProvidersPage::shownOrder() const
{
    QStringList order = m_keeper->providers();
    for (const QString &name : allNames()) {
        if (!order.contains(name))
            order.append(name);
    }
    return order;
}

void ProvidersPage::fillList()
{
    const QTreeWidgetItem *current = m_list->currentItem();
    const QString selected = current != nullptr ? current->text(NameColumn) : QString();
    const QString obstacle = m_keeper->obstacle(settingname::providers);
    const bool canChange = obstacle.isEmpty() && m_keeper->isOpen();
    const QStringList chosen = m_keeper->providers();
    const QScopedValueRollback filling(m_filling, true);
    m_list->clear();
    for (const QString &name : shownOrder()) {
        auto *item = new QTreeWidgetItem(m_list, {name}); // the list owns it
        item->setCheckState(NameColumn, chosen.isEmpty() || chosen.contains(name) ? Qt::Checked : Qt::Unchecked);
        if (!canChange)
            item->setFlags(item->flags() & ~Qt::ItemIsUserCheckable);
        fillItem(item);
        if (name == selected)
            m_list->setCurrentItem(item);
    }
    // All of them: a list that scrolls inside a page that scrolls is a nuisance.
    const int rows = m_list->sizeHintForRow(0) * m_list->topLevelItemCount();
    m_list->setFixedHeight(rows + m_list->header()->sizeHint().height() + 2 * m_list->frameWidth() + 2);
    m_orderNote->setText(obstacle.isEmpty()
                             ? tr("Who cannot answer is passed over. Those without a tick are asked only by jobs that "
                                  "name them.")
                             : tr("The order is set by %1. It can be changed there.").arg(obstacle));
    updateButtons();
}

void ProvidersPage::fillItem(QTreeWidgetItem *item)
{
    const QString name = item->text(NameColumn);
    const ProviderStatus *status = m_news.provider(name);
    if (status == nullptr)
        return item->setText(StateColumn, m_news.providers.isEmpty() ? tr("Looking…") : QString());
    const auto word = [status] {
        switch (status->state) {
        case ProviderState::Ready:
            return tr("Ready");
        case ProviderState::NoKey:
            return tr("No key");
        case ProviderState::NoModel:
            return tr("No model");
        case ProviderState::NoAddress:
            return tr("No address");
        case ProviderState::NotRunning:
            return tr("Not running");
        }
        Q_UNREACHABLE_RETURN(QString());
    }();
    const bool isReady = status->state == ProviderState::Ready;
    const QColor color = accentColor(isReady ? Accent::Success : Accent::Neutral, palette());
    item->setText(StateColumn, word);
    item->setIcon(StateColumn, QIcon(symbolPixmap(isReady ? Symbol::Complete : Symbol::Waiting, color, symbolSize,
                                                  devicePixelRatioF())));
    item->setToolTip(StateColumn, status->note);
    const KeyInfo *key = m_news.key(name);
    item->setText(KeyColumn, key == nullptr ? QString() : QString(u'…' + key->lastFour));
    item->setToolTip(KeyColumn, key == nullptr ? QString() : key->place);
    item->setText(ModelColumn, status->model);
}

void ProvidersPage::select()
{
    const QTreeWidgetItem *item = m_list->currentItem();
    if (item == nullptr)
        return;
    const QString name = item->text(NameColumn);
    if (m_panelTitle->text() != name) {
        delete m_panel;
        m_panel = new ProviderPanel(name, m_keeper, m_client, m_panelPlace);
        m_panelPlace->layout()->addWidget(m_panel);
        connect(m_panel, &ProviderPanel::keyChanged, this, &ProvidersPage::refresh);
        m_panelTitle->setText(name);
        m_panel->setNews(m_news);
    }
    updateButtons();
}

void ProvidersPage::updateButtons()
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    const bool canChange = m_keeper->obstacle(settingname::providers).isEmpty() && m_keeper->isOpen();
    m_earlier->setEnabled(canChange && row > 0);
    m_later->setEnabled(canChange && row >= 0 && row + 1 < m_list->topLevelItemCount());
    m_default->setEnabled(canChange && m_keeper->isOwn(settingname::providers));
}

void ProvidersPage::move(int rows)
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    QStringList order;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i)
        order.append(m_list->topLevelItem(i)->text(NameColumn));
    order.move(row, row + rows);
    QStringList chosen;
    for (const QString &name : order) {
        const QStringList before = m_keeper->providers();
        if (before.isEmpty() || before.contains(name) || name == order.at(row + rows))
            chosen.append(name);
    }
    keepOrder(chosen);
}

void ProvidersPage::takeCheck(QTreeWidgetItem * /*item*/)
{
    if (m_filling)
        return;
    QStringList chosen;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        if (m_list->topLevelItem(i)->checkState(NameColumn) == Qt::Checked)
            chosen.append(m_list->topLevelItem(i)->text(NameColumn));
    }
    if (chosen.isEmpty())
        return fillList(); // nobody to ask would mean everybody
    keepOrder(chosen);
}

void ProvidersPage::keepOrder(const QStringList &names)
{
    m_keeper->set(settingname::providers, names.join(QStringLiteral(", ")));
}

} // namespace ca::dashboard
