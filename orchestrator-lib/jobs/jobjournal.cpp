#include "jobjournal.h"

#include <QDateTime>

#include "jobstore.h"

namespace ca {

JobJournal::JobJournal(JobDetails &details, JobStore &store)
    : m_details(details)
    , m_store(store)
{
}

void JobJournal::add(const QString &kind, const QString &text)
{
    QList<JobEvent> &events = m_details.events;
    const JobEvent event{.number = events.isEmpty() ? 1 : events.last().number + 1,
                         .time = QDateTime::currentMSecsSinceEpoch(),
                         .kind = kind,
                         .text = text.left(maxTextLength)};
    events.append(event);
    if (events.size() > maxEvents)
        events.removeFirst();
    m_store.putEventLater(m_details.job.id, event, event.number - maxEvents);
    Q_EMIT added(event);
}

} // namespace ca
