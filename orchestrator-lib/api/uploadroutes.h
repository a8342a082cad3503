#pragma once

#include <QCoroTask>

#include "routetable.h"
#include "upload.h"

namespace ca {

class UploadStore;

/// Files for jobs, sent in parts before the job is scheduled.
class UploadRoutes
{
public:
    /// The store outlives the routes.
    explicit UploadRoutes(UploadStore &uploads)
        : m_uploads(uploads)
    {
    }

    void addTo(RouteTable &table);

private:
    QCoro::Task<void> create(ApiRequest request, ApiReply reply);
    QCoro::Task<void> append(ApiRequest request, ApiReply reply);
    QCoro::Task<void> remove(ApiRequest request, ApiReply reply);
    void answer(const Result<Upload> &upload, ApiReply reply) const;

    UploadStore &m_uploads;
};

} // namespace ca
