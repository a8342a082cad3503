#pragma once

namespace ca::dashboard {

/// The side of a symbol that stands beside text, and its distance from the text, in device-independent pixels.
constexpr int symbolSize = 16;
constexpr int symbolGap = 6;

} // namespace ca::dashboard
