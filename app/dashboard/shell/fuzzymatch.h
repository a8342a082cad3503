#pragma once

#include <QStringView>
#include <optional>

namespace ca::dashboard {

/// How well `text` answers what somebody types: all its letters must come in that order, whatever their case; whole
/// words and their beginnings count most. Larger is better; not set: no match. Spaces in `typed` only part words.
std::optional<int> fuzzyScore(QStringView typed, QStringView text);

} // namespace ca::dashboard
