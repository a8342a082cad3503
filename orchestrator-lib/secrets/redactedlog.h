#pragma once

#include <QtLogging>
#include <memory>

namespace ca {

class Redactor;

/// While it lives, every message that this process logs by Qt goes through a redactor first. One per process, made in
/// main(): Qt's message handler is one, too.
class RedactedLog
{
public:
    explicit RedactedLog(std::shared_ptr<const Redactor> redactor);
    ~RedactedLog();
    RedactedLog(const RedactedLog &) = delete;
    RedactedLog &operator=(const RedactedLog &) = delete;

private:
    std::shared_ptr<const Redactor> m_redactor;
};

} // namespace ca
