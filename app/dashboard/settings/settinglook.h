#pragma once

#include <QString>

namespace ca {
struct Setting;
}

namespace ca::dashboard {

/// What a setting is called in the window: "Jobs at once".
QString settingLabel(const Setting &setting);

/// What stands behind its value: "MB"; may be empty.
QString settingUnit(const Setting &setting);

/// What the label does not say; may be empty.
QString settingHint(const Setting &setting);

/// One of a setting's choices: "Only known hosts" for allowlist.
QString choiceText(const QString &choice);

} // namespace ca::dashboard
