#include "jobjournal.h"

#include <QDateTime>

#include "jobstore.h"
#include "redactor.h"

namespace ca {

JobJournal::JobJournal(JobDetails &details, JobStore &store, const Redactor &redactor)
    : m_details(details)
    , m_store(store)
    , m_redactor(redactor)
{
}

void JobJournal::add(const QString &kind, const QString &text, const QList<HostUse> &hosts)
{
    QList<JobEvent> &events = m_details.events;
    const JobEvent event{.number = events.isEmpty() ? 1 : events.last().number + 1,
                         .time = QDateTime::currentMSecsSinceEpoch(),
                         .kind = kind,
                         .text = m_redactor.redacted(text).left(maxTextLength),
                         .hosts = hosts};
    events.append(event);
    if (events.size() > maxEvents)
        events.removeFirst();
    m_store.putEventLater(m_details.job.id, event, event.number - maxEvents);
    Q_EMIT added(event);
}

} // namespace ca
