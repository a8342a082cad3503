#pragma once

#include <QCoroTask>

#include "routetable.h"

namespace ca {

class KeyStore;

/// The AI providers' keys: which there are, never what they are.
class KeyRoutes
{
public:
    /// The store outlives the routes.
    explicit KeyRoutes(KeyStore &keys)
        : m_keys(keys)
    {
    }

    void addTo(RouteTable &table);

private:
    void list(ApiReply reply) const;
    QCoro::Task<void> set(ApiRequest request, ApiReply reply);
    QCoro::Task<void> remove(ApiRequest request, ApiReply reply);

    KeyStore &m_keys;
};

} // namespace ca
