#include "joboptions.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "accents.h"
#include "comboitems.h"
#include "enginefields.h"
#include "jobrequestcheck.h"
#include "limitfield.h"
#include "limittexts.h"

namespace ca::dashboard {

namespace {

using namespace Qt::StringLiterals;

const QString limitPrefix = QStringLiteral("limits.");

/// A request that is right but for what it is to be checked for.
JobRequest probe()
{
    JobRequest request;
    request.prompt = QStringLiteral("$ true");
    return request;
}

} // namespace

JobOptions::JobOptions(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("jobOptions"));
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, columns->spacing(), 0); // beside it is a scroll bar
    auto *choices = new QFormLayout;
    auto *limits = new QFormLayout;
    columns->addLayout(choices, 1);
    columns->addSpacing(2 * columns->spacing());
    columns->addLayout(limits);
    makeChoices(choices);
    makeLimits(limits);
    setProviders({});
    updatePlaceholders();
}

QComboBox *JobOptions::makeCombo(const QString &name, const QString &accessibleName)
{
    auto *combo = new QComboBox(this);
    combo->setObjectName(name);
    combo->setAccessibleName(accessibleName);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(18);
    connect(combo, &QComboBox::currentIndexChanged, this, &JobOptions::changed);
    return combo;
}

QWidget *JobOptions::addField(QFormLayout *form, const QString &name, const QString &label, QWidget *editor)
{
    auto *note = new QLabel(this);
    note->setObjectName(name + "Note"_L1);
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    note->hide();
    auto *field = new QWidget(this);
    auto *layout = new QVBoxLayout(field);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(editor);
    layout->addWidget(note);
    if (label.isEmpty()) {
        form->addRow(QString(), field);
    } else {
        auto *text = new QLabel(label, this);
        text->setBuddy(editor);
        form->addRow(text, field);
    }
    m_fields.insert(name, {.editor = editor, .note = note});
    return field;
}

void JobOptions::makeChoices(QFormLayout *form)
{
    m_provider = makeCombo(u"provider"_s, tr("AI provider"));
    connect(m_provider, &QComboBox::activated, this, [this] { m_wantedProvider.clear(); });
    addField(form, u"provider"_s, tr("AI &provider:"), m_provider);
    m_engine = new EngineFields(makeCombo(u"engine"_s, tr("Sandbox engine")), this);
    connect(m_engine, &EngineFields::changed, this, &JobOptions::changed);
    addField(form, u"engine"_s, tr("Sandbox &engine:"), m_engine->engine());
    addField(form, u"image"_s, tr("&Image:"), m_engine->image());
    addField(form, u"runtime"_s, tr("&OCI runtime:"), m_engine->runtime());
    m_network = makeCombo(u"network"_s, tr("Network"));
    m_network->addItem(tr("As in the settings"), QString());
    m_network->addItem(tr("Off"), networkName(NetworkPolicy::Off));
    m_network->addItem(tr("Package sources and code forges"), networkName(NetworkPolicy::Allowlist));
    m_network->addItem(tr("Open: every public address"), networkName(NetworkPolicy::Open));
    addField(form, u"network"_s, tr("&Network:"), m_network);
    m_git = new QLineEdit(this);
    m_git->setObjectName(u"git"_s);
    m_git->setPlaceholderText(u"https://example.org/project.git"_s);
    m_git->setMinimumWidth(fontMetrics().averageCharWidth() * 30);
    connect(m_git, &QLineEdit::textChanged, this, &JobOptions::changed);
    addField(form, u"git"_s, tr("&Git repository:"), m_git);
    m_priority = makeCombo(u"priority"_s, tr("Priority"));
    m_priority->addItem(tr("Normal"), 0);
    m_priority->addItem(tr("High: before the others"), 50);
    m_priority->addItem(tr("Low: after the others"), -50);
    addField(form, u"priority"_s, tr("P&riority:"), m_priority);
    m_approval = new QCheckBox(tr("&Ask me before each batch of steps runs"), this);
    m_approval->setObjectName(u"approval"_s);
    connect(m_approval, &QCheckBox::toggled, this, &JobOptions::changed);
    addField(form, u"approval"_s, {}, m_approval);
}

