#include "liveviews.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {
QCoro::Task<Result<UniqueFd>> connectTo(QPointer<JobServices> services, Service service)
{
    if (!services)
        co_return failure(ErrorCode::WrongState, u"The job has ended."_s);
    co_return co_await services->connect(service);
}
} // namespace

LiveViews::LiveViews(ServicesOf servicesOf)
    : m_servicesOf(std::move(servicesOf))
{
}

LiveViews::~LiveViews() = default;

QCoro::Task<Result<QUrl>> LiveViews::openDesktop(JobId id, DesktopWish wish)
{
    ServiceOptions options;
    options.width = wish.width;
    options.height = wish.height;
    const auto view = co_await start(id, Service::Desktop, options);
    if (!view)
        co_return failure(view.error());
    co_return (*view)->url(wish.rights);
}

QCoro::Task<Result<QUrl>> LiveViews::openNotebook(JobId id)
{
    ServiceOptions options;
    options.token = QString::fromLatin1(makeViewSecret());
    options.baseUrl = u'/' + QString::fromLatin1(makeViewSecret()) + u'/';
    const auto view = co_await start(id, Service::Notebook, options);
    if (!view)
        co_return failure(view.error());
    co_return (*view)->url();
}

QCoro::Task<Result<View *>> LiveViews::start(JobId id, Service service, ServiceOptions options)
{
    const auto services = m_servicesOf(id);
    if (!services)
        co_return failure(services.error());
    const QPointer<LiveViews> self = this;
    const QPointer<JobServices> guarded = *services;
    if (auto started = co_await guarded->start(service, options); !started)
        co_return failure(started.error());
    if (!self || !guarded)
        co_return failure(ErrorCode::WrongState, u"the job has ended: there is nothing to look at any more"_s);
    if (const auto known = m_views.find({id, service}); known != m_views.end())
        co_return known->second.view.get();
    co_return makeView(id, service, *guarded);
}

Result<View *> LiveViews::makeView(const JobId &id, Service service, JobServices &services)
{
    const bool isDesktop = service == Service::Desktop;
    // A notebook serves under the path that it was started with, whoever did that.
    const ServiceOptions &options = services.options(service);
    const QPointer<JobServices> guarded = &services;
    if (!m_gateway)
        m_gateway = std::make_unique<GatewayThread>();
    auto view = m_gateway->open({.kind = isDesktop ? ViewKind::Desktop : ViewKind::Notebook,
                                 .secret = isDesktop ? makeViewSecret() : options.baseUrl.toLatin1().replace("/", ""),
                                 .controlSecret = isDesktop ? makeViewSecret() : QByteArray(),
                                 .token = options.token.toLatin1()},
                                [guarded, service] { return connectTo(guarded, service); });
    if (!view)
        return failure(view.error());
    const Key key{id, service};
    View *raw = view->get();
    m_views[key] = {.view = std::move(*view), .services = &services, .lease = {}};
    m_order.append(key);
    connect(raw, &View::viewersChanged, this, [this, key, service](int viewers) {
        Entry &entry = m_views.at(key);
        entry.lease = viewers > 0 && entry.services ? entry.services->acquire(service) : ServiceLease();
    });
    followService(key, services);
    Q_EMIT changed(id);
    return raw;
}

void LiveViews::followService(const Key &key, JobServices &services)
{
    View *context = m_views.at(key).view.get();
    connect(&services, &JobServices::stateChanged, context, [this, key](Service service, ServiceState state) {
        if (service == key.second && (state == ServiceState::Stopped || state == ServiceState::Failed))
            end(key);
    });
    connect(&services, &QObject::destroyed, context, [this, key] { end(key); });
}

Result<void> LiveViews::close(const JobId &id, Service service)
{
    const Key key{id, service};
    const auto found = m_views.find(key);
    if (found == m_views.end())
        return failure(ErrorCode::NotFound, u"no %1 of this job is open"_s.arg(serviceName(service)));
    const QPointer<JobServices> services = found->second.services;
    end(key);
    if (services)
        services->stop(service);
    return {};
}

void LiveViews::closeAll()
{
    while (!m_views.empty())
        end(m_views.begin()->first);
}

void LiveViews::end(const Key &key)
{
    auto entry = m_views.extract(key);
    if (entry.empty())
        return;
    m_order.removeOne(key);
    // Its own signals may be what calls.
    entry.mapped().view->disconnect(this);
    entry.mapped().view.release()->deleteLater();
    Q_EMIT changed(key.first);
}

QUrl LiveViews::url(const JobId &id, Service service, ViewerRights rights) const
{
    const auto found = m_views.find({id, service});
    return found != m_views.end() ? found->second.view->url(rights) : QUrl();
}

QList<JobId> LiveViews::open(Service service) const
{
    QList<JobId> ids;
    for (const Key &key : m_order) {
        if (key.second == service)
            ids.append(key.first);
    }
    return ids;
}

} // namespace ca
