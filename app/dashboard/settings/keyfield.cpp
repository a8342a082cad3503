#include "keyfield.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "keystore.h"
#include "orchestrator.h"
#include "orchestratorclient.h"

namespace ca::dashboard {

KeyField::KeyField(QString provider, OrchestratorClient *client, QWidget *parent)
    : QWidget(parent)
    , m_provider(std::move(provider))
    , m_client(client)
    , m_key(new QLineEdit(this))
    , m_keep(new QPushButton(tr("Keep key"), this))
    , m_forget(new QPushButton(tr("Forget"), this))
    , m_note(new QLabel(this))
{
    m_key->setObjectName(QStringLiteral("key"));
    m_key->setAccessibleName(tr("Key"));
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_keep->setObjectName(QStringLiteral("keepKey"));
    m_forget->setObjectName(QStringLiteral("forgetKey"));
    m_note->setObjectName(QStringLiteral("keyNote"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    for (QPushButton *button : {m_keep, m_forget})
        button->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(m_key, 1);
    row->addWidget(m_keep);
    row->addWidget(m_forget);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(row);
    layout->addWidget(m_note);
    setFocusProxy(m_key);
    connect(m_key, &QLineEdit::textChanged, this, &KeyField::updateButtons);
    connect(m_key, &QLineEdit::returnPressed, this, &KeyField::keep);
    connect(m_keep, &QPushButton::clicked, this, &KeyField::keep);
    connect(m_forget, &QPushButton::clicked, this, &KeyField::forget);
    updateButtons();
}

void KeyField::setInfo(const std::optional<KeyInfo> &info, const QString &keychainSentence)
{
    m_info = info;
    m_key->setPlaceholderText(info ? tr("Enter another key to replace it") : tr("Enter a key"));
    if (!info)
        m_note->setText(keychainSentence);
    else if (info->lastFour.isEmpty())
        m_note->setText(tr("There is a key, in %1.").arg(info->place));
    else
        m_note->setText(tr("There is a key that ends in %1, in %2.").arg(info->lastFour, info->place));
    m_key->setAccessibleDescription(m_note->text());
    updateButtons();
}

void KeyField::keep()
{
    if (!m_keep->isEnabled())
        return;
    setBusy(true);
    const Secret secret(m_key->text().trimmed().toUtf8());
    m_client
        ->ask<KeyInfo>([provider = m_provider, secret](Orchestrator &orchestrator) {
            return orchestrator.keys().set(provider, secret);
        })
        .then(this,
              [this](const Result<KeyInfo> &kept) {
                  setBusy(false);
                  if (!kept)
                      return m_note->setText(kept.error().message);
                  m_key->clear();
                  Q_EMIT changed();
              })
        .onCanceled(this, [this] { setBusy(false); });
}

void KeyField::forget()
{
    setBusy(true);
    m_client
        ->ask<void>(
            [provider = m_provider](Orchestrator &orchestrator) { return orchestrator.keys().remove(provider); })
        .then(this,
              [this](const Result<void> &removed) {
                  setBusy(false);
                  if (!removed)
                      return m_note->setText(removed.error().message);
                  Q_EMIT changed();
              })
        .onCanceled(this, [this] { setBusy(false); });
}

void KeyField::setBusy(bool busy)
{
    m_busy = busy;
    updateButtons();
}

void KeyField::updateButtons()
{
    m_keep->setEnabled(!m_busy && !m_key->text().trimmed().isEmpty());
    // What the settings give can only be taken out there.
    const bool isOurs = m_info && (m_info->source == KeySource::Keychain || m_info->source == KeySource::Memory);
    m_forget->setEnabled(!m_busy && isOurs);
}

} // namespace ca::dashboard
