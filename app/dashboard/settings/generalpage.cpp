#include "generalpage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSystemTrayIcon>
#include <QVBoxLayout>

#include "language.h"

namespace ca::dashboard {

namespace {

/// A field that is as wide as it needs to be, on the left of its row.
QWidget *shortField(QWidget *field, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(field);
    layout->addStretch();
    row->setFocusProxy(field);
    return row;
}

} // namespace

GeneralPage::GeneralPage(SettingsKeeper *keeper, Preferences *preferences, QWidget *parent)
    : SettingsPage(keeper, parent)
    , m_preferences(preferences)
{
    setObjectName(QStringLiteral("generalPage"));
    addSection(tr("Look and language"));
    addAppearance();
    addLanguage();
    addSection(tr("Tell me when I am not looking"));
    addNotifications();
    addSection(tr("Closing the window"));
    addClosing();
}

void GeneralPage::addAppearance()
{
    auto *box = new QComboBox(this);
    box->setObjectName(QStringLiteral("appearance"));
    box->setAccessibleName(tr("Appearance"));
    box->addItem(tr("As the desktop"), QVariant::fromValue(Appearance::System));
    box->addItem(tr("Light"), QVariant::fromValue(Appearance::Light));
    box->addItem(tr("Dark"), QVariant::fromValue(Appearance::Dark));
    box->setCurrentIndex(static_cast<int>(m_preferences->appearance()));
    connect(box, &QComboBox::activated, this,
            [this, box] { m_preferences->setAppearance(box->currentData().value<Appearance>()); });
    addRow(tr("Appearance"), shortField(box, this));
}

void GeneralPage::addLanguage()
{
    auto *box = new QComboBox(this);
    box->setObjectName(QStringLiteral("language"));
    box->setAccessibleName(tr("Language"));
    box->addItem(tr("As the desktop"), QString());
    for (const QString &code : availableLanguages())
        box->addItem(languageName(code), code);
    box->setCurrentIndex(qMax(0, box->findData(m_preferences->language())));
    auto *field = new QWidget(this);
    m_languageNote = new QLabel(tr("Counts after a restart."), field);
    m_languageNote->setObjectName(QStringLiteral("languageNote"));
    m_languageNote->hide();
    auto *layout = new QVBoxLayout(field);
    layout->setContentsMargins({});
    layout->addWidget(shortField(box, field));
    layout->addWidget(m_languageNote);
    field->setFocusProxy(box);
    const QString running = m_preferences->language();
    connect(box, &QComboBox::activated, this, [this, box, running] {
        m_preferences->setLanguage(box->currentData().toString());
        m_languageNote->setVisible(m_preferences->language() != running);
    });
    addRow(tr("Language"), field);
}

void GeneralPage::addCheck(Occasion occasion, const QString &name, const QString &text)
{
    auto *check = new QCheckBox(text, this);
    check->setObjectName(name);
    check->setChecked(m_preferences->notifies(occasion));
    connect(check, &QCheckBox::toggled, this,
            [this, occasion](bool isOn) { m_preferences->setNotifies(occasion, isOn); });
    addWide(check);
}

void GeneralPage::addNotifications()
{
    addCheck(Occasion::Approval, QStringLiteral("notifyApproval"), tr("A job asks for approval"));
    addCheck(Occasion::Finished, QStringLiteral("notifyFinished"), tr("A job is complete"));
    addCheck(Occasion::Failed, QStringLiteral("notifyFailed"), tr("A job has failed"));
}

void GeneralPage::addClosing()
{
    auto *check = new QCheckBox(tr("Leave the program in the tray"), this);
    check->setObjectName(QStringLiteral("closesToTray"));
    check->setChecked(m_preferences->closesToTray());
    connect(check, &QCheckBox::toggled, m_preferences, &Preferences::setClosesToTray);
    addWide(check);
    if (QSystemTrayIcon::isSystemTrayAvailable())
        return;
    check->setEnabled(false);
    addText(tr("This desktop has no tray, so closing the window quits the program, after a question when jobs run."));
}

} // namespace ca::dashboard
