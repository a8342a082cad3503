#include "settingskeeper.h"

#include <QFuture>
#include <algorithm>

#include "core.h"
#include "poolwork.h"
#include "settingtable.h"

namespace ca::dashboard {

namespace {

struct Outcome
{
    Result<void> result;
    SettingsEditor now;
};

} // namespace

SettingsKeeper::SettingsKeeper(SettingSources sources, Settings running, QObject *parent)
    : QObject(parent)
    , m_sources(std::move(sources))
    , m_running(std::move(running))
{
    m_thread.setMaxThreadCount(1);
}

SettingsKeeper::~SettingsKeeper()
{
    m_thread.waitForDone(); // what was changed last is to be kept as well
}

QString SettingsKeeper::open()
{
    if (m_now)
        return {};
    auto editor = SettingsEditor::open(m_sources);
    if (!editor)
        return editor.error().message;
    m_now = *editor;
    m_writer = std::make_shared<SettingsEditor>(std::move(*editor));
    return {};
}

QString SettingsKeeper::value(const QString &name) const
{
    return m_now ? m_now->settings().value(name) : m_running.value(name);
}

QStringList SettingsKeeper::providers() const
{
    return m_now ? m_now->settings().providers() : m_running.providers();
}

QString SettingsKeeper::obstacle(const QString &name) const
{
    return m_now ? m_now->obstacle(name) : QString();
}

bool SettingsKeeper::isOwn(const QString &name) const
{
    return m_now && !m_now->ownValue(name).isEmpty();
}

bool SettingsKeeper::awaitsRestart(const QString &name) const
{
    return value(name) != m_running.value(name);
}

bool SettingsKeeper::anyAwaitsRestart() const
{
    return std::ranges::any_of(settingTable(), [this](const Setting &setting) { return awaitsRestart(setting.name); });
}

QString SettingsKeeper::filePath() const
{
    return m_now ? m_now->filePath() : QString();
}

void SettingsKeeper::set(const QString &name, const QString &value)
{
    if (!m_now)
        return;
    inThreadPool(
        [writer = m_writer, name, value] {
            auto result = writer->set(name, value);
            return Outcome{.result = std::move(result), .now = *writer};
        },
        m_thread)
        .then(this, [this, name](const Outcome &outcome) {
            m_now = outcome.now;
            if (!outcome.result)
                return Q_EMIT refused(name, outcome.result.error().message);
            const Setting *setting = findSetting(name);
            if (setting != nullptr && Core::appliesAtOnce(*setting)) {
                m_running.adopt(name, m_now->settings());
                Q_EMIT applyRequested(m_now->settings());
            }
            Q_EMIT changed(name);
        });
}

} // namespace ca::dashboard
