#include "limitsentences.h"

namespace ca {

using namespace Qt::StringLiterals;

QString memoryLimitSentence(const Limits &limits)
{
    return u"The job needed more than its %1 MB of memory and was ended. Raise limits.memory_mb, or make it need less."_s
        .arg(limits.memoryMb);
}

QString pidsLimitSentence(const Limits &limits)
{
    return u"The job started more than its %1 processes and threads and was ended. Raise limits.pids, or start fewer."_s
        .arg(limits.pids);
}

QString diskLimitSentence(const Limits &limits)
{
    return u"The job's files took more than %1 MB of disk and the job was ended. Raise limits.disk_mb, or write less."_s
        .arg(limits.diskMb);
}

QString diskFullSentence()
{
    return u"The file system with the job's folder is nearly full, so the job was ended. Free some space, or choose a "
           "roomier AGENT_OUTPUT_DIR."_s;
}

} // namespace ca
