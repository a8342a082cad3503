#pragma once

#include <QWidget>

#include "accents.h"
#include "symbols.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace ca {
struct Setting;
}

namespace ca::dashboard {

class SettingsKeeper;

/// One setting to look at and to change: its value, what is wrong with it while it is typed, and what keeps it from
/// being changed or from being in force. A change counts with Enter or when the field is left.
class SettingField : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive it.
    SettingField(const Setting &setting, SettingsKeeper *keeper, QWidget *parent = nullptr);

    /// What a label's buddy is to be.
    [[nodiscard]] QWidget *editor() const;
    /// What is shown where nothing is set.
    void setPlaceholder(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeLine(const QString &label);
    void makeChoice(const QString &label);
    [[nodiscard]] QWidget *makeRow();
    void load();
    void check(const QString &typed);
    void commit();
    void showRefusal(const QString &name, const QString &sentence);
    void say(Symbol symbol, Accent accent, const QString &text);
    void paintNote();

    const Setting &m_setting;
    SettingsKeeper *m_keeper;
    /// One of the two.
    QLineEdit *m_line = nullptr;
    QComboBox *m_choice = nullptr;
    QToolButton *m_reset;
    QWidget *m_note;
    QLabel *m_noteSymbol;
    QLabel *m_noteText;
    Symbol m_symbol = Symbol::Information;
    Accent m_accent = Accent::Neutral;
};

} // namespace ca::dashboard