void JobOptions::makeLimits(QFormLayout *form)
{
    for (const LimitField &limit : limitFields()) {
        const QString name = limit.name;
        const LimitText text = limitText(name);
        auto *edit = new QLineEdit(this);
        edit->setObjectName(limitPrefix + name);
        edit->setAlignment(Qt::AlignRight);
        edit->setFixedWidth(fontMetrics().averageCharWidth() * 18);
        edit->setAccessibleName(text.label + u' ' + text.unit);
        connect(edit, &QLineEdit::textChanged, this, &JobOptions::changed);
        m_limits.insert(name, edit);
        addField(form, limitPrefix + name, text.label, edit);
    }
}

void JobOptions::updatePlaceholders()
{
    for (const LimitField &limit : limitFields()) {
        const QString unit = limitText(limit.name).unit;
        const QString number = QLocale().toString(limit.value(m_defaults), 'g', 12);
        m_limits.value(limit.name)->setPlaceholderText(unit.isEmpty() ? number : tr("%1 %2").arg(number, unit));
        m_limits.value(limit.name)
            ->setToolTip(
                tr("Empty: %1, as in the settings").arg(unit.isEmpty() ? number : tr("%1 %2").arg(number, unit)));
    }
}

void JobOptions::setDefaults(const Limits &limits, NetworkPolicy network)
{
    m_defaults = limits;
    updatePlaceholders();
    if (const auto wanted = std::exchange(m_wantedLimits, {}))
        showLimits(*wanted);
    const int row = m_network->findData(networkName(network));
    if (row > 0)
        m_network->setItemText(0, tr("As in the settings (%1)").arg(m_network->itemText(row)));
}

void JobOptions::setProviders(const QList<ProviderStatus> &providers)
{
    const QString chosen = m_wantedProvider.isEmpty() ? m_provider->currentData().toString() : m_wantedProvider;
    const QSignalBlocker blocker(m_provider);
    m_provider->clear();
    m_provider->addItem(tr("Automatic"), u"auto"_s);
    m_provider->addItem(tr("None: run the task as written"), u"runbook"_s);
    for (const ProviderStatus &provider : providers) {
        const bool isReady = provider.state == ProviderState::Ready;
        const QString name = provider.label.isEmpty() ? provider.name : provider.label;
        if (isReady)
            m_provider->addItem(provider.model.isEmpty() ? name : tr("%1: %2").arg(name, provider.model),
                                provider.name);
        else
            addDisabledItem(m_provider, tr("%1 (not set up)").arg(name), provider.name, provider.note);
    }
    if (!chosen.isEmpty() && m_provider->findData(chosen) < 0)
        m_provider->addItem(chosen, chosen);
    selectData(m_provider, chosen);
}

void JobOptions::setEngines(const QList<EngineStatus> &engines, const QString &standardImage)
{
    m_engine->setEngines(engines, standardImage);
}

void JobOptions::applyTo(JobRequest &request) const
{
    request.provider = m_provider->currentData().toString();
    m_engine->applyTo(request);
    request.network = networkFromName(m_network->currentData().toString());
    request.priority = m_priority->currentData().toInt();
    request.needsApproval = m_approval->isChecked();
    request.git = m_git->text().trimmed();
    request.limits = m_defaults;
    for (const LimitField &limit : limitFields()) {
        if (const QString text = m_limits.value(limit.name)->text().trimmed(); !text.isEmpty())
            limit.set(request.limits, QLocale().toDouble(text));
    }
}

