#include "attention.h"

#include <QAction>
#include <QApplication>

#include "jobjson.h"
#include "jobnews.h"
#include "jobtable.h"
#include "mainwindow.h"
#include "trayicon.h"

namespace ca::dashboard {

namespace {

const QString aboutTray = QStringLiteral("tray");

} // namespace

Attention::Attention(MainWindow *window, JobNews *news, Preferences *preferences, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_news(news)
    , m_preferences(preferences)
{
    connect(news, &JobNews::happened, this, &Attention::tell);
    connect(window, &MainWindow::stayed, this, &Attention::tellAboutTray);
    connect(preferences, &Preferences::closesToTrayChanged, this, &Attention::updateClosing);
    if (QSystemTrayIcon::isSystemTrayAvailable())
        makeTray();
    updateClosing();
}

Attention::~Attention() = default;

void Attention::setBus(const QDBusConnection &bus)
{
    m_notifier = std::make_unique<DesktopNotifier>(bus);
    connect(m_notifier.get(), &DesktopNotifier::activated, this, &Attention::showJob);
    connect(m_notifier.get(), &DesktopNotifier::refused, this, &Attention::sayInTray);
}

void Attention::makeTray()
{
    auto *newJob = m_window->findChild<QAction *>(QStringLiteral("newJob"));
    m_tray = std::make_unique<TrayIcon>(newJob);
    connect(m_tray.get(), &TrayIcon::showRequested, this, [this] { show({}); });
    connect(m_tray.get(), &TrayIcon::quitRequested, m_window, &MainWindow::requestQuit);
    connect(m_tray.get(), &QSystemTrayIcon::messageClicked, this, [this] { showJob(m_inTray, {}); });
    connect(m_news, &JobNews::countsChanged, m_tray.get(),
            [this] { m_tray->setCounts(m_news->running(), m_news->waiting()); });
    m_tray->show();
}

void Attention::updateClosing()
{
    m_window->setStaysWhenClosed(hasTray() && m_preferences->closesToTray());
}

void Attention::tell(Occasion occasion, const Job &job)
{
    if (QApplication::activeWindow() != nullptr || !m_preferences->notifies(occasion))
        return;
    Notice notice{.key = idToText(job.id), .title = {}, .text = job.title};
    switch (occasion) {
    case Occasion::Approval:
        notice.title = tr("A job asks for approval");
        notice.isUrgent = true;
        break;
    case Occasion::Finished:
        notice.title = tr("Job complete");
        break;
    case Occasion::Failed:
        notice.title = tr("Job failed");
        notice.text += u'\n' + job.error;
        break;
    }
    QApplication::alert(m_window);
    say(notice);
}

void Attention::tellAboutTray()
{
    if (m_preferences->tellAboutTrayOnce())
        say({.key = aboutTray,
             .title = tr("Still running in the tray"),
             .text = tr("Jobs go on. The tray's menu shows the window again and quits the program; the settings say "
                        "what closing the window does.")});
}

void Attention::say(const Notice &notice)
{
    if (!m_notifier)
        setBus(QDBusConnection::sessionBus());
    m_notifier->show(notice);
}

void Attention::sayInTray(const Notice &notice)
{
    if (!m_tray || !QSystemTrayIcon::supportsMessages())
        return;
    m_inTray = notice.key;
    m_tray->showMessage(notice.title, notice.text);
}

void Attention::showJob(const QString &key, const QByteArray &activationToken)
{
    show(activationToken);
    if (auto *table = m_window->findChild<JobTable *>(); table != nullptr && key != aboutTray)
        table->select(QUuid::fromString(key));
}

void Attention::show(const QByteArray &activationToken)
{
    m_window->raiseWindow(activationToken);
}

} // namespace ca::dashboard
