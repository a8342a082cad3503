#include "twopane.h"

#include <QResizeEvent>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>
#include <utility>

namespace ca::dashboard {

namespace {

constexpr int narrowBelow = 900;
const QString panesKey = QStringLiteral("window/panes");

} // namespace

TwoPane::TwoPane(QWidget *list, QWidget *page, QWidget *parent)
    : QWidget(parent)
    , m_list(list)
    , m_page(page)
    , m_splitter(new QSplitter(this))
{
    setFocusProxy(list);
    m_splitter->setObjectName(QStringLiteral("panes"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(list);
    m_splitter->addWidget(page);
    m_splitter->setSizes({540, 560}); // the tabs have room in the page as it opens
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_splitter);
}

void TwoPane::showPage()
{
    m_onPage = true;
    arrange();
    if (m_narrow)
        m_page->setFocus();
}

void TwoPane::showList()
{
    showListFor();
    m_list->setFocus();
}

void TwoPane::showListFor()
{
    m_onPage = false;
    arrange();
}

void TwoPane::saveState(QSettings &settings) const
{
    settings.setValue(panesKey, m_narrow ? m_wideState : m_splitter->saveState());
}

void TwoPane::restoreState(const QSettings &settings)
{
    m_wideState = settings.value(panesKey).toByteArray();
    if (!m_narrow)
        m_splitter->restoreState(m_wideState);
}

void TwoPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = event->size().width() < narrowBelow;
    if (narrow == m_narrow)
        return;
    if (narrow)
        m_wideState = m_splitter->saveState();
    m_narrow = narrow;
    arrange();
    if (!narrow && !m_wideState.isEmpty())
        m_splitter->restoreState(m_wideState);
}

void TwoPane::arrange()
{
    m_list->setVisible(!m_narrow || !m_onPage);
    m_page->setVisible(!m_narrow || m_onPage);
    const bool alone = m_narrow && m_onPage;
    if (std::exchange(m_pageAlone, alone) != alone)
        Q_EMIT pageAloneChanged(alone);
}

} // namespace ca::dashboard
