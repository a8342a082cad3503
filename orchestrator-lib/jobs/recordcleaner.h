#pragma once

#include <memory>

#include "job.h"

namespace ca {

class Redactor;

/// Takes known secrets out of what is about to be stored; a record without any comes back as it is. Any thread.
class RecordCleaner
{
public:
    /// Null: cleans nothing.
    explicit RecordCleaner(std::shared_ptr<const Redactor> redactor)
        : m_redactor(std::move(redactor))
    {
    }

    [[nodiscard]] Job cleaned(const Job &job) const;
    [[nodiscard]] Step cleaned(const Step &step) const;
    [[nodiscard]] QList<Step> cleaned(const QList<Step> &steps) const;
    [[nodiscard]] JobEvent cleaned(const JobEvent &event) const;
    [[nodiscard]] QList<JobEvent> cleaned(const QList<JobEvent> &events) const;

private:
    std::shared_ptr<const Redactor> m_redactor;
};

} // namespace ca
