#pragma once

#include <QPointer>
#include <memory>

#include "jobtab.h"
#include "result.h"
#include "viewframe.h"

class QStackedLayout;

namespace ca::dashboard {

class MessagePage;
class OrchestratorClient;
class ViewWindow;

/// The desktop or the notebook of a job, which are started when the person asks for them here and not before. The view
/// can be taken into a window of its own, which goes with the job.
class ViewTab : public JobTab
{
    Q_OBJECT

public:
    /// The client outlives the tab.
    ViewTab(OrchestratorClient *client, Service service, QWidget *parent = nullptr);
    ~ViewTab() override;

    void showJob(const Job &job) override;
    /// What the button of the first page does.
    void openView();
    /// nullptr while nothing is open.
    [[nodiscard]] ViewFrame *frame() const { return m_isFrameOpen ? m_frame.get() : nullptr; }
    [[nodiscard]] bool isDetached() const { return m_window != nullptr; }

private:
    void offer();
    void showEnded();
    void takeLinks(const JobId &id, const Result<ViewLinks> &links);
    /// The browser starts while what it is to show does.
    void prepareFrame();
    void makeFrame(ViewerFactory &factory);
    void dropFrame();
    void setDetached(bool isDetached);
    void showFullScreen();

    OrchestratorClient *m_client;
    Service m_service;
    QStackedLayout *m_stack;
    MessagePage *m_message;
    /// Says where the view is while it is in a window of its own.
    MessagePage *m_away;
    QPointer<ViewFrame> m_frame;
    std::unique_ptr<ViewWindow> m_window;
    std::optional<Job> m_job;
    bool m_isOpening = false;
    /// Something was opened in the frame.
    bool m_isFrameOpen = false;
};

} // namespace ca::dashboard
