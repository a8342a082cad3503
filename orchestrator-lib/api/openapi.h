#pragma once

#include <QJsonObject>

#include "routetable.h"

namespace ca {

/// The OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.0) of the calls in the table. Every schema that they
/// name is in the resource :/api/schemas.json.
QJsonObject openApiDocument(const RouteTable &routes, bool needsToken);

} // namespace ca
