#pragma once

#include <QScrollArea>

class QFormLayout;

namespace ca {
struct Setting;
}

namespace ca::dashboard {

class SettingField;
class SettingsKeeper;

/// One page of the settings window: sections with a field in each row.
class SettingsPage : public QScrollArea
{
    Q_OBJECT

public:
    explicit SettingsPage(SettingsKeeper *keeper, QWidget *parent = nullptr);

    /// Rows come below it from now on.
    void addSection(const QString &title);
    SettingField *addSetting(const QString &name);
    void addRow(const QString &label, QWidget *field);
    /// Over the whole width.
    void addWide(QWidget *widget);
    /// Quiet text of one or more sentences.
    void addText(const QString &text);

private:
    SettingsKeeper *m_keeper;
    QWidget *m_content;
    QFormLayout *m_form;
};

} // namespace ca::dashboard
