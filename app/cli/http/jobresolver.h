#pragma once

#include <QCoroTask>

#include "apiclient.h"

namespace ca::cli {

/// Finds the job that a whole id or its first characters name.
class JobResolver
{
public:
    explicit JobResolver(ApiClient &api)
        : m_api(api)
    {
    }

    /// The whole id. Errors: WrongUse when it is no id at all; Failed when no job, or more than one, begins so.
    QCoro::Task<CliResult<QString>> resolve(QString typed);

private:
    ApiClient &m_api;
};

} // namespace ca::cli
