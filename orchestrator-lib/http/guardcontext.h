#pragma once

#include "guardlimits.h"
#include "headcheck.h"

namespace ca {

/// What the connections of one server share; they may outlive the server.
struct GuardContext
{
    GuardLimits limits;
    HeadCheck check;
    /// Of all bodies that are being received.
    qint64 bodyBytes = 0;
};

} // namespace ca
