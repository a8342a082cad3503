#pragma once

#include <QWidget>
#include <optional>

#include "storedkey.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace ca::dashboard {

class OrchestratorClient;

/// A provider's key: whether there is one and where, a way to enter another, and to forget it. The key goes to the key
/// store at once and is nowhere else.
class KeyField : public QWidget
{
    Q_OBJECT

public:
    /// The client outlives it.
    KeyField(QString provider, OrchestratorClient *client, QWidget *parent = nullptr);

    /// `keychainSentence`: where keys are kept.
    void setInfo(const std::optional<KeyInfo> &info, const QString &keychainSentence);

Q_SIGNALS:
    /// Another key is in force, or none.
    void changed();

private:
    void keep();
    void forget();
    void setBusy(bool busy);
    void updateButtons();

    QString m_provider;
    OrchestratorClient *m_client;
    QLineEdit *m_key;
    QPushButton *m_keep;
    QPushButton *m_forget;
    QLabel *m_note;
    std::optional<KeyInfo> m_info;
    bool m_busy = false;
};

} // namespace ca::dashboard
