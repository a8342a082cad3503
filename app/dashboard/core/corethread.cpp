#include "corethread.h"

#include <utility>

#include "core.h"

namespace ca::dashboard {

CoreThread::CoreThread(CoreConfig config, QObject *parent)
    : QObject(parent)
    , m_core(new Core(std::move(config)))
{
    m_thread.setObjectName(QStringLiteral("core"));
    m_core->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_core, &QObject::deleteLater);
    connect(m_core, &Core::opened, this, &CoreThread::opened);
    connect(m_core, &Core::failed, this, &CoreThread::failed);
    connect(m_core, &Core::apiChanged, this, &CoreThread::apiChanged);
    connect(m_core, &Core::engineChecked, this, &CoreThread::engineChecked);
    connect(m_core, &Core::stopped, this, &CoreThread::stopped);
    connect(m_core, &Core::stopped, &m_thread, &QThread::quit, Qt::DirectConnection);
    m_thread.start();
}

CoreThread::~CoreThread()
{
    stop();
    m_thread.wait();
}

void CoreThread::start()
{
    QMetaObject::invokeMethod(m_core, [core = m_core] { core->open(); }, Qt::QueuedConnection);
}

void CoreThread::listen(const ListenAddress &where)
{
    QMetaObject::invokeMethod(m_core, [core = m_core, where] { core->listen(where); }, Qt::QueuedConnection);
}

void CoreThread::apply(const Settings &settings)
{
    QMetaObject::invokeMethod(m_core, [core = m_core, settings] { core->apply(settings); }, Qt::QueuedConnection);
}

void CoreThread::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    Q_EMIT stopping();
    QMetaObject::invokeMethod(m_core, [core = m_core] { core->stop(); }, Qt::QueuedConnection);
}

} // namespace ca::dashboard
