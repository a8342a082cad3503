#pragma once

#include <QJsonArray>
#include <QJsonObject>

#include "measure.h"

namespace ca::bench {

/// What all measures found, as a table that grows line by line and as JSON. With an earlier report it shows the change.
class Report
{
public:
    /// `earlier`: what json() once made; empty for none.
    explicit Report(const QJsonObject &earlier);

    /// Prints the machine and the table's head.
    void begin() const;
    /// Before a measure, which may take long.
    void announce(const Goal &goal) const;
    void add(const Goal &goal, const Result<Samples> &samples);
    [[nodiscard]] QJsonObject json() const;
    /// Measures that could not be taken.
    [[nodiscard]] int failures() const { return m_failures; }

private:
    [[nodiscard]] QString change(const QString &name, double median) const;

    QJsonObject m_machine;
    QJsonObject m_earlier;
    QJsonArray m_measures;
    int m_failures = 0;
};

} // namespace ca::bench
