#include "settingfield.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include "metrics.h"
#include "setting.h"
#include "settinglook.h"
#include "settingskeeper.h"

namespace ca::dashboard {

namespace {

constexpr int numberColumns = 14;

} // namespace

SettingField::SettingField(const Setting &setting, SettingsKeeper *keeper, QWidget *parent)
    : QWidget(parent)
    , m_setting(setting)
    , m_keeper(keeper)
    , m_reset(new QToolButton(this))
    , m_note(new QWidget(this))
    , m_noteSymbol(new QLabel(m_note))
    , m_noteText(new QLabel(m_note))
{
    setObjectName(setting.name);
    const QString label = settingLabel(setting);
    setting.type == SettingType::Choice ? makeChoice(label) : makeLine(label);
    m_reset->setObjectName(setting.name + QLatin1StringView(".reset"));
    m_reset->setText(tr("Use default"));
    m_reset->setAccessibleName(tr("Use default for %1").arg(label));
    m_reset->setAutoRaise(true);
    QSizePolicy keepsRoom = m_reset->sizePolicy();
    keepsRoom.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keepsRoom);
    connect(m_reset, &QToolButton::clicked, this, [this] { m_keeper->set(m_setting.name, {}); });
    m_noteText->setObjectName(setting.name + QLatin1StringView(".note"));
    m_noteText->setWordWrap(true);
    m_noteText->setTextFormat(Qt::PlainText);
    m_noteSymbol->setFixedWidth(symbolSize);
    auto *note = new QHBoxLayout(m_note);
    note->setContentsMargins({});
    note->addWidget(m_noteSymbol, 0, Qt::AlignTop);
    note->addWidget(m_noteText, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(layout->spacing() / 2);
    layout->addWidget(makeRow());
    layout->addWidget(m_note);
    setFocusProxy(editor());
    connect(keeper, &SettingsKeeper::changed, this, &SettingField::load);
    connect(keeper, &SettingsKeeper::refused, this, &SettingField::showRefusal);
    load();
}

QWidget *SettingField::editor() const
{
    return m_choice != nullptr ? static_cast<QWidget *>(m_choice) : m_line;
}

void SettingField::setPlaceholder(const QString &text)
{
    if (m_line != nullptr)
        m_line->setPlaceholderText(text);
}

void SettingField::makeLine(const QString &label)
{
    m_line = new QLineEdit(this);
    m_line->setObjectName(m_setting.name + QLatin1StringView(".value"));
    m_line->setAccessibleName(label);
    if (m_setting.isSecret())
        m_line->setEchoMode(QLineEdit::Password);
    if (m_setting.isNumber()) {
        m_line->setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
        m_line->setMaximumWidth(m_line->fontMetrics().averageCharWidth() * numberColumns + 24);
    }
    connect(m_line, &QLineEdit::textEdited, this, &SettingField::check);
    connect(m_line, &QLineEdit::editingFinished, this, &SettingField::commit);
}

void SettingField::makeChoice(const QString &label)
{
    m_choice = new QComboBox(this);
    m_choice->setObjectName(m_setting.name + QLatin1StringView(".value"));
    m_choice->setAccessibleName(label);
    for (const QString &choice : m_setting.choices)
        m_choice->addItem(choiceText(choice), choice);
    connect(m_choice, &QComboBox::activated, this, &SettingField::commit);
}

QWidget *SettingField::makeRow()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    const bool isShort = m_setting.isNumber() || m_choice != nullptr;
    layout->addWidget(editor(), isShort ? 0 : 1);
    if (const QString unit = settingUnit(m_setting); !unit.isEmpty())
        layout->addWidget(new QLabel(unit, row));
    layout->addWidget(m_reset);
    if (isShort)
        layout->addStretch();
    return row;
}

void SettingField::load()
{
    const QString value = m_keeper->value(m_setting.name);
    const QString obstacle = m_keeper->obstacle(m_setting.name);
    if (m_choice != nullptr)
        m_choice->setCurrentIndex(m_choice->findData(value));
    else if (!m_line->isModified()) // else it is being typed
        m_line->setText(value);
    editor()->setEnabled(obstacle.isEmpty() && m_keeper->isOpen());
    m_reset->setVisible(obstacle.isEmpty() && m_keeper->isOwn(m_setting.name));
    if (!obstacle.isEmpty())
        say(Symbol::Information, Accent::Neutral, tr("Set by %1. It can be changed there.").arg(obstacle));
    else if (m_keeper->awaitsRestart(m_setting.name))
        say(Symbol::Waiting, Accent::Active, tr("Counts after a restart."));
    else
        say(Symbol::Information, Accent::Neutral, settingHint(m_setting));
}

void SettingField::check(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty() || m_setting.accepts(text))
        return load();
    say(Symbol::Warning, Accent::Warning, tr("This must be %1.").arg(m_setting.expectation()));
}

void SettingField::commit()
{
    const QString value = m_choice != nullptr ? m_choice->currentData().toString() : m_line->text().trimmed();
    if (m_line != nullptr)
        m_line->setModified(false);
    const bool isSame = value == m_keeper->value(m_setting.name);
    if (isSame || (!value.isEmpty() && !m_setting.accepts(value)))
        return;
    m_keeper->set(m_setting.name, value);
}

void SettingField::showRefusal(const QString &name, const QString &sentence)
{
    if (name == m_setting.name)
        say(Symbol::Failed, Accent::Failure, sentence);
}

void SettingField::say(Symbol symbol, Accent accent, const QString &text)
{
    m_symbol = symbol;
    m_accent = accent;
    m_noteText->setText(text);
    m_note->setVisible(!text.isEmpty());
    m_noteSymbol->setVisible(accent != Accent::Neutral);
    editor()->setAccessibleDescription(text);
    paintNote();
}

void SettingField::paintNote()
{
    m_noteSymbol->setPixmap(symbolPixmap(m_symbol, accentColor(m_accent, palette()), symbolSize, devicePixelRatioF()));
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, secondaryText(palette()));
    m_noteText->setPalette(quiet);
}

void SettingField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintNote();
}

} // namespace ca::dashboard
