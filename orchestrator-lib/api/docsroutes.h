#pragma once

#include "routetable.h"

namespace ca {

/// The API's description of itself: /openapi.json, and /docs, a page that shows it and lets one try every call.
class DocsRoutes
{
public:
    explicit DocsRoutes(bool needsToken)
        : m_needsToken(needsToken)
    {
    }

    /// The table is described when it is asked for, and outlives the routes.
    void addTo(RouteTable &table);

    /// The description is public, so that the page can be opened where a token is needed: a browser sends none.
    static bool isPublic(QByteArrayView path);

private:
    void page(const ApiRequest &request, ApiReply reply);

    bool m_needsToken;
};

} // namespace ca
