#pragma once

#include <cstdint>

#include "measure.h"

namespace ca::bench {

/// From the wish for a view to what is seen in its tab; a program of its own, with a window that is shown nowhere,
/// measures it.
class ViewSpeed : public Measure
{
public:
    enum class What : std::uint8_t {
        ColdDesktop, ///< neither the desktop nor the browser engine runs
        WarmDesktop, ///< both do
        Notebook,    ///< neither the notebook nor the browser engine runs
    };

    explicit ViewSpeed(What what)
        : m_what(what)
    {
    }

    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;

private:
    What m_what;
};

} // namespace ca::bench
