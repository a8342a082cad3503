#include "settingsdialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "generalpage.h"
#include "limitfield.h"
#include "noticebar.h"
#include "providerspage.h"
#include "settingfield.h"
#include "settingskeeper.h"
#include "settingtable.h"

namespace ca::dashboard {

SettingsDialog::SettingsDialog(SettingsKeeper *keeper, Preferences *preferences, OrchestratorClient *client,
                               QWidget *parent)
    : QDialog(parent)
    , m_keeper(keeper)
    , m_fault(keeper->open())
    , m_subjects(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
    , m_notice(new NoticeBar(this))
{
    setObjectName(QStringLiteral("settingsDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Settings"));
    m_subjects->setObjectName(QStringLiteral("subjects"));
    m_subjects->setAccessibleName(tr("Subjects"));
    m_subjects->setSpacing(2);
    m_notice->setObjectName(QStringLiteral("settingsNotice"));
    makePages(preferences, client);
    m_subjects->setFixedWidth(m_subjects->sizeHintForColumn(0) + 2 * m_subjects->fontMetrics().height());
    connect(m_subjects, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    m_subjects->setCurrentRow(0);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Enter is for the fields
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *row = new QHBoxLayout;
    row->addWidget(m_subjects);
    row->addWidget(m_pages, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_notice);
    layout->addLayout(row, 1);
    layout->addWidget(buttons);
    connect(keeper, &SettingsKeeper::changed, this, &SettingsDialog::updateNotice);
    updateNotice();
    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 36);
}

void SettingsDialog::makePages(Preferences *preferences, OrchestratorClient *client)
{
    addPage(QStringLiteral("general"), tr("General"), new GeneralPage(m_keeper, preferences, m_pages));
    auto *providers = new ProvidersPage(m_keeper, client, m_pages);
    connect(providers, &ProvidersPage::newsCame, this, &SettingsDialog::providerNewsCame);
    providers->refresh();
    addPage(QStringLiteral("providers"), tr("AI providers"), providers);

    auto *jobs = new SettingsPage(m_keeper, m_pages);
    jobs->addSection(tr("All jobs together"));
    for (const QString name : {settingname::maxJobs, settingname::maxQueued, settingname::approvalTimeout})
        jobs->addSetting(name);
    jobs->addSection(tr("Where jobs run"));
    for (const QString name : {settingname::engine, settingname::image, settingname::missingImage, settingname::runtime,
                               settingname::rejoinTimeout})
        jobs->addSetting(name);
    jobs->addSection(tr("Each job that asks for nothing else"));
    for (const LimitField &limit : limitFields())
        jobs->addSetting(settingname::ofLimit(limit.name));
    addPage(QStringLiteral("jobs"), tr("Jobs and limits"), jobs);

    auto *network = new SettingsPage(m_keeper, m_pages);
    network->addSection(tr("What jobs reach"));
    for (const QString name : {settingname::network, settingname::allowedHosts, settingname::proxy})
        network->addSetting(name);
    addPage(QStringLiteral("network"), tr("Network"), network);

    auto *api = new SettingsPage(m_keeper, m_pages);
    api->addSection(tr("REST API"));
    for (const QString name : {settingname::listen, settingname::apiToken})
        api->addSetting(name);
    api->addSection(tr("Lists of open desktops and notebooks, for browsers"));
    for (const QString name : {settingname::desktopPort, settingname::notebookPort})
        api->addSetting(name);
    addPage(QStringLiteral("api"), tr("API"), api);

    auto *storage = new SettingsPage(m_keeper, m_pages);
    storage->addSection(tr("Jobs and their results"));
    for (const QString name : {settingname::outputDir, settingname::retentionDays})
        storage->addSetting(name);
    addPage(QStringLiteral("storage"), tr("Storage"), storage);
}

void SettingsDialog::addPage(const QString &name, const QString &title, SettingsPage *page)
{
    page->setObjectName(name);
    m_subjects->addItem(title);
    m_pages->addWidget(page);
}

void SettingsDialog::updateNotice()
{
    if (!m_fault.isEmpty())
        m_notice->setNotice(Symbol::Failed, Accent::Failure, tr("The settings cannot be changed now: %1").arg(m_fault));
    else if (m_keeper->anyAwaitsRestart())
        m_notice->setNotice(Symbol::Waiting, Accent::Active, tr("Some changes count after a restart."));
    else
        m_notice->hide();
}

} // namespace ca::dashboard
