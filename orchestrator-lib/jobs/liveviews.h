#pragma once

#include <QCoroTask>
#include <QObject>
#include <QPointer>
#include <QUrl>
#include <functional>
#include <map>
#include <memory>

#include "gatewaythread.h"
#include "job.h"
#include "jobservices.h"

namespace ca {

/// How a desktop is to be looked at.
struct DesktopWish
{
    ViewerRights rights = ViewerRights::Watch;
    /// Of a desktop that does not run yet, in pixels.
    int width = 1280;
    int height = 800;
};

/// The desktops and notebooks that somebody has opened, at most one view of each job's each. What is looked at is
/// started when need be, and kept running while somebody looks. A view ends with its job, and when what it shows is
/// stopped; its address is of no use afterwards. Lives on the core thread.
class LiveViews : public QObject
{
    Q_OBJECT

public:
    using ServicesOf = std::function<Result<JobServices *>(const JobId &)>;

    /// `servicesOf` is asked as long as this lives.
    explicit LiveViews(ServicesOf servicesOf);
    ~LiveViews() override;

    /// Where the desktop's page is, once it can be looked at; everyone who asks gets the same view. Errors: NotFound,
    /// WrongState (the job is not at work), Unsupported (the sandbox has no desktop), AgentFailed, Io.
    QCoro::Task<Result<QUrl>> openDesktop(JobId id, DesktopWish wish = {});
    /// The same for the notebook.
    QCoro::Task<Result<QUrl>> openNotebook(JobId id);
    /// Ends a view and stops what it shows, unless the job itself uses it. Errors: NotFound (there is none).
    Result<void> close(const JobId &id, Service service);
    /// Ends all views.
    void closeAll();

    /// Of a view that is open; empty when there is none.
    [[nodiscard]] QUrl url(const JobId &id, Service service, ViewerRights rights = ViewerRights::Watch) const;
    /// The jobs whose desktop or notebook is open, in the order in which they were opened.
    [[nodiscard]] QList<JobId> open(Service service) const;

Q_SIGNALS:
    /// A view of the job was opened or has ended.
    void changed(const ca::JobId &id);

private:
    using Key = std::pair<JobId, Service>;
    struct Entry
    {
        std::unique_ptr<View> view;
        QPointer<JobServices> services;
        /// While somebody looks.
        ServiceLease lease;
    };

    QCoro::Task<Result<View *>> start(JobId id, Service service, ServiceOptions options);
    Result<View *> makeView(const JobId &id, Service service, JobServices &services);
    void followService(const Key &key, JobServices &services);
    void end(const Key &key);

    ServicesOf m_servicesOf;
    /// Made with the first view.
    std::unique_ptr<GatewayThread> m_gateway;
    std::map<Key, Entry> m_views;
    QList<Key> m_order;
};

} // namespace ca
