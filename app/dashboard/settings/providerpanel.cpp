#include "providerpanel.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include "keyfield.h"
#include "noticebar.h"
#include "orchestrator.h"
#include "orchestratorclient.h"
#include "providernames.h"
#include "providers.h"
#include "providersettings.h"
#include "settingfield.h"
#include "settinglook.h"
#include "settingskeeper.h"
#include "settingtable.h"

namespace ca::dashboard {

ProviderPanel::ProviderPanel(const QString &provider, SettingsKeeper *keeper, OrchestratorClient *client,
                             QWidget *parent)
    : QWidget(parent)
    , m_provider(provider)
    , m_client(client)
    , m_test(new QPushButton(tr("Test"), this))
    , m_result(new NoticeBar(this))
{
    const ProviderName *name = findProviderName(provider);
    Q_ASSERT(name != nullptr);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto addRow = [form](const QString &label, QWidget *field) {
        form->addRow(tr("%1:").arg(label), field);
        if (auto *shown = qobject_cast<QLabel *>(form->labelForField(field)))
            shown->setBuddy(field->focusProxy());
    };
    if (!name->keyVariables.isEmpty()) {
        m_key = new KeyField(provider, client, this);
        connect(m_key, &KeyField::changed, this, &ProviderPanel::keyChanged);
        addRow(tr("Key"), m_key);
    }
    for (const auto &what : {providersetting::model, providersetting::baseUrl}) {
        const Setting *setting = findSetting(name->setting(what));
        auto *field = new SettingField(*setting, keeper, this);
        field->setPlaceholder(tr("the provider's own"));
        addRow(settingLabel(*setting), field);
    }
    m_test->setObjectName(QStringLiteral("testProvider"));
    m_test->setToolTip(tr("Asks one tiny question, which the provider may charge for."));
    m_test->setAutoDefault(false);
    m_result->setObjectName(QStringLiteral("testResult"));
    m_result->hide();
    connect(m_test, &QPushButton::clicked, this, &ProviderPanel::test);
    auto *testRow = new QHBoxLayout;
    testRow->addWidget(m_test);
    testRow->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(form);
    layout->addLayout(testRow);
    layout->addWidget(m_result);
}

void ProviderPanel::setNews(const ProviderNews &news)
{
    if (m_key == nullptr)
        return;
    const KeyInfo *key = news.key(m_provider);
    m_key->setInfo(key != nullptr ? std::optional(*key) : std::nullopt, news.keychainSentence);
}

void ProviderPanel::test()
{
    m_test->setEnabled(false);
    m_result->setNotice(Symbol::Running, Accent::Active, tr("Asking %1…").arg(m_provider));
    m_client
        ->ask<ProviderTrial>(
            [provider = m_provider](Orchestrator &orchestrator) { return orchestrator.providers().test(provider); })
        .then(this, [this](const Result<ProviderTrial> &trial) { showTrial(trial); })
        .onCanceled(this, [this] { m_test->setEnabled(true); });
}

void ProviderPanel::showTrial(const Result<ProviderTrial> &trial)
{
    m_test->setEnabled(true);
    const QString error = trial ? trial->error : trial.error().message;
    if (!error.isEmpty())
        return m_result->setNotice(Symbol::Failed, Accent::Failure, error);
    m_result->setNotice(Symbol::Complete, Accent::Success,
                        tr("%1 answered after %2 s.").arg(trial->model, QLocale().toString(trial->seconds, 'f', 1)));
}

} // namespace ca::dashboard