void JobOptions::setRequest(const JobRequest &request)
{
    m_wantedProvider = request.provider;
    if (m_provider->findData(request.provider) < 0)
        m_provider->addItem(request.provider, request.provider);
    selectData(m_provider, request.provider);
    m_engine->setRequest(request);
    selectData(m_network, request.network ? networkName(*request.network) : QString());
    if (m_priority->findData(request.priority) < 0)
        m_priority->addItem(QLocale().toString(request.priority), request.priority);
    selectData(m_priority, request.priority);
    m_approval->setChecked(request.needsApproval);
    m_git->setText(request.git);
    showLimits(request.limits);
    m_wantedLimits = request.limits;
}

void JobOptions::showLimits(const Limits &limits)
{
    QHash<QString, QString> typed;
    for (const LimitField &limit : limitFields()) {
        if (limit.value(limits) != limit.value(m_defaults))
            typed.insert(limit.name, QLocale().toString(limit.value(limits), 'g', 12));
    }
    setTypedLimits(typed);
}

QHash<QString, QString> JobOptions::typedLimits() const
{
    QHash<QString, QString> typed;
    for (auto limit = m_limits.begin(); limit != m_limits.end(); ++limit) {
        if (!limit.value()->text().trimmed().isEmpty())
            typed.insert(limit.key(), limit.value()->text());
    }
    return typed;
}

void JobOptions::setTypedLimits(const QHash<QString, QString> &limits)
{
    m_wantedLimits.reset();
    for (auto limit = m_limits.begin(); limit != m_limits.end(); ++limit)
        limit.value()->setText(limits.value(limit.key()));
}

void JobOptions::reset()
{
    JobRequest request;
    request.limits = m_defaults;
    setRequest(request);
    m_wantedLimits.reset();
}

bool JobOptions::isTouched() const
{
    JobRequest asked;
    applyTo(asked);
    return asked.provider != "auto"_L1 || asked.engine != "auto"_L1 || !asked.image.isEmpty() ||
           !asked.runtime.isEmpty() || asked.network || asked.priority != 0 || asked.needsApproval ||
           !asked.git.isEmpty() || !typedLimits().isEmpty();
}

QString JobOptions::problemOf(const QString &limit) const
{
    const QString text = m_limits.value(limit)->text().trimmed();
    if (text.isEmpty())
        return {};
    bool isNumber = false;
    const double value = QLocale().toDouble(text, &isNumber);
    const auto field = std::ranges::find(limitFields(), limit, [](const LimitField &one) { return QString(one.name); });
    if (!isNumber)
        return tr("This is no number.");
    if (field->isWhole() && value != std::floor(value))
        return tr("This must be a whole number.");
    if (value >= field->least && value <= field->most)
        return {};
    const auto shown = [](double number) { return QLocale().toString(number, 'g', 12); };
    return tr("This must be from %1 to %2.").arg(shown(field->least), shown(field->most));
}

bool JobOptions::check()
{
    bool isRight = true;
    for (auto limit = m_limits.begin(); limit != m_limits.end(); ++limit) {
        const QString problem = problemOf(limit.key());
        note(limitPrefix + limit.key(), problem);
        isRight = isRight && problem.isEmpty();
    }
    JobRequest request = probe();
    request.git = m_git->text().trimmed();
    m_engine->applyTo(request);
    const Result<void> fits = checkRequest(request);
    for (const QString &other :
         {u"provider"_s, u"engine"_s, u"image"_s, u"runtime"_s, u"network"_s, u"git"_s, u"priority"_s})
        note(other, fits || fits.error().detail != other ? QString() : fits.error().message);
    return isRight && fits.has_value();
}

bool JobOptions::showError(const QString &field, const QString &sentence)
{
    if (!m_fields.contains(field))
        return false;
    note(field, sentence);
    m_fields.value(field).editor->setFocus();
    return true;
}

void JobOptions::note(const QString &field, const QString &sentence)
{
    const Field &place = m_fields[field];
    QPalette own = palette();
    own.setColor(QPalette::WindowText, accentColor(Accent::Failure, own));
    place.note->setPalette(own);
    place.note->setText(sentence);
    place.note->setVisible(!sentence.isEmpty());
    place.editor->setAccessibleDescription(sentence);
}

} // namespace ca::dashboard
