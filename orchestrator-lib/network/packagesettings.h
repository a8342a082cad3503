#pragma once

#include "packagesources.h"

namespace ca {

// Each adds what one package manager's settings say: its environment variables, and the files in which it looks for
// settings itself. Values that are no URLs are passed over.

/// PIP_INDEX_URL, PIP_EXTRA_INDEX_URL, PIP_FIND_LINKS; pip.conf of the machine and the user, or PIP_CONFIG_FILE.
void readPipSettings(const PackageSources::Places &places, PackageSources &sources);
/// npm_config_registry; npmrc of the machine and the user, with scopes.
void readNpmSettings(const PackageSources::Places &places, PackageSources &sources);
/// sources.list and sources.list.d: one-line entries (*.list) and deb822 ones (*.sources).
void readAptSettings(const PackageSources::Places &places, PackageSources &sources);
/// url.BASE.insteadOf of the machine and the user.
void readGitSettings(const PackageSources::Places &places, PackageSources &sources);
/// Sources and registries in cargo's config.toml.
void readCargoSettings(const PackageSources::Places &places, PackageSources &sources);
/// GOPROXY, from the environment or go's own file.
void readGoSettings(const PackageSources::Places &places, PackageSources &sources);

} // namespace ca
