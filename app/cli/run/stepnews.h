#pragma once

#include <QJsonObject>
#include <array>
#include <optional>

namespace ca::cli {

/// A step as the server tells it, as far as it is shown. Index 0 of the ranges is stdout, 1 stderr; bytes in the logs.
struct StepNews
{
    int number = 0;
    bool isRunning = false;
    bool hasSucceeded = false;
    bool timedOut = false;
    std::optional<int> exitCode;
    QString description;
    QString error;
    double started = 0;
    double ended = 0;
    std::array<qint64, 2> begin{};
    std::array<qint64, 2> end{};

    static StepNews from(const QJsonObject &json);
    /// "▸ [1/3] make test", and "✓ [1/3] make test  0.4 s" once it has ended; harmless, without colours.
    [[nodiscard]] QString startLine(int planned) const;
    [[nodiscard]] QString endLine(int planned) const;
};

} // namespace ca::cli
