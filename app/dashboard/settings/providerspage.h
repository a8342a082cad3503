#pragma once

#include "providernews.h"
#include "settingspage.h"

class QLabel;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;
class QVBoxLayout;

namespace ca::dashboard {

class OrchestratorClient;
class ProviderPanel;

/// The AI providers: which can be asked, in which order, and what each is set to.
class ProvidersPage : public SettingsPage
{
    Q_OBJECT

public:
    /// Keeper and client outlive it.
    ProvidersPage(SettingsKeeper *keeper, OrchestratorClient *client, QWidget *parent = nullptr);

    /// Asks the core how the providers are.
    void refresh();
    void takeNews(const ProviderNews &news);

Q_SIGNALS:
    /// For the status bar.
    void newsCame(const ca::dashboard::ProviderNews &news);

private:
    [[nodiscard]] QWidget *makeList();
    void fillList();
    [[nodiscard]] QStringList shownOrder() const;
    void fillItem(QTreeWidgetItem *item);
    void select();
    void move(int rows);
    void takeCheck(QTreeWidgetItem *item);
    void keepOrder(const QStringList &names);
    void updateButtons();

    SettingsKeeper *m_keeper;
    OrchestratorClient *m_client;
    ProviderNews m_news;
    QTreeWidget *m_list = nullptr;
    QToolButton *m_earlier = nullptr;
    QToolButton *m_later = nullptr;
    QToolButton *m_default = nullptr;
    QLabel *m_orderNote = nullptr;
    QLabel *m_panelTitle = nullptr;
    QWidget *m_panelPlace = nullptr;
    ProviderPanel *m_panel = nullptr;
    bool m_filling = false;
};

} // namespace ca::dashboard
