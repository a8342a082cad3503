#pragma once

#include <QDialog>

#include "providernews.h"

class QListWidget;
class QStackedWidget;

namespace ca::dashboard {

class NoticeBar;
class OrchestratorClient;
class Preferences;
class ProvidersPage;
class SettingsKeeper;
class SettingsPage;

/// All settings, by subject. What is changed counts at once, or says that it does after a restart; there is nothing to
/// confirm. Deletes itself when closed.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// All outlive it.
    SettingsDialog(SettingsKeeper *keeper, Preferences *preferences, OrchestratorClient *client,
                   QWidget *parent = nullptr);

Q_SIGNALS:
    void providerNewsCame(const ca::dashboard::ProviderNews &news);

private:
    void makePages(Preferences *preferences, OrchestratorClient *client);
    void addPage(const QString &name, const QString &title, SettingsPage *page);
    void updateNotice();

    SettingsKeeper *m_keeper;
    QString m_fault;
    QListWidget *m_subjects;
    QStackedWidget *m_pages;
    NoticeBar *m_notice;
};

} // namespace ca::dashboard
