#pragma once

#include <QString>
#include <QStringView>
#include <array>
#include <cstdint>
#include <optional>

#include "job.h"

namespace ca::dashboard {

/// What a person divides jobs into; the order is that of the chips above the list.
enum class JobGroup : std::uint8_t { Running, Waiting, Failed, Complete, Cancelled };

inline constexpr std::array allJobGroups{JobGroup::Running, JobGroup::Waiting, JobGroup::Failed, JobGroup::Complete,
                                         JobGroup::Cancelled};

/// How many jobs there are of each group, by its number.
using JobCounts = std::array<int, allJobGroups.size()>;

JobGroup groupOf(const Job &job);
/// The group in the person's language: "Failed".
QString groupTitle(JobGroup group);
/// The group that a word begins to name, be it in the person's language or as on the wire ("fail", "error"); not set
/// for a word that names none.
std::optional<JobGroup> groupFromWord(QStringView word);

} // namespace ca::dashboard
