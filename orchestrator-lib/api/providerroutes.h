#pragma once

#include <QCoroTask>

#include "routetable.h"

namespace ca {

class Providers;

/// The AI providers: what is set up, and whether it works.
class ProviderRoutes
{
public:
    /// The providers outlive the routes.
    explicit ProviderRoutes(Providers &providers)
        : m_providers(providers)
    {
    }

    void addTo(RouteTable &table);

private:
    QCoro::Task<void> list(ApiReply reply);
    QCoro::Task<void> test(ApiRequest request, ApiReply reply);

    Providers &m_providers;
};

} // namespace ca
