#pragma once

#include "apirequest.h"

namespace ca {

/// Where the part in a request's body begins: as its Content-Range says (RFC 9110, section 14.4: "bytes 0-99/1000", the
/// size may be "*"), or ?offset=; 0 when it says neither. Errors: InvalidArgument (cannot be read, does not fit the
/// body, or the two differ).
Result<qint64> partOffset(const ApiRequest &request);

} // namespace ca
