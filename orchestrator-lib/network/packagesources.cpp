#include "packagesources.h"

#include "hostname.h"
#include "packagesettings.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

void addRule(QList<HostRule> &rules, const QUrl &url)
{
    const auto host = normalHost(url.host());
    if (!host || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1))
        return;
    HostRule rule{.pattern = {.host = *host}, .isNamed = true};
    if (url.port() > 0 && !isWebPort(static_cast<quint16>(url.port())))
        rule.pattern.port = static_cast<quint16>(url.port());
    if (!rules.contains(rule))
        rules.append(rule);
}

QByteArray harmless(const QUrl &url)
{
    return url.toEncoded(QUrl::RemoveUserInfo);
}

QByteArray pipFile(const PackageSources &sources)
{
    QByteArray text;
    if (!sources.pipIndexes.isEmpty())
        text += "index-url = " + harmless(sources.pipIndexes.last()) + '\n';
    if (!sources.pipExtraIndexes.isEmpty()) {
        text += "extra-index-url =\n";
        for (const QUrl &url : sources.pipExtraIndexes)
            text += "    " + harmless(url) + '\n';
    }
    return text.isEmpty() ? text : "[global]\n" + text;
}

QByteArray npmFile(const PackageSources &sources)
{
    QByteArray text;
    for (const auto &registry : sources.npmRegistries)
        text += registry.key.toUtf8() + '=' + harmless(registry.url) + '\n';
    return text;
}

QByteArray gitFile(const PackageSources &sources)
{
    QByteArray text;
    for (const auto &rewrite : sources.gitRewrites) {
        // What could end the quotes is no part of a URL, and a password stays outside.
        const bool isHarmless = !rewrite.replaced.contains(u'"') && !rewrite.replaced.contains(u'\\') &&
                                QUrl(rewrite.replaced).password().isEmpty();
        if (isHarmless) {
            text += "[url \"" + harmless(rewrite.base) + "\"]\n\tinsteadOf = \"" + rewrite.replaced.toUtf8() + "\"\n";
        }
    }
    return text;
}

} // namespace

PackageSources PackageSources::read(const Places &places)
{
    PackageSources sources;
    readPipSettings(places, sources);
    readNpmSettings(places, sources);
    readAptSettings(places, sources);
    readGitSettings(places, sources);
    readCargoSettings(places, sources);
    readGoSettings(places, sources);
    return sources;
}

QList<HostRule> PackageSources::rules() const
{
    QList<HostRule> rules;
    for (const QList<QUrl> &urls : {pipIndexes, pipExtraIndexes, others}) {
        for (const QUrl &url : urls)
            addRule(rules, url);
    }
    for (const NpmRegistry &registry : npmRegistries)
        addRule(rules, registry.url);
    for (const GitRewrite &rewrite : gitRewrites)
        addRule(rules, rewrite.base);
    return rules;
}

QList<std::pair<QString, QByteArray>> PackageSources::files() const
{
    QList<std::pair<QString, QByteArray>> files;
    for (const auto &[name, content] : {std::pair(u"pip.conf"_s, pipFile(*this)), std::pair(u"npmrc"_s, npmFile(*this)),
                                        std::pair(u"gitconfig"_s, gitFile(*this))}) {
        if (!content.isEmpty())
            files.append({name, content});
    }
    return files;
}

QList<HostRule> wellKnownHosts()
{
    static const QList<HostRule> hosts = [] {
        QList<HostRule> all;
        for (const auto &name : {u"pypi.org"_s,
                                 u"files.pythonhosted.org"_s,
                                 u"registry.npmjs.org"_s,
                                 u"registry.yarnpkg.com"_s,
                                 u"crates.io"_s,
                                 u"index.crates.io"_s,
                                 u"static.crates.io"_s,
                                 u"proxy.golang.org"_s,
                                 u"sum.golang.org"_s,
                                 u"rubygems.org"_s,
                                 u"repo.maven.apache.org"_s,
                                 u"repo1.maven.org"_s,
                                 u"github.com"_s,
                                 u"api.github.com"_s,
                                 u"codeload.github.com"_s,
                                 u"raw.githubusercontent.com"_s,
                                 u"objects.githubusercontent.com"_s,
                                 u"release-assets.githubusercontent.com"_s,
                                 u"gitlab.com"_s,
                                 u"bitbucket.org"_s,
                                 u"codeberg.org"_s,
                                 u"git.sr.ht"_s,
                                 u"salsa.debian.org"_s})
            all.append({.pattern = {.host = name}});
        return all;
    }();
    return hosts;
}

} // namespace ca
