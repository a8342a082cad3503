#include "settingspage.h"

#include <QFormLayout>
#include <QLabel>

#include "pagefonts.h"
#include "settingfield.h"
#include "settinglook.h"
#include "settingtable.h"

namespace ca::dashboard {

SettingsPage::SettingsPage(SettingsKeeper *keeper, QWidget *parent)
    : QScrollArea(parent)
    , m_keeper(keeper)
    , m_content(new QWidget(this))
    , m_form(new QFormLayout(m_content))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus); // its fields scroll into view as they get the focus
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_form->setLabelAlignment(Qt::AlignLeading | Qt::AlignTop);
    m_form->setVerticalSpacing(m_form->verticalSpacing() * 2);
    setWidget(m_content);
}

void SettingsPage::addSection(const QString &title)
{
    auto *label = new QLabel(title, m_content);
    label->setFont(titleFont(label->font()));
    label->setWordWrap(true);
    if (m_form->rowCount() > 0)
        label->setContentsMargins(0, label->fontMetrics().height() / 2, 0, 0);
    m_form->addRow(label);
}

SettingField *SettingsPage::addSetting(const QString &name)
{
    const Setting *setting = findSetting(name);
    Q_ASSERT(setting != nullptr);
    auto *field = new SettingField(*setting, m_keeper, m_content);
    addRow(settingLabel(*setting), field);
    return field;
}

void SettingsPage::addRow(const QString &label, QWidget *field)
{
    const QString text = label.isEmpty() ? QString() : tr("%1:").arg(label);
    m_form->addRow(text, field);
    if (auto *shown = qobject_cast<QLabel *>(m_form->labelForField(field)); shown != nullptr && field->focusProxy())
        shown->setBuddy(field->focusProxy());
}

void SettingsPage::addWide(QWidget *widget)
{
    m_form->addRow(widget);
}

void SettingsPage::addText(const QString &text)
{
    auto *label = new QLabel(text, m_content);
    label->setWordWrap(true);
    addWide(label);
}

} // namespace ca::dashboard
