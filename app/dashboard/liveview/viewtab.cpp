#include "viewtab.h"

#include <QStackedLayout>
#include <QTimer>
#include <utility>

#include "liveviews.h"
#include "messagepage.h"
#include "orchestrator.h"
#include "orchestratorclient.h"
#include "viewerloader.h"
#include "viewwindow.h"

namespace ca::dashboard {

namespace {

using namespace Qt::StringLiterals;

QCoro::Task<Result<ViewLinks>> openLinks(Orchestrator &orchestrator, JobId id, Service service)
{
    LiveViews &views = orchestrator.views();
    const Result<QUrl> url =
        service == Service::Desktop ? co_await views.openDesktop(id) : co_await views.openNotebook(id);
    if (!url)
        co_return failure(url.error());
    if (service == Service::Notebook)
        co_return ViewLinks{.watch = *url, .control = {}};
    co_return ViewLinks{.watch = *url, .control = views.url(id, service, ViewerRights::Control)};
}

} // namespace

ViewTab::ViewTab(OrchestratorClient *client, Service service, QWidget *parent)
    : JobTab(parent)
    , m_client(client)
    , m_service(service)
    , m_stack(new QStackedLayout(this))
    , m_message(new MessagePage(this))
    , m_away(new MessagePage(this))
{
    setObjectName(serviceName(service));
    m_message->setObjectName(u"viewMessage"_s);
    m_away->setObjectName(u"viewAway"_s);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_away);
    m_away->showOffer(tr("It is shown in a window of its own"), {}, tr("Bring it back"));
    connect(m_message, &MessagePage::buttonClicked, this, &ViewTab::openView);
    connect(m_away, &MessagePage::buttonClicked, this, [this] { setDetached(false); });
}

ViewTab::~ViewTab()
{
    dropFrame();
}

void ViewTab::showJob(const Job &job)
{
    const bool isOther = !m_job || m_job->id != job.id;
    const bool wasAtWork = m_job && m_job->status == JobStatus::Running;
    const bool isAtWork = job.status == JobStatus::Running && job.phase != JobPhase::Packing;
    m_job = job;
    if (isOther) {
        m_isOpening = false;
        dropFrame();
    }
    if (!isAtWork)
        return showEnded();
    if (isOther || !wasAtWork)
        offer();
}

void ViewTab::offer()
{
    if (m_service == Service::Desktop) {
        m_message->showOffer(tr("Watch the job at its desktop"),
                             tr("A small desktop with a terminal is started in the job's sandbox. You can look on, "
                                "and take control when you want to."),
                             tr("Open the desktop"));
    } else {
        m_message->showOffer(tr("Work in the job's folder with Jupyter"),
                             tr("A Jupyter Lab is started in the job's sandbox, on the same files. It takes a few "
                                "seconds and about 180 MB of the job's memory."),
                             tr("Open the notebook"));
    }
    m_stack->setCurrentWidget(m_message);
}

void ViewTab::showEnded()
{
    m_isOpening = false;
    dropFrame();
    const bool isDesktop = m_service == Service::Desktop;
    if (m_job->isEnded() || m_job->phase == JobPhase::Packing)
        m_message->showOffer(isDesktop ? tr("The desktop went with the job") : tr("The notebook went with the job"),
                             tr("The job is over, and its sandbox is gone. Its files and logs are kept."), {});
    else
        m_message->showOffer(isDesktop ? tr("No desktop yet") : tr("No notebook yet"),
                             tr("It can be opened as soon as the job runs."), {});
    m_stack->setCurrentWidget(m_message);
}

void ViewTab::openView()
{
    if (!m_job || std::exchange(m_isOpening, true))
        return;
    m_message->showBusy(m_service == Service::Desktop ? tr("Starting the desktop…") : tr("Starting the notebook…"));
    m_stack->setCurrentWidget(m_message);
    const JobId id = m_job->id;
    m_client
        ->ask<ViewLinks>(
            [id, service = m_service](Orchestrator &orchestrator) { return openLinks(orchestrator, id, service); })
        .then(this, [this, id](const Result<ViewLinks> &links) { takeLinks(id, links); });
    QTimer::singleShot(0, this, &ViewTab::prepareFrame);
}

void ViewTab::prepareFrame()
{
    if (!m_isOpening || m_frame)
        return;
    if (const Result<ViewerFactory *> factory = ViewerLoader::load())
        makeFrame(**factory);
}

void ViewTab::takeLinks(const JobId &id, const Result<ViewLinks> &links)
{
    if (!m_job || m_job->id != id || !m_isOpening)
        return; // another job is shown by now
    m_isOpening = false;
    const Result<ViewerFactory *> factory = links ? ViewerLoader::load() : failure(links.error());
    if (!factory) {
        if (!m_isFrameOpen)
            dropFrame();
        return m_message->showFault(m_service == Service::Desktop ? tr("The desktop cannot be shown")
                                                                  : tr("The notebook cannot be shown"),
                                    factory.error().message, tr("Try again"));
    }
    if (m_frame.isNull())
        makeFrame(**factory);
    m_isFrameOpen = true;
    m_frame->open(*links);
    m_stack->setCurrentWidget(m_window ? static_cast<QWidget *>(m_away) : m_frame);
}

void ViewTab::makeFrame(ViewerFactory &factory)
{
    m_frame = new ViewFrame(factory, m_service, this);
    m_stack->addWidget(m_frame);
    connect(m_frame, &ViewFrame::reopenWanted, this, &ViewTab::openView);
    connect(m_frame, &ViewFrame::detachWanted, this, &ViewTab::setDetached);
    connect(m_frame, &ViewFrame::fullScreenWanted, this, &ViewTab::showFullScreen);
}

void ViewTab::dropFrame()
{
    if (m_window)
        m_window->disconnect(this);
    delete m_frame;
    m_isFrameOpen = false;
    m_window.reset();
}

void ViewTab::setDetached(bool isDetached)
{
    if (m_frame.isNull() || isDetached == (m_window != nullptr))
        return;
    if (isDetached) {
        const QString what = m_service == Service::Desktop ? tr("Desktop: %1") : tr("Notebook: %1");
        m_stack->removeWidget(m_frame);
        m_window = std::make_unique<ViewWindow>(m_frame, what.arg(m_job->title));
        connect(m_window.get(), &ViewWindow::closed, this, [this] { setDetached(false); }, Qt::QueuedConnection);
        m_window->show();
        m_stack->setCurrentWidget(m_away);
    } else {
        m_stack->addWidget(m_frame);
        m_stack->setCurrentWidget(m_frame);
        m_window->disconnect(this);
        m_window.release()->deleteLater();
    }
    m_frame->setDetached(isDetached);
}

void ViewTab::showFullScreen()
{
    if (m_window)
        return m_window->toggleFullScreen();
    setDetached(true);
    m_window->showOnlyFullScreen();
}

} // namespace ca::dashboard
