#pragma once

#include <QWidget>

#include "providernews.h"

class QPushButton;

namespace ca::dashboard {

class KeyField;
class NoticeBar;
class OrchestratorClient;
class SettingsKeeper;

/// One AI provider: its key, what is set differently for it, and a test.
class ProviderPanel : public QWidget
{
    Q_OBJECT

public:
    /// Keeper and client outlive it.
    ProviderPanel(const QString &provider, SettingsKeeper *keeper, OrchestratorClient *client,
                  QWidget *parent = nullptr);

    void setNews(const ProviderNews &news);

Q_SIGNALS:
    void keyChanged();

private:
    void test();
    void showTrial(const Result<ProviderTrial> &trial);

    QString m_provider;
    OrchestratorClient *m_client;
    KeyField *m_key = nullptr;
    QPushButton *m_test;
    NoticeBar *m_result;
};

} // namespace ca::dashboard
