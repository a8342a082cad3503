#include "settinglayer.h"

#include <QFileInfo>
#include <unistd.h>

#include "envfile.h"
#include "envlines.h"
#include "nearestname.h"
#include "settingtable.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> misfit(const QString &sentence, const QString &detail)
{
    return failure(ErrorCode::InvalidArgument, sentence, detail);
}

QString place(const QString &path, int line)
{
    return u"%1, line %2"_s.arg(path).arg(line);
}

std::unexpected<Error> unknownSetting(const QString &path, const EnvLine &line)
{
    QStringList names;
    for (const Setting &setting : settingTable())
        names.append(setting.name);
    const QString nearest = nearestName(line.key, names);
    return misfit(u"there is no setting %1 (%2)%3"_s.arg(line.key, place(path, line.line),
                                                         nearest.isEmpty() ? u": remove the line"_s
                                                                           : u"; did you mean %1?"_s.arg(nearest)),
                  line.key);
}

/// The secret that makes it matter who can read the file; empty when there is none. Keys in a file that is not ours
/// alone are its owner's business: other programs read them there as well.
QString guardedSecret(const SettingLayer &layer, FileUse use)
{
    if (layer.contains(settingname::apiToken))
        return settingname::apiToken;
    for (const Setting &setting : settingTable()) {
        if (use == FileUse::Own && setting.isSecret() && layer.contains(setting.name))
            return setting.name;
    }
    return {};
}

/// Whoever could write the file could choose what is run and who may call it, and whoever can read it has the secrets.
Result<void> checkTrust(const QString &path, const EnvFile &file, const SettingLayer &layer, FileUse use)
{
    if (!layer.isEmpty() && file.owner != ::geteuid() && file.owner != 0) {
        return misfit(u"the settings in %1 belong to another user (%2): take the file over with chown, or start in "
                      "another folder"_s.arg(path, QString::number(file.owner)),
                      path);
    }
    const QString secret = file.isPrivate ? QString() : guardedSecret(layer, use);
    if (!secret.isEmpty())
        return misfit(u"%1 holds %2, but others can read it: run chmod 600 on it"_s.arg(path, secret), path);
    return {};
}

} // namespace

SettingLayer commandLineLayer(const QHash<QString, QString> &values, const QString &workingDir)
{
    SettingLayer layer;
    for (const Setting &setting : settingTable()) {
        if (const QString text = values.value(setting.name); !text.isEmpty())
            layer.insert(setting.name, {.text = text, .source = u"--"_s + setting.option, .baseDir = workingDir});
    }
    return layer;
}

SettingLayer environmentLayer(const QProcessEnvironment &environment, const QString &workingDir)
{
    SettingLayer layer;
    for (const Setting &setting : settingTable()) {
        if (const QString text = environment.value(setting.name); !text.isEmpty())
            layer.insert(setting.name, {.text = text, .source = u"the environment"_s, .baseDir = workingDir});
    }
    return layer;
}

Result<SettingLayer> fileLayer(const QString &path, FileUse use)
{
    const auto file = EnvFile::read(path);
    if (!file)
        return failure(file.error());
    SettingLayer layer;
    if (!*file)
        return layer;
    const auto lines = parseEnvLines((*file)->content);
    if (!lines)
        return misfit(u"cannot read the settings in %1: %2"_s.arg(path, lines.error().message), path);
    for (const EnvLine &line : *lines) {
        if (findSetting(line.key) == nullptr) {
            if (use == FileUse::Own)
                return unknownSetting(path, line);
            continue;
        }
        const QString where = place(path, line.line);
        if (!line.problem.isEmpty())
            return misfit(u"cannot read %1 (%2): %3"_s.arg(line.key, where, line.problem), line.key);
        if (line.value.isEmpty())
            layer.remove(line.key);
        else
            layer.insert(line.key, {.text = line.value, .source = where, .baseDir = QFileInfo(path).path()});
    }
    if (auto trusted = checkTrust(path, **file, layer, use); !trusted)
        return failure(trusted.error());
    return layer;
}

} // namespace ca
