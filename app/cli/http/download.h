#pragma once

#include <QCoroTask>
#include <QFile>
#include <QObject>

#include "reconnectingstream.h"

namespace ca::cli {

/// Fetches a job's result. It is written under a temporary name beside its place and renamed at the end, so a file with
/// the right name is whole; what a broken download left there is continued.
class Download : public QObject
{
    Q_OBJECT

public:
    struct Config
    {
        QString jobId;
        /// Where the file goes; its folder exists.
        QString path;
        bool mayReplace = false;
        std::chrono::seconds patience{60};
    };

    Download(ApiClient &api, const Config &config, QObject *parent = nullptr);

    /// Errors: Failed (refused, the file is there already, disk), Unreachable.
    QCoro::Task<CliResult<void>> fetch();

Q_SIGNALS:
    /// `total` is -1 while it is not known.
    void progressed(qint64 done, qint64 total);
    void lost(const QString &reason);
    /// Internal: the end of fetch().
    void settled();

private:
    CliResult<void> openPart();
    void begin(const QNetworkReply &reply);
    void write(const QByteArray &bytes);
    void complete();
    void fail(const CliError &error);
    void settle(CliResult<void> outcome);
    CliResult<void> putInPlace();

    Config m_config;
    QFile m_part;
    ReconnectingStream m_stream;
    qint64 m_total = -1;
    CliResult<void> m_outcome;
};

/// The file that --output names: a name that ends in .zip is the file, any other a folder, which is made. Errors:
/// Failed, also when the file is there and may not be replaced.
CliResult<QString> resultPath(const QString &output, const QString &jobId, bool mayReplace);
/// Makes and checks the folder of --output before there is a job. Errors: WrongUse.
CliResult<void> prepareResultFolder(const QString &output);

} // namespace ca::cli
