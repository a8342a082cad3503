#pragma once

#include <QList>
#include <QProcessEnvironment>
#include <QUrl>

#include "egresspolicy.h"

namespace ca {

/// Where this machine's package managers are set to look: pip, npm, apt, git (insteadOf), cargo and go, as their own
/// settings say. Only what is said; what they do by default is in wellKnownHosts().
struct PackageSources
{
    /// Where the settings are looked for; the defaults are this process's.
    struct Places
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        QString home;
        /// Before /etc and the like; for tests.
        QString root = {};
    };
    /// An npm setting: "registry" or "@scope:registry".
    struct NpmRegistry
    {
        QString key;
        QUrl url;
    };
    /// git asks `base` for what begins with `replaced`.
    struct GitRewrite
    {
        QUrl base;
        QString replaced;
    };

    QList<QUrl> pipIndexes;
    QList<QUrl> pipExtraIndexes;
    QList<NpmRegistry> npmRegistries;
    QList<GitRewrite> gitRewrites;
    /// What has no settings inside a sandbox.
    QList<QUrl> others;

    /// Reads a handful of small files. Blocks; any thread.
    static PackageSources read(const Places &places);

    /// Each host by its name.
    [[nodiscard]] QList<HostRule> rules() const;
    /// The settings that let the same programs in a sandbox use the same sources: name and content, for those that
    /// have any. Users and passwords in URLs stay outside.
    [[nodiscard]] QList<std::pair<QString, QByteArray>> files() const;
};

/// What package managers use unless they are told otherwise, and code forges. (apt always is told.)
QList<HostRule> wellKnownHosts();

} // namespace ca
