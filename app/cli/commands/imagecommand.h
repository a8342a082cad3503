#pragma once

#include <QHash>
#include <optional>

#include "command.h"

namespace ca::cli {

/// The images of Docker and Podman: a table, and pulling, building and removing them.
class ImageCommand : public Command
{
    Q_OBJECT

public:
    using Command::Command;

    QCoro::Task<CliResult<ExitCode>> run() override;

Q_SIGNALS:
    /// More of an answer, or its end, has come.
    void moved();

private:
    QCoro::Task<CliResult<ExitCode>> list();
    QCoro::Task<CliResult<ExitCode>> make(QString action, QString image);
    QCoro::Task<CliResult<ExitCode>> remove(QString image);
    [[nodiscard]] QString engineQuery() const;
    /// Shows a line of news; why the work has failed, or nothing.
    std::optional<CliError> show(const QByteArray &bytes);
    void showProgress(const QJsonObject &news);

    /// What each layer was at, so that the same is not said again.
    QHash<QString, QString> m_layers;
    bool m_isDone = false;
};

} // namespace ca::cli
