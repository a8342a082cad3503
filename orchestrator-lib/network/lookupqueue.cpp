#include "lookupqueue.h"

namespace ca {

void LookupQueue::look(const QString &host, QObject *context, Done done)
{
    m_waiting.push_back({.host = host, .context = context, .done = std::move(done)});
    startNext();
}

void LookupQueue::startNext()
{
    constexpr int mostAtOnce = 4;
    while (m_running < mostAtOnce && !m_waiting.empty()) {
        Entry entry = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (!entry.context)
            continue;
        ++m_running;
        m_threads.look(entry.host).then(this, [this, entry](const QList<IpAddress> &addresses) {
            --m_running;
            if (entry.context)
                entry.done(addresses);
            startNext();
        });
    }
}

} // namespace ca
