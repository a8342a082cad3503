#include "packagesettings.h"

#include <QDir>
#include <QRegularExpression>

#include "inientries.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

using Places = PackageSources::Places;

QList<QUrl> urlsIn(const QString &text)
{
    static const QRegularExpression separators(u"[\\s,|\"']+"_s);
    QList<QUrl> urls;
    const QStringList words = text.split(separators, Qt::SkipEmptyParts);
    for (QString word : words) {
        // "sparse+https://…" (cargo), "mirror+http://…" (apt)
        if (const qsizetype plus = word.indexOf("+http"_L1); plus > 0)
            word = word.sliced(plus + 1);
        const QUrl url(word, QUrl::StrictMode);
        if (url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1) && !url.host().isEmpty())
            urls.append(url);
    }
    return urls;
}

QString configHome(const Places &places)
{
    return places.environment.value(u"XDG_CONFIG_HOME"_s, places.home + u"/.config"_s);
}

void addPipEntries(const QString &path, PackageSources &sources)
{
    for (const IniEntry &entry : iniEntries(settingsText(path), IniDialect::Pip)) {
        if (entry.key == "index-url"_L1)
            sources.pipIndexes += urlsIn(entry.value);
        else if (entry.key == "extra-index-url"_L1)
            sources.pipExtraIndexes += urlsIn(entry.value);
        else if (entry.key == "find-links"_L1)
            sources.others += urlsIn(entry.value);
    }
}

/// Later ones count: an earlier registry under the same key goes.
void setRegistry(PackageSources &sources, const QString &key, const QString &value)
{
    const QList<QUrl> urls = urlsIn(value);
    if (urls.isEmpty())
        return;
    sources.npmRegistries.removeIf([&](const auto &known) { return known.key == key; });
    sources.npmRegistries.append({.key = key, .url = urls.first()});
}

void addNpmEntries(const QString &path, PackageSources &sources)
{
    for (const IniEntry &entry : iniEntries(settingsText(path), IniDialect::Git)) {
        static const QRegularExpression scoped(QRegularExpression::anchoredPattern(u"(@[a-z0-9._~-]+:)?registry"_s));
        if (scoped.match(entry.key).hasMatch())
            setRegistry(sources, entry.key, entry.value);
    }
}

void addAptLines(const QString &text, PackageSources &sources)
{
    static const QRegularExpression line(u"^\\s*deb(-src)?\\s+(\\[[^\\]]*\\]\\s+)?(\\S+)"_s,
                                         QRegularExpression::MultilineOption);
    for (auto match = line.globalMatch(text); match.hasNext();)
        sources.others += urlsIn(match.next().captured(3));
}

void addAptStanzas(const QString &text, PackageSources &sources)
{
    // A value goes on in lines that are indented.
    static const QRegularExpression field(u"^URIs:((?:.*)(?:\\n[ \\t].*)*)"_s,
                                          QRegularExpression::MultilineOption |
                                              QRegularExpression::CaseInsensitiveOption);
    for (auto match = field.globalMatch(text); match.hasNext();)
        sources.others += urlsIn(match.next().captured(1));
}

void addGitEntries(const QString &path, PackageSources &sources)
{
    for (const IniEntry &entry : iniEntries(settingsText(path), IniDialect::Git)) {
        if (entry.key != "insteadof"_L1 || !entry.section.startsWith("url \""_L1))
            continue;
        const QList<QUrl> bases = urlsIn(entry.section.sliced(4));
        if (!bases.isEmpty())
            sources.gitRewrites.append({.base = bases.first(), .replaced = entry.value});
    }
}

} // namespace

void readPipSettings(const Places &places, PackageSources &sources)
{
    const QString own = places.environment.value(u"PIP_CONFIG_FILE"_s);
    // So pip is told to look into no file at all.
    if (own != "/dev/null"_L1) {
        const QStringList paths{places.root + u"/etc/pip.conf"_s, places.root + u"/etc/xdg/pip/pip.conf"_s,
                                places.home + u"/.pip/pip.conf"_s, configHome(places) + u"/pip/pip.conf"_s, own};
        for (const QString &path : paths)
            addPipEntries(path, sources);
    }
    sources.pipIndexes += urlsIn(places.environment.value(u"PIP_INDEX_URL"_s));
    sources.pipExtraIndexes += urlsIn(places.environment.value(u"PIP_EXTRA_INDEX_URL"_s));
    sources.others += urlsIn(places.environment.value(u"PIP_FIND_LINKS"_s));
}

void readNpmSettings(const Places &places, PackageSources &sources)
{
    const QStringList paths{places.root + u"/etc/npmrc"_s,
                            places.root + u"/usr/etc/npmrc"_s,
                            places.root + u"/usr/local/etc/npmrc"_s,
                            places.environment.value(u"NPM_CONFIG_GLOBALCONFIG"_s),
                            places.home + u"/.npmrc"_s,
                            places.environment.value(u"NPM_CONFIG_USERCONFIG"_s)};
    for (const QString &path : paths)
        addNpmEntries(path, sources);
    for (const QString &name : {u"NPM_CONFIG_REGISTRY"_s, u"npm_config_registry"_s})
        setRegistry(sources, u"registry"_s, places.environment.value(name));
}

void readAptSettings(const Places &places, PackageSources &sources)
{
    const QString folder = places.root + u"/etc/apt/"_s;
    addAptLines(settingsText(folder + u"sources.list"_s), sources);
    const QDir parts(folder + u"sources.list.d"_s);
    const QStringList names = parts.entryList({u"*.list"_s, u"*.sources"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const QString text = settingsText(parts.filePath(name));
        name.endsWith(".list"_L1) ? addAptLines(text, sources) : addAptStanzas(text, sources);
    }
}

void readGitSettings(const Places &places, PackageSources &sources)
{
    const QStringList paths{places.root + u"/etc/gitconfig"_s, configHome(places) + u"/git/config"_s,
                            places.home + u"/.gitconfig"_s, places.environment.value(u"GIT_CONFIG_GLOBAL"_s)};
    for (const QString &path : paths)
        addGitEntries(path, sources);
}

void readCargoSettings(const Places &places, PackageSources &sources)
{
    const QString folder = places.environment.value(u"CARGO_HOME"_s, places.home + u"/.cargo"_s);
    const QStringList paths{folder + u"/config.toml"_s, folder + u"/config"_s};
    for (const QString &path : paths) {
        for (const IniEntry &entry : iniEntries(settingsText(path), IniDialect::Git)) {
            if (entry.key == "registry"_L1 || entry.key == "index"_L1)
                sources.others += urlsIn(entry.value);
        }
    }
}

void readGoSettings(const Places &places, PackageSources &sources)
{
    QString proxies = places.environment.value(u"GOPROXY"_s);
    const QString path = places.environment.value(u"GOENV"_s, configHome(places) + u"/go/env"_s);
    for (const IniEntry &entry : iniEntries(settingsText(path), IniDialect::Git)) {
        if (proxies.isEmpty() && entry.key == "goproxy"_L1)
            proxies = entry.value;
    }
    sources.others += urlsIn(proxies);
}

} // namespace ca
