#include "settingseditor.h"

#include <array>

#include "settinglayer.h"
#include "settingscommandline.h"

namespace ca {

using namespace Qt::StringLiterals;

Result<SettingsEditor> SettingsEditor::open(const SettingSources &sources)
{
    const auto line = SettingsCommandLine::parse(sources.arguments);
    if (!line)
        return failure(line.error());
    auto file = SettingsFile::read(sources.configDir + u"/settings.env"_s);
    if (!file)
        return failure(file.error());
    const auto shared = fileLayer(sources.workingDir + u"/.env"_s, FileUse::Shared);
    if (!shared)
        return failure(shared.error());
    SettingsEditor editor(sources, line->values, std::move(*file));
    const std::array bestLast{*shared, environmentLayer(sources.environment, sources.workingDir),
                              commandLineLayer(line->values, sources.workingDir)};
    for (const SettingLayer &layer : bestLast) {
        for (auto given = layer.begin(); given != layer.end(); ++given)
            editor.m_obstacles.insert(given.key(), given->source);
    }
    if (auto read = editor.readAgain(); !read)
        return failure(read.error());
    return editor;
}

Result<void> SettingsEditor::set(const QString &name, const QString &value)
{
    if (const QString source = obstacle(name); !source.isEmpty())
        return failure(ErrorCode::WrongState, u"%1 is set by %2: change it there"_s.arg(name, source), name);
    if (auto written = m_file.set(name, value); !written)
        return written;
    return readAgain();
}

Result<void> SettingsEditor::readAgain()
{
    auto settings = Settings::read(m_options, m_sources);
    if (!settings)
        return failure(settings.error());
    m_settings = std::move(*settings);
    return {};
}

} // namespace ca
