#pragma once

#include <QList>
#include <QString>
#include <QStringMatcher>
#include <optional>
#include <vector>

#include "jobgroup.h"

namespace ca::dashboard {

/// Which jobs are shown: those of one group, and those that fit every word of a text. A word fits a job when it is part
/// of its task or provider, or when its id begins like that; `status:failed` and `id:4f2a` ask for just that (of
/// several statuses, for any).
class JobFilter
{
public:
    JobFilter() = default;
    JobFilter(const QString &text, std::optional<JobGroup> group);

    [[nodiscard]] bool matches(const Job &job) const;
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty() && !m_group; }
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] std::optional<JobGroup> group() const { return m_group; }
    /// What it asks for as a status and is none; empty when all is well.
    [[nodiscard]] const QString &unknownStatus() const { return m_unknownStatus; }

    bool operator==(const JobFilter &other) const { return m_text == other.m_text && m_group == other.m_group; }

private:
    /// The beginning of an id: hexadecimal digits, two to a byte.
    using Digits = QByteArray;
    struct Word
    {
        /// Not set: only the id counts.
        std::optional<QStringMatcher> text;
        /// Not set: the word cannot be an id's beginning.
        std::optional<Digits> id;
    };

    void addWord(const QString &word);
    [[nodiscard]] static bool fits(const Word &word, const Job &job);
    [[nodiscard]] static bool beginsWith(const JobId &id, const Digits &digits);
    [[nodiscard]] static std::optional<Digits> digitsOf(QStringView text);

    QString m_text;
    std::optional<JobGroup> m_group;
    std::vector<JobGroup> m_statuses;
    std::vector<Word> m_words;
    QString m_unknownStatus;
    bool m_isImpossible = false;
};

} // namespace ca::dashboard
