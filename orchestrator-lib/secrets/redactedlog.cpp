#include "redactedlog.h"

#include <QString>
#include <atomic>

#include "redactor.h"

namespace ca {

namespace {
// A message handler is a bare function, called on any thread.
std::atomic<const Redactor *> inUse{nullptr};
std::atomic<QtMessageHandler> before{nullptr};

void handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const Redactor *redactor = inUse.load();
    if (const QtMessageHandler next = before.load())
        next(type, context, redactor ? redactor->redacted(message) : message);
}
} // namespace

RedactedLog::RedactedLog(std::shared_ptr<const Redactor> redactor)
    : m_redactor(std::move(redactor))
{
    inUse.store(m_redactor.get());
    before.store(qInstallMessageHandler(handle));
}

RedactedLog::~RedactedLog()
{
    qInstallMessageHandler(before.load());
    inUse.store(nullptr);
}

} // namespace ca
