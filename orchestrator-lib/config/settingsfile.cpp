#include "settingsfile.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <ranges>
#include <utility>

#include "envfile.h"
#include "envlines.h"
#include "settinglayer.h"
#include "settingtable.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

Result<void> checkChange(const QString &name, const QString &value)
{
    const Setting *setting = findSetting(name);
    if (setting == nullptr)
        return failure(ErrorCode::InvalidArgument, u"there is no setting %1"_s.arg(name), name);
    if (setting->type == SettingType::Secret && setting->group == SettingGroup::Providers) {
        return failure(ErrorCode::InvalidArgument,
                       u"%1 is a key, and keys are not written into files: keep it in the keychain"_s.arg(name), name);
    }
    if (!value.isEmpty() && !setting->accepts(value))
        return failure(ErrorCode::InvalidArgument, u"it must be %1"_s.arg(setting->expectation()), name);
    return {};
}

Result<QByteArray> contentOf(const QString &path)
{
    return EnvFile::read(path).transform(
        [](const std::optional<EnvFile> &file) { return file ? file->content : QByteArray(); });
}

Result<void> replaceFile(const QString &path, const QByteArray &content)
{
    constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
    const QString folder = QFileInfo(path).path();
    const bool isThere = QDir(folder).exists();
    if (!isThere && !(QDir().mkpath(folder) && QFile::setPermissions(folder, ownerOnly | QFile::ExeOwner)))
        return failure(ErrorCode::Io, u"cannot make the folder %1 for the settings"_s.arg(folder), folder);
    QSaveFile file(path);
    // The permissions before the content: it may hold a token.
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.setPermissions(ownerOnly) &&
                           file.write(content) == content.size() && file.commit();
    if (isWritten)
        return {};
    return failure(ErrorCode::Io, u"cannot write the settings to %1: %2"_s.arg(path, file.errorString()), path);
}

} // namespace

Result<SettingsFile> SettingsFile::read(const QString &path)
{
    const auto layer = fileLayer(path, FileUse::Own);
    if (!layer)
        return failure(layer.error());
    SettingsFile file;
    file.m_path = path;
    for (auto given = layer->begin(); given != layer->end(); ++given)
        file.m_values.insert(given.key(), given->text);
    return file;
}

Result<void> SettingsFile::set(const QString &name, const QString &value)
{
    if (auto fits = checkChange(name, value); !fits)
        return fits;
    const auto content = contentOf(m_path);
    if (!content)
        return failure(content.error());
    auto changed = withEnvValue(*content, name, value);
    if (!changed)
        return failure(ErrorCode::InvalidArgument,
                       u"cannot read the settings in %1: %2"_s.arg(m_path, changed.error().message), m_path);
    if (auto written = replaceFile(m_path, *changed); !written)
        return written;
    if (value.isEmpty())
        m_values.remove(name);
    else
        m_values.insert(name, value);
    return {};
}

Result<QByteArray> withEnvValue(const QByteArray &content, const QString &key, const QString &value)
{
    const auto spans = parseEnvSpans(content);
    if (!spans)
        return failure(spans.error());
    QList<QByteArray> lines = content.split('\n');
    const bool endsInLine = lines.constLast().isEmpty();
    if (endsInLine)
        lines.removeLast();
    bool isPlaced = value.isEmpty();
    // From the end: what is taken out does not move what comes before it, and the last of several counts.
    for (const EnvSpan &span : std::ranges::reverse_view(*spans)) {
        if (span.entry.key != key)
            continue;
        const qsizetype first = span.entry.line - 1;
        const bool isWindows = lines.at(first).endsWith('\r');
        lines.remove(first, span.lastLine - span.entry.line + 1);
        if (std::exchange(isPlaced, true))
            continue;
        const QString comment = span.comment.isEmpty() ? QString() : QString(u' ' + span.comment);
        const QString text = key + u'=' + envText(value) + comment + (isWindows ? u"\r"_s : QString());
        lines.insert(first, text.toUtf8());
    }
    if (!isPlaced)
        lines.append(QString(key + u'=' + envText(value)).toUtf8());
    return lines.isEmpty() ? QByteArray() : QByteArray(lines.join('\n') + '\n');
}

} // namespace ca
