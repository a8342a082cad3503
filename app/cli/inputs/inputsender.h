#pragma once

#include <QCoroTask>
#include <QFuture>
#include <QObject>
#include <QTemporaryDir>
#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>

#include "command.h"
#include "folderarchive.h"
#include "screen.h"

namespace ca::cli {

/// What --input names, sent to the server: files as they are, folders packed. For `run` and `schedule`.
class InputSender : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this.
    InputSender(const CommandContext &context, Screen &screen);
    /// Stops packing, and takes away what was packed.
    ~InputSender() override;

    /// Ids of the uploads, in the order of the options. Errors: WrongUse (no such file), Failed, Unreachable.
    QCoro::Task<CliResult<QStringList>> send(std::chrono::seconds patience);

private:
    QCoro::Task<CliResult<QString>> sendPath(QString path, std::chrono::seconds patience);
    QCoro::Task<CliResult<QString>> sendFile(QString path, QString name, std::chrono::seconds patience);
    QCoro::Task<CliResult<QString>> pack(QString folder, QString name);
    void show(const QString &what, qint64 done, qint64 total);

    CommandContext m_context;
    Screen &m_screen;
    std::unique_ptr<QTemporaryDir> m_temporary;
    std::stop_source m_stop;
    QFuture<Result<PackedFolder>> m_packing;
};

} // namespace ca::cli
